// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/preflight/CheckNames.h"

#include "app/graph/AuthenticationMethods.h"
#include "app/graph/Groups.h"
#include "app/graph/Users.h"
#include "app/plan/Eligibility.h"
#include "app/steps/preflight/FindingIds.h"
#include "app/steps/preflight/FindingOf.h"

namespace bg::preflight {

namespace {

QJsonObject userFacts(const User &user)
{
    return { { QStringLiteral("userPrincipalName"), user.userPrincipalName.value },
             { QStringLiteral("objectId"), user.id.value } };
}

QJsonObject with(QJsonObject facts, const char *name, const QJsonValue &value)
{
    facts.insert(QLatin1String(name), value);
    return facts;
}

// What the user's own properties tell, without another request.
void reportProperties(const Scene &scene, const User &user)
{
    const QJsonObject facts = userFacts(user);
    const QString domain = user.userPrincipalName.value.section(QLatin1Char('@'), -1);
    if (user.isSynchronized)
        scene.report(
            stops(AccountSynchronized, QStringLiteral("onPremisesSyncEnabled true"), facts, { QStringLiteral("S9") }));
    if (domain.compare(scene.tenant.initialDomain, Qt::CaseInsensitive) != 0)
        scene.report(stops(AccountOnOtherDomain, QStringLiteral("userPrincipalName"), with(facts, "domain", domain),
                           { QStringLiteral("S8"), QStringLiteral("S122") }));
    if (user.licences > 0)
        scene.report(youDecide(Severity::Advice, AccountLicensed, QStringLiteral("assignedLicenses"),
                               with(facts, "licences", user.licences),
                               { QStringLiteral("S109"), QStringLiteral("S190") }));
    if (!user.isEnabled)
        scene.report(wizardWillDo(AccountDisabled, QStringLiteral("accountEnabled false"), facts,
                                  { QStringLiteral("S73"), QStringLiteral("S121") }));
}

Result<void> checkUnits(const Scene &scene, const User &user)
{
    if (!user.isManagementRestricted)
        return {};
    const auto memberships = Users(scene.graph).memberOf(user.id, scene.stop);
    if (!memberships)
        return notRead(scene, memberships.error(), QStringLiteral("users.memberOf.list"));
    QJsonArray units;
    for (const Membership &membership : *memberships)
        if (membership.type == QLatin1String("administrativeUnit"))
            units.append(membership.displayName);
    scene.report(stops(AccountRestricted, QStringLiteral("isManagementRestricted true"),
                       with(userFacts(user), "units", units), { QStringLiteral("S102") }));
    return {};
}

Result<void> checkDeleted(const Scene &scene, const Upn &name)
{
    const auto deleted = Users(scene.graph).deletedByPrincipalName(name, scene.stop);
    if (!deleted)
        return notRead(scene, deleted.error(), QStringLiteral("directory.deletedItems.listUsers"));
    for (const User &user : *deleted)
        scene.report(note(NameDeleted, QStringLiteral("deletedItems"),
                          { { QStringLiteral("userPrincipalName"), name.value },
                            { QStringLiteral("objectId"), user.id.value },
                            { QStringLiteral("deleted"), user.deleted.toString(Qt::ISODate) } }));
    return {};
}

Result<std::optional<User>> existing(const Scene &scene, const AccountChoice &choice, const Upn &name)
{
    Users users(scene.graph);
    if (!choice.adopted)
        return users.byPrincipalName(name, scene.stop);
    const auto user = users.byId(*choice.adopted, scene.stop);
    if (user)
        return std::optional(*user);
    // Deleted since.
    return user.error().kind == Error::Kind::NotFound ? users.byPrincipalName(name, scene.stop) : fail(user.error());
}

Result<void> checkAccount(const Scene &scene, const AccountChoice &choice)
{
    const Upn name(choice.userName + QLatin1Char('@') + scene.tenant.initialDomain);
    const auto user = existing(scene, choice, name);
    if (!user)
        return notRead(scene, user.error(), QStringLiteral("users.get"));
    if (!*user) {
        scene.report(
            fine(NameFree, QStringLiteral("users: 404"), { { QStringLiteral("userPrincipalName"), name.value } }));
        return checkDeleted(scene, name);
    }
    const User &account = **user;
    const QJsonObject facts = with(userFacts(account), "adopted", choice.adopted.has_value());
    scene.report(choice.adopted ? note(NameTaken, QStringLiteral("users"), facts)
                                : youDecide(Severity::Note, NameTaken, QStringLiteral("users"), facts));
    reportProperties(scene, account);
    if (auto checked = checkUnits(scene, account); !checked)
        return checked;
    return checkMethods(scene, account, true);
}

Result<QList<Group>> existingGroups(const Scene &scene)
{
    Groups groups(scene.graph);
    if (!scene.desired.adoptedGroup)
        return groups.byDisplayName(scene.desired.exclusionGroup, scene.stop);
    auto group = groups.byId(*scene.desired.adoptedGroup, scene.stop);
    if (group)
        return QList<Group>{ *group };
    return group.error().kind == Error::Kind::NotFound ? groups.byDisplayName(scene.desired.exclusionGroup, scene.stop)
                                                       : fail(group.error());
}

Result<void> checkGroup(const Scene &scene)
{
    const QString &wanted = scene.desired.exclusionGroup;
    const QStringList rules{ QStringLiteral("S51"), QStringLiteral("S134") };
    const auto groups = existingGroups(scene);
    if (!groups)
        return notRead(scene, groups.error(), QStringLiteral("groups.list"));
    QJsonObject facts{ { QStringLiteral("displayName"), wanted } };
    if (groups->isEmpty()) {
        scene.report(fine(GroupFree, QStringLiteral("groups: none"), facts, rules));
        return {};
    }
    if (groups->size() > 1) {
        QJsonArray ids;
        for (const Group &group : *groups)
            ids.append(group.id.value);
        scene.report(youDecide(Severity::Warning, GroupSeveral, QStringLiteral("groups: %1").arg(groups->size()),
                               with(facts, "objectIds", ids), rules));
        return {};
    }
    const Group &group = groups->first();
    facts.insert(QStringLiteral("objectId"), group.id.value);
    facts.insert(QStringLiteral("displayName"), group.displayName);
    // A frozen group may well be complete; the step that knows its members tells.
    if (const QString reason = whyIneligible(group); !reason.isEmpty() && reason != QLatin1String("restrictedUnit")) {
        scene.report(stops(GroupIneligible, QStringLiteral("groups"), with(facts, "reason", reason), rules));
        return {};
    }
    scene.report(note(GroupExists, QStringLiteral("groups"),
                      with(facts, "isAssignableToRole", group.isAssignableToRole), rules));
    if (!group.isAssignableToRole)
        scene.report(
            youDecide(Severity::Advice, GroupNotProtected, QStringLiteral("isAssignableToRole false"), facts, rules));
    return {};
}

} // namespace

Result<void> checkMethods(const Scene &scene, const User &user, bool isWanted)
{
    AuthenticationMethods methods(scene.graph);
    const auto registered = methods.list(user.id, scene.stop);
    if (!registered)
        return notRead(scene, registered.error(), QStringLiteral("users.authentication.methods.list"));
    QJsonArray others;
    for (const AuthenticationMethod &method : *registered)
        if (method.type != QLatin1String("passwordAuthenticationMethod")
            && method.type != QLatin1String("fido2AuthenticationMethod"))
            others.append(method.type);
    if (!others.isEmpty())
        scene.report(youDecide(Severity::Warning, AccountOtherMethods, QStringLiteral("authentication/methods"),
                               with(userFacts(user), "methods", others),
                               { QStringLiteral("S11"), QStringLiteral("S34"), QStringLiteral("S67") }));

    const auto state = methods.perUserMfa(user.id, scene.stop);
    if (!state)
        return notRead(scene, state.error(), QStringLiteral("users.authentication.requirements.get"));
    if (*state == QLatin1String("disabled"))
        return {};
    const QString evidence = QStringLiteral("perUserMfaState ") + *state;
    const QJsonObject facts = with(userFacts(user), "state", *state);
    const QStringList rules{ QStringLiteral("S22") };
    scene.report(isWanted ? wizardWillDo(PerUserMfaOn, evidence, facts, rules)
                          : youDecide(Severity::Note, PerUserMfaOn, evidence, facts, rules));
    return {};
}

Result<void> checkNames(const Scene &scene)
{
    for (const AccountChoice &choice : scene.desired.accounts)
        if (auto checked = checkAccount(scene, choice); !checked)
            return checked;
    return scene.desired.exclusionGroup.isEmpty() ? Result<void>() : checkGroup(scene);
}

} // namespace bg::preflight
