// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"
#include "app/model/DesiredState.h"
#include "app/model/DiscoveredAccount.h"
#include "app/plan/Schedule.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace bg {

struct KeyStatus {
    QString label, model, serial; // serial only where a run on this computer registered it
    bool isRegistered = true; // false: a run registered it, and the account does not have it any more
    bool isRecorded = true; // false: nobody here registered it
};

struct AccountStatus {
    ObjectId id;
    QString userPrincipalName, displayName;
    bool exists = true;
    bool isEnabled = true;
    QString role; // "permanent", "timeBound", "none"
    QList<KeyStatus> keys;
    QDateTime passwordChanged;
    std::optional<QDateTime> lastSignIn; // of the last 30 days; nothing: none seen
    bool canSeeSignIns = true; // the sign-in log needs P1
    QList<FoundBy> foundBy; // why it is taken for one, where no record names it
};

// Where the emergency accounts of a tenant stand: what a run on this computer left, or what was found without its
// record, seen with the directory's eyes.
struct TenantStatus {
    QList<AccountStatus> accounts; // empty: none is known
    bool isRecorded = true; // false: they were found; which keys are meant and what was done when is not known here
    QString groupName;
    LastDone done;
    QList<DueDate> dates; // soonest first
    StatementAnswers answers; // newest of what people said
    std::optional<DesiredState> recorded; // what the newest set-up wanted, for the modes that come after it
};

// How many keys that are not in use yet a rotation of keys takes: one for each that was set up for its accounts.
int freshKeysFor(const RotationChoice &rotation, const TenantStatus &tenantStatus);

// What the newest run that set things up wanted: the same accounts, group and number of keys. Nothing when no record
// holds accounts and group. `newestFirst` as Engine::records gives them.
std::optional<DesiredState> recordedState(const QList<RunRecord> &newestFirst);
// The same, of one record.
DesiredState stateOf(const RunRecord &record);
// The record that recordedState() reads.
const RunRecord *newestSetUp(const QList<RunRecord> &newestFirst);

} // namespace bg
