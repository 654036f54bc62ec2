// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"
#include "app/base/Result.h"

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

    QString journalFile() const;
    QString recordFile() const;
    QString evidenceFile() const;
};

// Where runs lie: <state folder>/<tenant id>/<time>-<run id>/. Folders have mode 0700, files 0600. Blocks for the disk.
class RunStore {
public:
    RunStore(QString stateFolder, const TenantId &tenant);

    // Makes the folder of a new run. Errors: File.
    Result<StoredRun> begin(const QString &runId, const QDateTime &started) const;
    // All runs of the tenant, newest first. What cannot be read is left out.
    QList<StoredRun> runs() const;
    // The newest run that writes, if it did not come to its end and nobody chose to leave it.
    std::optional<StoredRun> unfinished() const;
    // The newest evidence that a run left; empty when there is none.
    QByteArray newestEvidence() const;

    // Replaces the record of a run in one step: the old one stays whole until the new one is on the disk. Errors: File.
    static Result<void> saveRecord(const StoredRun &run, const QByteArray &json);
    // The same for its evidence.
    static Result<void> saveEvidence(const StoredRun &run, const QByteArray &json);

private:
    QString m_folder;
};

} // namespace bg
