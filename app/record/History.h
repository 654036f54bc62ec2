// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"
#include "app/graph/AdministrativeUnits.h"
#include "app/journal/RunStore.h"
#include "app/model/PolicyVersion.h"
#include "app/model/RunRecord.h"
#include "app/model/RecordedAttributions.h"
#include "app/model/SignInProof.h"
#include "app/record/UnrecordedPin.h"
#include "app/record/ExclusionWrite.h"

#include <QJsonObject>
#include <QList>
#include <QSet>
#include <QString>

namespace bg {

// What earlier runs on this machine wrote about the tenant. Used only to recognise our own things again; whether they
// are there and right is always read from the directory.
struct History {
    QSet<QString> nicknamesBegun; // of accounts and groups: a create was about to be sent with this mailNickname
    QHash<Upn, ObjectId> accounts; // made or taken over
    QSet<QString> groupNamesBegun; // and not taken back
    ObjectId group;
    QList<ExclusionWrite> exclusionWrites; // not yet seen in the audit log
    QList<PolicyVersion> policyVersions; // as a run found them that then wrote to them, oldest first
    QList<ObjectId> formerGroups; // deleted by somebody, and replaced by a later run
    struct Key {
        ObjectId account;
        RecordedKey key;
        bool isProven = false;
        bool isPinKnown = false; // the PIN is on a sealed sheet, or the person chose it
        QString replaces; // credential id of the key whose place it was made for
    };
    QList<Key> keys; // registrations that were about to be sent
    struct Replacement {
        ObjectId account;
        RecordedKey old;
        bool isOver = false; // the old one is out of Entra, and what is left on the key was told
    };
    QList<Replacement> replacements; // oldest first
    QJsonObject alerts; // where they were brought, see recordedAlerts(); empty: nowhere
    QHash<QString, QDateTime>
        renewedKeys; // credential ids: given a PIN on paper by a rotation that was cut short, when
    QHash<ObjectId, QString> passwordSheets; // content id of the sheet that was sealed last
    QHash<QString, QString> pinSheets; // by label + object id of the account
    QHash<ObjectId, QList<AdministrativeUnit>> unitsLeft; // and not put back yet
    QList<UnrecordedPin> unrecordedPins; // oldest first
    QSet<QString> passwordsSet; // user names whose password was set
    QSet<ObjectId> resetsBegun; // people whose password a repair was about to take out of force, and no paper since
    QStringList brokenJournals; // files whose chain of lines does not hold; their good lines are read all the same
    // Folders of runs whose journal or record bears no seal of this computer: older than seals, another computer's, or
    // made by somebody else. Empty where there is no key to seal with.
    QStringList unsealed;
    QList<RunRecord> records; // newest first
    QList<SignInProof> proofs; // oldest first
    QList<RecordedAttributions> usesSaid; // in runs that left no record
    QJsonObject loosenedPimRule; // Expiration_Admin_Assignment as it was before; empty when it was put back

    static History of(const QList<StoredRun> &runs);
    // What people answered in all of those runs, the newest answers.
    StatementAnswers answers() const;
    const Key *key(const ObjectId &account, const QString &credentialId) const;
    // Whether one of those runs registered the key that Entra lists under this id.
    bool hasRegistered(const ObjectId &account, const QString &methodId) const;
    // Keys of the account whose replacement began and did not come to its end.
    QList<RecordedKey> unfinishedReplacements(const ObjectId &account) const;
};

} // namespace bg
