// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/FindingText.h"

#include "app/model/FindingIds.h"
#include "ui/words/AlertWords.h"
#include "ui/words/CheckWords.h"
#include "ui/words/PreflightWords.h"
#include "ui/words/ReasonText.h"
#include "ui/words/RunWords.h"
#include "ui/words/StatementText.h"
#include "ui/words/Translate.h"
#include "ui/words/Words.h"

#include <QDateTime>
#include <QJsonArray>
#include <QLocale>

namespace bg {

namespace {
QString shown(const QJsonValue &value)
{
    if (value.isArray()) {
        QStringList parts;
        for (const QJsonValue &part : value.toArray())
            parts += shown(part);
        return parts.join(QStringLiteral(", "));
    }
    if (value.isBool())
        return value.toBool() ? words("yes") : words("no");
    if (value.isDouble())
        return QLocale().toString(value.toInt());
    const QString text = value.toString();
    const QDateTime time
        = text.size() >= 10 && text.at(4) == QLatin1Char('-') ? QDateTime::fromString(text, Qt::ISODate) : QDateTime();
    return time.isValid() ? QLocale().toString(time.toLocalTime().date(), QLocale::LongFormat) : text;
}

QString notSeenText(const QJsonObject &facts)
{
    const QString what = facts[QStringLiteral("what")].toString();
    const QString account = facts[QStringLiteral("userPrincipalName")].toString();
    if (what == QLatin1String("keys"))
        return words("the keys of %1").arg(account);
    if (what == QLatin1String("signIns"))
        return words("the sign-ins of %1").arg(account);
    if (what == QLatin1String("properties"))
        return words("the properties of %1").arg(account);
    return words("the alerts in Azure");
}

const FindingWords *wordsIn(std::span<const FindingWords> list, const QString &id)
{
    for (const FindingWords &entry : list)
        if (id == QLatin1String(entry.id))
            return &entry;
    return nullptr;
}

const FindingWords *wordsFor(const Finding &finding)
{
    if (finding.facts[QLatin1String("saidBy")] == QLatin1String("check"))
        if (const FindingWords *own = wordsIn(checkWords(), finding.id))
            return own;
    for (const auto &list : { preflightWords(), runWords(), alertWords() })
        if (const FindingWords *entry = wordsIn(list, finding.id))
            return entry;
    return nullptr;
}
} // namespace

QString filled(QString text, const QJsonObject &facts)
{
    for (auto fact = facts.begin(); fact != facts.end(); ++fact)
        text.replace(QLatin1Char('{') + fact.key() + QLatin1Char('}'), shown(fact.value()));
    return text;
}

FindingText FindingText::of(const Finding &finding)
{
    const FindingWords *entry = wordsFor(finding);
    if (!entry)
        return { stepTitle(finding.step, {}), finding.evidence };
    QJsonObject facts = finding.step == StepId::Alerts ? alertFacts(finding.facts) : finding.facts;
    const QDate switchesOn = QDate::fromString(facts[QStringLiteral("switchesOn")].toString(), Qt::ISODate);
    facts[QStringLiteral("when")] = switchesOn.isValid()
        ? words(", at the earliest on %1").arg(QLocale().toString(switchesOn, QLocale::LongFormat))
        : QString();
    facts[QStringLiteral("why")] = reasonText(facts[QStringLiteral("reason")].toString());
    if (finding.id == finding::NotSeen)
        facts[QStringLiteral("seen")] = notSeenText(facts);
    if (const QString statement = facts[QStringLiteral("statement")].toString(); !statement.isEmpty())
        facts[QStringLiteral("statement")] = statementText(statement);
    return { filled(words(entry->headline), facts), filled(words(entry->meaning), facts) };
}

} // namespace bg
