// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/Adoption.h"

#include <algorithm>

namespace bg {

namespace {

// Where the account goes: the place of its own name, else the first that nobody took.
AccountChoice *placeFor(DesiredState &desired, const QString &userName)
{
    AccountChoice *free = nullptr;
    for (AccountChoice &choice : desired.accounts) {
        if (choice.adopted)
            continue;
        if (choice.userName.compare(userName, Qt::CaseInsensitive) == 0)
            return &choice;
        if (!free)
            free = &choice;
    }
    return free;
}

} // namespace

bool isAdopted(const DesiredState &desired, const ObjectId &account)
{
    return std::any_of(desired.accounts.begin(), desired.accounts.end(),
                       [&](const AccountChoice &choice) { return choice.adopted == account; });
}

DesiredState adopting(DesiredState desired, const DiscoveredAccount &account)
{
    if (!account.ineligibility.isEmpty() || isAdopted(desired, account.user.id))
        return desired;
    const QString userName = account.user.userPrincipalName.value.section(QLatin1Char('@'), 0, 0);
    AccountChoice *place = placeFor(desired, userName);
    if (!place)
        return desired;
    *place = { userName, account.user.displayName, account.user.id };
    if (!account.group.isEmpty() && account.groupIneligibility.isEmpty() && !desired.adoptedGroup) {
        desired.adoptedGroup = account.group;
        desired.exclusionGroup = account.groupName;
    }
    return desired;
}

DesiredState makingNew(DesiredState desired, const ObjectId &account, const AccountChoice &names)
{
    for (AccountChoice &choice : desired.accounts)
        if (choice.adopted == account)
            choice = names;
    const bool isAnyLeft = std::any_of(desired.accounts.begin(), desired.accounts.end(),
                                       [](const AccountChoice &choice) { return choice.adopted.has_value(); });
    if (!isAnyLeft && desired.adoptedGroup) {
        desired.adoptedGroup.reset();
        desired.exclusionGroup = DesiredState::proposal().exclusionGroup;
    }
    return desired;
}

DesiredState adoptingAll(DesiredState desired, const QList<DiscoveredAccount> &found)
{
    for (const DiscoveredAccount &account : found)
        if (account.isLikely())
            desired = adopting(desired, account);
    return desired;
}

} // namespace bg
