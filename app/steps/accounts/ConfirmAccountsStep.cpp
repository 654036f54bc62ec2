// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/accounts/ConfirmAccountsStep.h"

#include "app/graph/Users.h"
#include "app/model/FindingIds.h"

#include <QJsonArray>

namespace bg {

QString ConfirmAccountsStep::SeenAccount::line() const
{
    QStringList ways;
    for (const Fido2Method &key : keys)
        ways.append(QStringLiteral("%1 %2").arg(key.displayName, key.model).simplified());
    for (const AuthenticationMethod &method : methods)
        if (method.type != QLatin1String("fido2AuthenticationMethod"))
            ways.append(method.type);
    return QStringLiteral("%1 (%2; %3)")
        .arg(user.userPrincipalName.value, user.created.toString(Qt::ISODate), ways.join(QStringLiteral(", ")));
}

// What is gone needs no answer: nothing is written to it.
Result<void> ConfirmAccountsStep::look(std::stop_token stop)
{
    AuthenticationMethods methods(m_context.graph);
    for (const AccountChoice &choice : m_context.desired.accounts) {
        if (!choice.adopted)
            continue;
        const auto user = Users(m_context.graph).byId(*choice.adopted, stop);
        if (!user && user.error().kind == Error::Kind::NotFound)
            continue;
        if (!user)
            return fail(user.error());
        const auto all = methods.list(user->id, stop);
        if (!all)
            return fail(all.error());
        const auto keys = methods.fido2Methods(user->id, stop);
        if (!keys)
            return fail(keys.error());
        m_accounts.append({ *user, *all, *keys });
    }
    const ObjectId known = m_context.desired.adoptedGroup.value_or(m_context.history.group);
    if (known.isEmpty())
        return {};
    Groups groups(m_context.graph);
    const auto group = groups.byId(known, stop);
    if (!group && group.error().kind == Error::Kind::NotFound)
        return {};
    if (!group)
        return fail(group.error());
    const auto members = groups.members(known, stop);
    if (!members)
        return fail(members.error());
    m_group = *group;
    m_members = *members;
    return {};
}

Result<Finding> ConfirmAccountsStep::inspect(std::stop_token stop)
{
    Finding found;
    found.step = id();
    found.id = finding::AccountsConfirmed;
    found.requirements = { QStringLiteral("S1") };
    if (m_isConfirmed)
        return found;
    if (!m_isLookedAt) {
        if (auto looked = look(stop); !looked)
            return fail(looked.error());
        m_isLookedAt = true;
    }
    found.facts = facts();
    if (m_accounts.isEmpty()) {
        found.state = State::NotApplicable;
        return found;
    }
    found.id = finding::AccountsToConfirm;
    found.state = State::Missing;
    found.severity = Severity::Note;
    found.actionOwner = ActionOwner::YouDecide;
    return found;
}

QJsonObject ConfirmAccountsStep::facts() const
{
    QJsonArray accounts, members;
    for (const SeenAccount &account : m_accounts)
        accounts.append(account.line());
    for (const GroupMember &member : m_members)
        members.append(member.userPrincipalName.isEmpty() ? member.id.value : member.userPrincipalName);
    return { { QStringLiteral("accounts"), accounts },
             { QStringLiteral("group"), m_group ? m_group->displayName : QString() },
             { QStringLiteral("groupId"), m_group ? m_group->id.value : QString() },
             { QStringLiteral("members"), members } };
}

Result<void> ConfirmAccountsStep::apply(std::stop_token stop, const StepProgress &)
{
    const auto answer = m_context.human.confirm(question::ConfirmAccounts, facts(), stop);
    if (!answer)
        return fail(answer.error());
    if (*answer == Answer::No)
        return fail(Error::Kind::Cancelled);
    for (const SeenAccount &account : m_accounts)
        for (const Fido2Method &key : account.keys)
            m_context.runState.agreeToMethod(key.id);
    if (m_group)
        m_context.runState.agreeToGroup(m_group->id);
    m_isConfirmed = true;
    return {};
}

} // namespace bg
