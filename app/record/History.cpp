// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/record/History.h"

#include "app/journal/JournalEvent.h"
#include "app/journal/JournalText.h"
#include "app/key/CreationOptions.h"

#include <QFile>

#include <algorithm>

namespace bg {

namespace {

RecordedKey recordedKey(const KeyNote &key)
{
    return { key.credentialId, {}, key.aaguid, key.model, key.serial, key.firmware, key.label };
}

RecordedKey recordedKey(const KeyReplacing &key)
{
    return { key.credentialId, key.methodId, key.aaguid, key.model, key.serial, key.firmware, key.label };
}

// The key that this one is registered in place of; empty when it is simply another one.
QString replacedBy(const RecordedKey &fresh, const ObjectId &account, const History &history)
{
    for (const History::Replacement &one : history.replacements)
        if (!one.isOver && one.account == account && one.old.label == fresh.label)
            return one.old.credentialId;
    return {};
}

void readReplacement(const ObjectId &account, const RecordedKey &old, bool isOver, History &history)
{
    for (History::Replacement &one : history.replacements) {
        if (one.account != account || one.old.credentialId != old.credentialId)
            continue;
        one.isOver = isOver;
        return;
    }
    history.replacements.append({ account, old, isOver });
}

template <typename Change> PolicyVersion policyVersion(const Change &change, const QDateTime &when)
{
    return { change.policyId, change.displayName, when, {}, change.before, {} };
}

void forgetWrites(History &history, const PolicyId &policy)
{
    history.exclusionWrites.removeIf([&](const ExclusionWrite &write) { return write.policy == policy; });
}

// What one event of a run means.
class HistoryReader {
public:
    HistoryReader(History &history, const StoredRun &run, bool isRecorded)
        : m_history(history), m_run(run), m_isRecorded(isRecorded)
    {
        const auto mode = modeNamed(run.mode);
        m_isRenewal = mode == Mode::Rotate || mode == Mode::Incident;
        if (m_isRenewal && run.isFinished)
            history.renewedKeys.clear();
    }
    void read(const JournalEvent &event, const QDateTime &when)
    {
        m_when = when;
        std::visit([this](const auto &told) { learn(told); }, event);
        followPin(event, m_history.unrecordedPins);
    }

private:
    // Events that tell of nothing that a later run has to know.
    template <typename Event> void learn(const Event &) { }

    void learn(const AccountBegun &told) { m_history.nicknamesBegun.insert(told.mailNickname); }
    void learn(const AccountKnown &told) { m_history.accounts[told.userPrincipalName] = told.objectId; }
    void learn(const GroupBegun &told)
    {
        m_history.groupNamesBegun.insert(told.displayName);
        m_history.nicknamesBegun.insert(told.mailNickname);
    }
    void learn(const GroupKnown &told)
    {
        if (!m_history.group.isEmpty() && m_history.group != told.objectId)
            m_history.formerGroups.append(m_history.group);
        m_history.group = told.objectId;
    }
    void learn(const GroupTakenBack &told)
    {
        m_history.groupNamesBegun.remove(told.displayName);
        if (m_history.group == told.objectId)
            m_history.group = {};
    }
    void learn(const PolicyBefore &told)
    {
        m_history.exclusionWrites.append(ExclusionWrite::of(told, m_when));
        m_history.policyVersions.append(policyVersion(told, m_when));
    }
    void learn(const PolicyRelieved &told) { m_history.policyVersions.append(policyVersion(told, m_when)); }
    void learn(const PolicyRestored &told) { m_history.policyVersions.append(policyVersion(told, m_when)); }
    void learn(const PolicyRefused &told) { forgetWrites(m_history, told.policyId); }
    void learn(const PoliciesAudited &told)
    {
        for (const PolicyId &policy : told.policyIds)
            forgetWrites(m_history, policy);
    }
    void learn(const KeyBegun &told)
    {
        const RecordedKey key = recordedKey(told);
        m_history.keys.append(
            { told.objectId, key, false, told.pinChosen, replacedBy(key, told.objectId, m_history) });
    }
    void learn(const KeyProven &told)
    {
        for (History::Key &key : m_history.keys)
            if (key.key.credentialId == told.credentialId)
                key.isProven = true;
    }
    void learn(const PinSealed &told)
    {
        for (History::Key &key : m_history.keys)
            if (key.key.credentialId == told.credentialId)
                key.isPinKnown = true;
        if (told.contentId)
            m_history.pinSheets[told.subject + told.objectId.value] = *told.contentId;
        if (m_isRenewal && !m_run.isFinished)
            m_history.renewedKeys[told.credentialId] = m_run.started;
    }
    void learn(const KeyReplacing &told) { readReplacement(told.objectId, recordedKey(told), false, m_history); }
    void learn(const KeyRetired &told)
    {
        RecordedKey old;
        old.credentialId = told.credentialId;
        readReplacement(told.objectId, old, true, m_history);
    }
    void learn(const AlertsBegun &told) { m_history.alerts = told.alerts; }
    void learn(const PasswordSet &told) { m_history.passwordsSet.insert(told.subject); }
    void learn(const PasswordSealed &told)
    {
        if (told.contentId)
            m_history.passwordSheets[told.objectId] = *told.contentId;
    }
    void learn(const UnitLeft &told)
    {
        m_history.unitsLeft[told.objectId].append({ told.unit, told.displayName, true });
    }
    void learn(const UnitReturned &told)
    {
        m_history.unitsLeft[told.objectId].removeIf(
            [&](const AdministrativeUnit &unit) { return unit.id == told.unit; });
    }
    void learn(const SignInResetBegun &told) { m_history.resetsBegun.insert(told.objectId); }
    void learn(const SignInResetOnPaper &told) { m_history.resetsBegun.remove(told.objectId); }
    void learn(const PimRuleLoosened &told) { m_history.loosenedPimRule = told.before; }
    void learn(const PimRuleRestored &) { m_history.loosenedPimRule = {}; }
    void learn(const UsesSaid &told)
    {
        if (!m_isRecorded)
            m_history.usesSaid.append({ m_run.runId, m_run.started, SignInReview::fromJson(told.told), false });
    }
    void learn(const SignInProven &told)
    {
        m_history.proofs.append(SignInProof::fromJson(told.told));
        m_history.proofs.last().runId = m_run.runId;
    }

    History &m_history;
    const StoredRun &m_run;
    bool m_isRecorded;
    bool m_isRenewal;
    QDateTime m_when;
};

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
        if (run->seal.exists() && (!run->isSealed || (isRecorded && !RunStore::isRecordSealed(*run))))
            history.unsealed.append(run->folder);
        const JournalText journal = JournalText::of(file.readAll());
        if (!journal.problems.isEmpty())
            history.brokenJournals.append(run->journalFile());
        HistoryReader reader(history, *run, isRecorded);
        for (const QJsonObject &line : journal.lines)
            reader.read(readEvent(line), writtenAt(line));
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
