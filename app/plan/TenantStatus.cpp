// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/TenantStatus.h"

#include <algorithm>

namespace bg {

int freshKeysFor(const RotationChoice &rotation, const TenantStatus &tenantStatus)
{
    qsizetype count = 0;
    for (const int account : rotation.accounts)
        if (account < tenantStatus.accounts.size())
            count += std::count_if(tenantStatus.accounts[account].keys.begin(), tenantStatus.accounts[account].keys.end(),
                                   [](const KeyStatus &key) { return key.isRecorded; });
    return int(count);
}

// Not that of a check or a drill: where something is gone, they hold less than what was set up.
const RunRecord *newestSetUp(const QList<RunRecord> &newestFirst)
{
    const auto isWhole = [](const RunRecord &record) {
        const bool writes
            = record.mode == Mode::Provision || record.mode == Mode::Rotate || record.mode == Mode::Incident;
        return writes && !record.groupName.isEmpty() && !record.accounts.isEmpty()
            && std::none_of(record.accounts.begin(), record.accounts.end(),
                            [](const RecordedAccount &account) { return account.objectId.isEmpty(); });
    };
    const auto found = std::find_if(newestFirst.begin(), newestFirst.end(), isWhole);
    return found == newestFirst.end() ? nullptr : &*found;
}

std::optional<DesiredState> recordedState(const QList<RunRecord> &newestFirst)
{
    const RunRecord *record = newestSetUp(newestFirst);
    return record ? std::optional(stateOf(*record)) : std::nullopt;
}

DesiredState stateOf(const RunRecord &record)
{
    DesiredState desired = DesiredState::proposal();
    if (!record.groupName.isEmpty())
        desired.exclusionGroup = record.groupName;
    if (!record.groupId.isEmpty())
        desired.adoptedGroup = ObjectId(record.groupId);
    desired.accounts.clear();
    qsizetype keys = 0;
    for (const RecordedAccount &account : record.accounts) {
        AccountChoice choice;
        choice.userName = account.userPrincipalName.section(QLatin1Char('@'), 0, 0);
        choice.displayName = account.displayName;
        choice.adopted = account.objectId; // found again by its id, whatever it is called now
        desired.accounts.append(choice);
        keys = std::max(keys, account.keys.size());
    }
    desired.renewalIntervals = record.renewalIntervals;
    if (keys > 0)
        desired.keysPerAccount = int(keys);
    desired.guardPolicy
        = std::any_of(record.policies.begin(), record.policies.end(),
                      [](const RecordedPolicy &policy) { return policy.reason == QLatin1String("guard"); });
    return desired;
}

} // namespace bg
