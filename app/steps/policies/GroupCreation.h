// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/Groups.h"
#include "app/steps/StepContext.h"

#include <QString>

#include <stop_token>

namespace bg {

// What the exclusion group says of itself (S135).
QString exclusionGroupDescription();

// Makes the exclusion group, and sees to it that there are no two of its name: the directory permits them, so of two
// wizards that make one at the same time the one whose group is the younger takes it back and stops.
class GroupCreation {
public:
    GroupCreation(const StepContext &context, QString groupName) : m_context(context), m_groupName(std::move(groupName))
    { }

    // The group as the directory lists it. One that an earlier attempt made without hearing of it is found again.
    // Journals what it does and tells the ledger. Errors: AnotherWizard, when somebody else made one meanwhile; those
    // of Groups; Cancelled.
    Result<Group> make(std::stop_token stop);
    // Where a file of this computer names the group, asks the directory whether this operator's wizard made it; at most
    // one request for a group. Errors: Cancelled.
    Result<void> learnOrigin(const Group &group, std::stop_token stop);
    // Whether this run made the group, or the directory says that an earlier one of this operator did, see
    // learnOrigin().
    bool isOurs(const Group &group) const;

private:
    Result<std::optional<Group>> madeUnheard(std::stop_token stop);
    Result<Group> create(std::stop_token stop);
    Result<QList<Group>> listedWith(const Group &made, std::stop_token stop);
    Result<Group> onlyOne(const Group &made, std::stop_token stop);
    Result<void> takeBack(const Group &made, std::stop_token stop);
    Result<void> remember(const Group &group);

    StepContext m_context;
    QString m_groupName;
    QString m_nickname; // of the group that this run makes; empty before
    QList<ObjectId> m_looked, m_confirmed; // named by a file: asked about, and made by this operator's wizard
};

} // namespace bg
