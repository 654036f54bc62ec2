// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"
#include "app/base/Result.h"
#include "app/journal/Seal.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace bg {

// One run's folder: journal.jsonl, record.json and evidence.json.
struct StoredRun {
    QString folder;
    QString runId;
    QString mode; // "provision", ...
    QDateTime started;
    QString lastStep; // the last step that the journal names
    QStringList userPrincipalNames; // of the accounts that it was to make
    QString exclusionGroup;
    QJsonObject choices; // what was chosen, as it was journaled
    QStringList adopted; // object ids of accounts that were to be taken over, in order; empty for new ones
    QString adoptedGroup; // object id; empty where the group is looked for by name
    bool isLeft = false; // somebody chose to leave it as it is
    bool isFinished = false; // the journal ends with "runFinished", and nothing was left out
    Seal seal; // of what lies in this folder
    bool isSealed = false; // each line of the journal bears it

    QString journalFile() const;
    QString recordFile() const;
    QString evidenceFile() const;
};

// Where runs lie: <state folder>/<tenant id>/<time>-<run id>/. Folders have mode 0700, files 0600. Blocks for the disk.
// What bears no good seal may be anybody's work: it is read all the same, and is never more than a suggestion.
class RunStore {
public:
    RunStore(QString stateFolder, const TenantId &tenant, const Seal &seal = {});

    // Makes the folder of a new run. Errors: File.
    Result<StoredRun> begin(const QString &runId, const QDateTime &started) const;
    // All runs of the tenant, newest first. What cannot be read is left out.
    QList<StoredRun> runs() const;
    // The newest run that writes, if it did not come to its end and nobody chose to leave it.
    std::optional<StoredRun> unfinished() const;
    // The newest evidence that a run left; empty when there is none.
    QByteArray newestEvidence() const;

    // Of what lies beside a journal: bound to the tenant and to the folder, so that no file passes for another one's.
    Seal sealOf(const QString &journalFile) const;

    // Replaces the record of a run in one step: the old one stays whole until the new one is on the disk. Errors: File.
    static Result<void> saveRecord(const StoredRun &run, const QByteArray &json);
    // The same for its evidence. The seal of each lies beside it, in a file that ends with ".seal"; after a power cut
    // between the two the file counts as unsealed.
    static Result<void> saveEvidence(const StoredRun &run, const QByteArray &json);
    // Whether the record is there and bears the seal.
    static bool isRecordSealed(const StoredRun &run);

private:
    QString m_folder;
    Seal m_seal;
};

} // namespace bg
