// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/accounts/RoleStep.h"

#include "app/base/Log.h"
#include "app/graph/AuthenticationMethods.h"
#include "app/graph/RoleRules.h"
#include "app/journal/AccountEvents.h"
#include "app/model/FindingIds.h"
#include "app/reconcile/Settle.h"
#include "app/steps/Provenance.h"

#include <QJsonArray>

namespace bg {

namespace {

// S126
QString justification()
{
    return QStringLiteral("Emergency access account - permanent assignment required");
}

bool isForbiddenByRule(const Error &error)
{
    return error.kind == Error::Kind::Refused && error.serviceMessage.contains(QLatin1String("ExpirationRule"));
}

} // namespace

Finding RoleStep::finding(QLatin1String id, State state, Severity severity, const QString &evidence)
{
    Finding found;
    found.id = id;
    found.step = StepId::Role;
    found.state = state;
    found.severity = severity;
    found.actionOwner = state == State::InPlace ? ActionOwner::Fine : ActionOwner::WizardWillDo;
    found.evidence = evidence;
    found.facts
        = { { QStringLiteral("userPrincipalName"), m_context.runState.account(m_index).userPrincipalName.value } };
    found.requirements = { QStringLiteral("S18"), QStringLiteral("S47"), QStringLiteral("S125") };
    const QString held = state == State::InPlace ? QStringLiteral("permanent")
        : id == finding::RoleTimeBound           ? QStringLiteral("timeBound")
                                                 : QStringLiteral("none");
    m_context.runState.change(m_index, [&](AccountState &account) { account.role = held; });
    return found;
}

Result<Finding> RoleStep::inspect(std::stop_token stop)
{
    m_seen.reset();
    const ObjectId account = principal();
    // Made a moment ago by this very run: it holds nothing yet.
    const bool isFresh = m_context.runState.account(m_index).isNew && !m_isApplied;
    if (account.isEmpty() || isFresh)
        return finding(finding::RoleMissing, State::Missing, Severity::Note, {});
    if (m_context.tenant.licence == Licence::P2) {
        auto found = inspectSchedule(account, stop);
        if (found || found.error().kind != Error::Kind::NotLicensed)
            return found;
    }
    return inspectAssignments(account, stop);
}

Result<Finding> RoleStep::inspectSchedule(const ObjectId &account, std::stop_token stop)
{
    const auto instances = Roles(m_context.graph).activeInstances(account, stop);
    if (!instances)
        return fail(instances.error());
    for (const RoleInstance &instance : *instances) {
        if (!instance.isPermanent())
            continue;
        if (m_isDirect) {
            Finding note = finding(finding::RoleDirect, State::InPlace, Severity::Note, instance.id);
            m_context.runState.note(note, subject());
        }
        return finding(finding::RoleInPlace, State::InPlace, Severity::Fine,
                       QStringLiteral("%1, %2, no end, scope %3")
                           .arg(instance.assignmentType, instance.memberType, instance.directoryScopeId));
    }
    if (instances->isEmpty())
        return finding(finding::RoleMissing, State::Missing, Severity::Note, QStringLiteral("no active assignment"));
    m_seen = instances->first();
    Finding bound = finding(finding::RoleTimeBound, State::Drifted, Severity::Warning,
                            QStringLiteral("%1, %2").arg(m_seen->assignmentType, m_seen->memberType));
    bound.facts[QStringLiteral("end")] = m_seen->end ? m_seen->end->toString(Qt::ISODate) : QString();
    bound.facts[QStringLiteral("assignmentType")] = m_seen->assignmentType;
    return bound;
}

Result<Finding> RoleStep::inspectAssignments(const ObjectId &account, std::stop_token stop)
{
    const auto assignments = Roles(m_context.graph).assignments(account, stop);
    if (!assignments)
        return fail(assignments.error());
    for (const RoleAssignment &assignment : *assignments)
        if (assignment.principal == account && assignment.directoryScopeId == QLatin1String("/"))
            return finding(finding::RoleInPlace, State::InPlace, Severity::Fine,
                           QStringLiteral("assigned directly, scope /"));
    return finding(finding::RoleMissing, State::Missing, Severity::Note, QStringLiteral("no assignment"));
}

QList<PlannedWrite> RoleStep::plannedWrites() const
{
    const AccountState account = m_context.runState.account(m_index);
    QJsonValue before = QJsonValue::Null;
    if (m_seen)
        before = m_seen->end ? m_seen->end->toString(Qt::ISODate) : m_seen->assignmentType;
    const bool changesRule = m_context.tenant.licence == Licence::P2 && !m_context.tenant.pimPermitsPermanent
        && m_context.desired.pimRule == PimRuleChoice::Change;
    QList<PlannedWrite> writes;
    if (!m_context.history.loosenedPimRule.isEmpty() && m_index == 0 && m_context.tenant.pimPermitsPermanent)
        writes.append({ StepId::Role, QStringLiteral("Global Administrator"), globalAdministratorRole(),
                        QStringLiteral("Expiration_Admin_Assignment"), false, true,
                        QStringLiteral("globalAdministratorAssignments") });
    if (changesRule)
        writes.append({ StepId::Role, QStringLiteral("Global Administrator"), globalAdministratorRole(),
                        QStringLiteral("Expiration_Admin_Assignment"), true,
                        QStringLiteral("false for this assignment, then true"),
                        QStringLiteral("globalAdministratorAssignments") });
    writes.append({ StepId::Role,
                    account.userPrincipalName.value,
                    account.id.value,
                    QStringLiteral("role"),
                    before,
                    QStringLiteral("Global Administrator, active, permanent"),
                    {} });
    return writes;
}

// Keys that this run registered, or this operator's earlier one as the audit log tells, and the password: anything else
// would hand the role to whoever holds it. What a file says of a key does not count here.
Result<QStringList> RoleStep::foreignMethods(std::stop_token stop)
{
    AuthenticationMethods methods(m_context.graph);
    const auto all = methods.list(principal(), stop);
    if (!all)
        return fail(all.error());
    QStringList foreign;
    bool hasUnknownKey = false;
    for (const AuthenticationMethod &method : *all) {
        const bool isKey = method.type == QLatin1String("fido2AuthenticationMethod");
        hasUnknownKey = hasUnknownKey
            || (isKey && !m_context.runState.isRegisteredHere(method.id) && !m_context.runState.isAgreedMethod(method.id));
        if (!isKey && method.type != QLatin1String("passwordAuthenticationMethod"))
            foreign.append(method.type);
    }
    if (!hasUnknownKey)
        return foreign;
    const auto keys = methods.fido2Methods(principal(), stop);
    if (!keys)
        return fail(keys.error());
    const auto others = foreignKeys(*keys, m_context.runState, principal(), m_context.tenant.operatorId, m_context.graph,
                                    stop);
    if (!others)
        return fail(others.error());
    for (const Fido2Method &key : *others)
        if (!m_context.runState.isAgreedMethod(key.id))
            foreign.append(QStringLiteral("%1 %2 %3").arg(key.displayName, key.model, key.id).simplified());
    return foreign;
}

Result<void> RoleStep::refuseForeignMethods(std::stop_token stop)
{
    if (m_context.runState.account(m_index).isNew)
        return {};
    const auto foreign = foreignMethods(stop);
    if (!foreign)
        return fail(foreign.error());
    if (foreign->isEmpty())
        return {};
    const QString name = m_context.runState.account(m_index).userPrincipalName.value;
    Finding stopping;
    stopping.id = finding::OtherMethods;
    stopping.step = id();
    stopping.state = State::Drifted;
    stopping.severity = Severity::Stop;
    stopping.actionOwner = ActionOwner::Stops;
    stopping.evidence = foreign->join(QStringLiteral(", "));
    stopping.facts = { { QStringLiteral("userPrincipalName"), name },
                       { QStringLiteral("methods"), QJsonArray::fromStringList(*foreign) } };
    stopping.requirements = { QStringLiteral("S11"), QStringLiteral("S34"), QStringLiteral("S67") };
    m_context.runState.note(stopping, subject());
    return fail(Error::Kind::Conflict, QStringLiteral("%1: %2").arg(name, foreign->join(QStringLiteral(", "))));
}

// An earlier run that was stopped hard may have left the rule loosened. The file says only that; what is sent is the
// directory's own rule with the limit on again.
Result<void> RoleStep::tightenLoosenedRule(std::stop_token stop)
{
    const auto now = RoleRules(m_context.graph).globalAdministrator(stop);
    if (!now)
        return fail(now.error());
    const QString loosened = m_context.history.loosenedPimRule[QStringLiteral("policyId")].toString();
    if (!now->permitsPermanent || now->policyId != loosened)
        return {};
    QJsonObject rule = now->expirationRule;
    rule[QStringLiteral("isExpirationRequired")] = true;
    return putRuleBack({ { QStringLiteral("policyId"), now->policyId }, { QStringLiteral("rule"), rule } }, stop);
}

Result<void> RoleStep::apply(std::stop_token stop, const StepProgress &)
{
    m_isApplied = true;
    if (auto isClean = refuseForeignMethods(stop); !isClean)
        return isClean;
    if (!m_context.history.loosenedPimRule.isEmpty() && m_index == 0)
        if (auto back = tightenLoosenedRule(stop); !back)
            return back;
    // PIM and the role service learn of a new account later than the directory.
    auto assigned = Settle(m_context.clock).untilFound([&](std::stop_token token) { return assign(token); }, stop);
    if (!assigned)
        return assigned;
    qCInfo(logPlan, "role assigned to %ls", qUtf16Printable(principal().value));
    m_context.runState.remember(
        QStringLiteral("roleAssigned"),
        { { QStringLiteral("userPrincipalName"), m_context.runState.account(m_index).userPrincipalName.value } },
        m_context.clock.utcNow());
    return {};
}

Result<void> RoleStep::assign(std::stop_token stop)
{
    if (m_context.tenant.licence != Licence::P2)
        return Roles(m_context.graph).assignDirectly(principal(), stop);
    auto assigned = assignThroughPim(stop);
    if (assigned)
        return assigned;
    if (assigned.error().kind == Error::Kind::NotLicensed)
        return Roles(m_context.graph).assignDirectly(principal(), stop);
    // A request that is pending will show in the schedule, or not: the inspection that follows decides.
    if (assigned.error().kind == Error::Kind::Conflict)
        return {};
    if (!isForbiddenByRule(assigned.error()) || m_context.desired.pimRule == PimRuleChoice::Stop)
        return assigned;
    return m_context.desired.pimRule == PimRuleChoice::Change ? assignWithRuleChanged(stop) : assignDirectly(stop);
}

Result<void> RoleStep::assignThroughPim(std::stop_token stop)
{
    std::optional<Ticket> ticket;
    if (m_context.tenant.pimAsksForTicket)
        ticket = Ticket{ m_context.sheetHeader.runId, QStringLiteral("Break-Glass Wizard") };
    Roles roles(m_context.graph);
    const bool isAssigned = m_seen && m_seen->assignmentType == QLatin1String("Assigned")
        && m_seen->memberType == QLatin1String("Direct");
    return isAssigned ? roles.takeEndAway(principal(), justification(), ticket, stop)
                      : roles.assignPermanently(principal(), justification(), ticket, stop);
}

Result<void> RoleStep::assignDirectly(std::stop_token stop)
{
    m_isDirect = true;
    return Roles(m_context.graph).assignDirectly(principal(), stop);
}

// Loosened for this one request and put back whatever comes of it, also when the person cancels meanwhile.
Result<void> RoleStep::assignWithRuleChanged(std::stop_token stop)
{
    RoleRules rules(m_context.graph);
    const auto before = rules.globalAdministrator(stop);
    if (!before)
        return fail(before.error());
    const QJsonObject image{ { QStringLiteral("policyId"), before->policyId },
                             { QStringLiteral("rule"), before->expirationRule } };
    if (auto kept
        = m_context.journal->write(PimRuleLoosened{ name(id()), image });
        !kept)
        return kept;
    Result<void> assigned = rules.permitPermanent(*before, stop);
    if (assigned)
        assigned = Settle(m_context.clock)
                       .until(
                           [&](std::stop_token token) -> Result<bool> {
                               const auto now = assignThroughPim(token);
                               if (now)
                                   return true;
                               // The rule that was just written takes a while to count.
                               return isForbiddenByRule(now.error()) ? Result<bool>(false) : fail(now.error());
                           },
                           stop);
    const auto restored = putRuleBack(image, std::stop_token());
    return assigned ? restored : assigned;
}

Result<void> RoleStep::putRuleBack(const QJsonObject &before, std::stop_token stop)
{
    GlobalAdministratorRules rules;
    rules.policyId = before[QStringLiteral("policyId")].toString();
    rules.expirationRule = before[QStringLiteral("rule")].toObject();
    if (auto restored = RoleRules(m_context.graph).restore(rules, stop); !restored)
        return restored;
    return m_context.journal->write(PimRuleRestored{ name(id()) });
}

} // namespace bg
