// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/record/History.h"

#include "app/journal/JournalText.h"
#include "app/key/CreationOptions.h"

#include <QFile>

#include <algorithm>

namespace bg {

namespace {

QString text(const QJsonObject &line, const char *member)
{
    return line[QLatin1String(member)].toString();
}

RecordedKey recordedKey(const QJsonObject &line)
{
    return { text(line, "credentialId"), text(line, "methodId"), text(line, "aaguid"), text(line, "model"),
             text(line, "serial"),       text(line, "firmware"), text(line, "label") };
}

// The key that this one is registered in place of; empty when it is simply another one.
QString replacedBy(const RecordedKey &fresh, const ObjectId &account, const History &history)
{
    for (const History::Replacement &one : history.replacements)
        if (!one.isOver && one.account == account && one.old.label == fresh.label)
            return one.old.credentialId;
    return {};
}

void readReplacement(const QJsonObject &line, bool isOver, History &history)
{
    const ObjectId account(text(line, "objectId"));
    const RecordedKey old = recordedKey(line);
    for (History::Replacement &one : history.replacements) {
        if (one.account != account || one.old.credentialId != old.credentialId)
            continue;
        one.isOver = isOver;
        return;
    }
    history.replacements.append({ account, old, isOver });
}

PolicyVersion policyVersion(const QJsonObject &line)
{
    return { PolicyId(text(line, "policyId")),
             text(line, "displayName"),
             QDateTime::fromString(text(line, "when"), Qt::ISODateWithMs),
             {},
             line[QLatin1String("before")].toObject(),
             {} };
}

void forgetWrites(History &history, const PolicyId &policy)
{
    history.exclusionWrites.removeIf([&](const ExclusionWrite &write) { return write.policy == policy; });
}

void read(const QJsonObject &line, History &history)
{
    const QString event = text(line, "event");
    if (event == QLatin1String("accountBegun")) {
        history.nicknamesBegun.insert(text(line, "mailNickname"));
    } else if (event == QLatin1String("accountKnown")) {
        history.accounts[Upn(text(line, "userPrincipalName"))] = ObjectId(text(line, "objectId"));
    } else if (event == QLatin1String("groupBegun")) {
        history.groupNamesBegun.insert(text(line, "displayName"));
        history.nicknamesBegun.insert(text(line, "mailNickname"));
    } else if (event == QLatin1String("groupKnown")) {
        const ObjectId known(text(line, "objectId"));
        if (!history.group.isEmpty() && history.group != known)
            history.formerGroups.append(history.group);
        history.group = known;
    } else if (event == QLatin1String("groupTakenBack")) {
        history.groupNamesBegun.remove(text(line, "displayName"));
        if (history.group == ObjectId(text(line, "objectId")))
            history.group = {};
    } else if (event == QLatin1String("policyBefore")) {
        history.exclusionWrites.append(ExclusionWrite::fromLine(line));
        history.policyVersions.append(policyVersion(line));
    } else if (event == QLatin1String("policyRelieved") || event == QLatin1String("policyRestored")) {
        history.policyVersions.append(policyVersion(line));
    } else if (event == QLatin1String("policyRefused")) {
        forgetWrites(history, PolicyId(text(line, "policyId")));
    } else if (event == QLatin1String("policiesAudited")) {
        for (const QJsonValue &id : line[QLatin1String("policyIds")].toArray())
            forgetWrites(history, PolicyId(id.toString()));
    } else if (event == QLatin1String("keyBegun")) {
        const ObjectId account(text(line, "objectId"));
        const RecordedKey key = recordedKey(line);
        history.keys.append(
            { account, key, false, line[QLatin1String("pinChosen")].toBool(), replacedBy(key, account, history) });
    } else if (event == QLatin1String("keyProven") || event == QLatin1String("pinSealed")) {
        for (History::Key &key : history.keys) {
            if (key.key.credentialId != text(line, "credentialId"))
                continue;
            (event == QLatin1String("keyProven") ? key.isProven : key.isPinKnown) = true;
        }
        if (event == QLatin1String("pinSealed") && line.contains(QLatin1String("contentId")))
            history.pinSheets[text(line, "subject") + text(line, "objectId")] = text(line, "contentId");
    } else if (event == QLatin1String("keyReplacing") || event == QLatin1String("keyRetired")) {
        readReplacement(line, event == QLatin1String("keyRetired"), history);
    } else if (event == QLatin1String("alertsBegun")) {
        history.alerts = line[QLatin1String("alerts")].toObject();
    } else if (event == QLatin1String("passwordSealed")) {
        if (line.contains(QLatin1String("contentId")))
            history.passwordSheets[ObjectId(text(line, "objectId"))] = text(line, "contentId");
    } else if (event == QLatin1String("unitLeft")) {
        history.unitsLeft[ObjectId(text(line, "objectId"))].append(
            { ObjectId(text(line, "unit")), text(line, "displayName"), true });
    } else if (event == QLatin1String("unitReturned")) {
        history.unitsLeft[ObjectId(text(line, "objectId"))].removeIf(
            [&](const AdministrativeUnit &unit) { return unit.id == ObjectId(text(line, "unit")); });
    } else if (event == QLatin1String("passwordSet")) {
        history.passwordsSet.insert(text(line, "subject"));
    } else if (event == QLatin1String("signInResetBegun")) {
        history.resetsBegun.insert(ObjectId(text(line, "objectId")));
    } else if (event == QLatin1String("signInResetOnPaper")) {
        history.resetsBegun.remove(ObjectId(text(line, "objectId")));
    } else if (event == QLatin1String("pimRuleLoosened")) {
        history.loosenedPimRule = line[QLatin1String("before")].toObject();
    } else if (event == QLatin1String("pimRuleRestored")) {
        history.loosenedPimRule = {};
    }
}

} // namespace

History History::of(const QList<StoredRun> &runs)
{
    History history;
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) { // oldest first
        QFile file(run->journalFile());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        bool isRecorded = false;
        if (QFile record(run->recordFile()); record.open(QIODevice::ReadOnly))
            if (auto read = RunRecord::fromJson(record.readAll())) {
                history.records.prepend(*read);
                isRecorded = true;
            }
        const auto mode = modeNamed(run->mode);
        const bool renews = mode == Mode::Rotate || mode == Mode::Incident;
        if (renews && run->isFinished)
            history.renewedKeys.clear();
        const JournalText journal = JournalText::of(file.readAll());
        if (!journal.problems.isEmpty())
            history.brokenJournals.append(run->journalFile());
        for (const QJsonObject &line : journal.lines) {
            read(line, history);
            if (text(line, "event") == QLatin1String("usesSaid") && !isRecorded)
                history.usesSaid.append({ run->runId, run->started, SignInReview::fromJson(line), false });
            if (text(line, "event") == QLatin1String("signInProven")) {
                history.proofs.append(SignInProof::fromJson(line));
                history.proofs.last().runId = run->runId;
            }
            followPin(line, history.unrecordedPins);
            const bool isRenewed = renews && !run->isFinished && text(line, "event") == QLatin1String("pinSealed");
            if (isRenewed)
                history.renewedKeys[text(line, "credentialId")] = run->started;
        }
    }
    return history;
}

StatementAnswers History::answers() const
{
    StatementAnswers all;
    for (const RunRecord &record : records)
        all = laidOver(all, record.answers);
    return all;
}

const History::Key *History::key(const ObjectId &account, const QString &credentialId) const
{
    for (const Key &one : keys)
        if (one.account == account && one.key.credentialId == credentialId)
            return &one;
    return nullptr;
}

bool History::hasRegistered(const ObjectId &account, const QString &methodId) const
{
    const QList<QByteArray> readings = decodeCredentialId(methodId);
    return std::any_of(readings.begin(), readings.end(),
                       [&](const QByteArray &bytes) { return key(account, encodeBase64Url(bytes)) != nullptr; });
}

QList<RecordedKey> History::unfinishedReplacements(const ObjectId &account) const
{
    QList<RecordedKey> old;
    for (const Replacement &one : replacements)
        if (!one.isOver && one.account == account)
            old.append(one.old);
    return old;
}

} // namespace bg
