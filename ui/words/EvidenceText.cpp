// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/EvidenceText.h"

#include "app/evidence/Benchmark.h"
#include "app/evidence/Evidence.h"
#include "app/evidence/Requirement.h"
#include "ui/words/FindingText.h"
#include "ui/words/StatusText.h"
#include "ui/words/StatementText.h"
#include "ui/words/Translate.h"
#include "ui/words/Words.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace bg {

namespace {

QString utc(const QDateTime &when)
{
    return when.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss 'UTC'"));
}

QString said(Said answer)
{
    switch (answer) {
    case Said::Yes:
        return words("yes");
    case Said::No:
        return words("no");
    case Said::NotKnown:
        return words("not known");
    }
    return {};
}

EvidencePart accounts(const RunRecord &record)
{
    EvidencePart part{ words("Accounts"),
                       { words("User name"), words("Object id"), words("Role"), words("Keys") },
                       { 0.34, 0.28, 0.2, 0.18 },
                       {} };
    for (const RecordedAccount &account : record.accounts) {
        QStringList keys;
        for (const RecordedKey &key : account.keys)
            keys += key.serial.isEmpty() ? key.label : key.label + QLatin1Char(' ') + key.serial;
        part.rows.append({ account.userPrincipalName, account.objectId.value, roleText(account.roleAssignment),
                           keys.join(QStringLiteral(", ")) });
    }
    return part;
}

EvidencePart findings(const QString &heading, const RunRecord &record, bool areOpen)
{
    EvidencePart part{
        heading, { words("What was found"), words("What to do"), words("Requirements") }, { 0.4, 0.42, 0.18 }, {}
    };
    for (const Finding &finding : record.findings) {
        if (finding.isOpen() != areOpen)
            continue;
        const FindingText text = FindingText::of(finding);
        part.rows.append({ text.headline, text.meaning, finding.requirements.join(QLatin1Char(' ')) });
    }
    if (part.rows.isEmpty())
        part.rows.append({ words("Nothing"), {}, {} });
    return part;
}

EvidencePart audits(const RunRecord &record)
{
    EvidencePart part{ words("What other audits would say"),
                       { words("Audit"), words("Asks"), words("Would complain about"),
                         words("What to configure there") },
                       { 0.16, 0.26, 0.2, 0.38 },
                       {} };
    for (const Verdict &verdict : verdicts(record.findings))
        part.rows.append({ verdict.benchmark.source + QLatin1Char(' ') + verdict.benchmark.id, verdict.benchmark.asks,
                           verdict.complains() ? verdict.because.join(QStringLiteral(", ")) : words("nothing"),
                           verdict.benchmark.configure });
    return part;
}

EvidencePart answers(const RunRecord &record)
{
    EvidencePart part{
        words("What people said"), { words("Statement"), words("Answer"), words("On") }, { 0.66, 0.16, 0.18 }, {}
    };
    for (const StatementAnswer &answer : record.answers)
        part.rows.append({ statementText(answer.statement), said(answer.said), answer.on.toString(Qt::ISODate) });
    return part;
}

EvidencePart declined()
{
    EvidencePart part{ words("What older guidance asks and this wizard declines"),
                       { words("Requirement"), words("Asks"), words("Why not") },
                       { 0.14, 0.34, 0.52 },
                       {} };
    for (const Requirement &requirement : allRequirements())
        if (requirement.answer == QLatin1String("declined"))
            part.rows.append({ requirement.number, requirement.asks, requirement.how });
    return part;
}

} // namespace

EvidencePaper evidencePaper(const RunRecord &record, const QByteArray &evidence)
{
    const QString before
        = QJsonDocument::fromJson(evidence)[QStringLiteral("previous")][QLatin1String("sha256")].toString();
    EvidencePaper paper;
    paper.title = words("Emergency access: evidence");
    paper.subtitle = modeName(record.mode) + QStringLiteral(" \u00b7 ") + record.runId;
    paper.facts = {
        { words("Tenant"),
          QStringLiteral("%1 \u00b7 %2 \u00b7 %3").arg(record.tenantName, record.tenantDomain, record.tenantId.value) },
        { words("Begun"), utc(record.started) },
        { words("Ended"), utc(record.finished) },
        { words("Outcome"), record.outcome },
        { words("Exclusion group"), record.groupName + QLatin1Char(' ') + record.groupId },
        { words("This evidence"), QStringLiteral("SHA-256 ") + evidenceHash(evidence) },
        { words("The one before"),
          before.isEmpty() ? words("none: the first of this computer") : QStringLiteral("SHA-256 ") + before },
    };
    paper.parts = { accounts(record), findings(words("Open"), record, true), audits(record) };
    if (!record.answers.isEmpty())
        paper.parts.append(answers(record));
    paper.parts.append(findings(words("As it should be, or good to know"), record, false));
    paper.parts.append(declined());
    paper.foot = QStringLiteral("Break-Glass Wizard \u00b7 %1 \u00b7 %2").arg(record.tenantDomain, record.runId);
    return paper;
}

} // namespace bg
