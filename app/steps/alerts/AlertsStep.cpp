// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/alerts/AlertsStep.h"

#include "app/arm/AlertCheck.h"
#include "app/arm/AlertCost.h"
#include "app/auth/AppSignIn.h"
#include "app/graph/SubscribedSkus.h"
#include "app/journal/PolicyEvents.h"
#include "app/model/AlertNote.h"
#include "app/model/FindingIds.h"
#include "app/model/RecordedAlerts.h"
#include "app/plan/RequestedAlerts.h"
#include "app/steps/alerts/AlertWrites.h"

#include <QJsonArray>

#include <algorithm>

namespace bg {

namespace {

Finding summary(QLatin1String id, State state, Severity severity, ActionOwner actionOwner)
{
    Finding found;
    found.step = StepId::Alerts;
    found.id = id;
    found.state = state;
    found.severity = severity;
    found.actionOwner = actionOwner;
    found.requirements = { QStringLiteral("S26"), QStringLiteral("S52"), QStringLiteral("S94"), QStringLiteral("S139"),
                           QStringLiteral("S140") };
    return found;
}

QString locationOf(const QList<AzureChoice> &choices, const QString &name)
{
    for (const AzureChoice &choice : choices)
        if (choice.id.compare(name, Qt::CaseInsensitive) == 0 || choice.name.compare(name, Qt::CaseInsensitive) == 0)
            return choice.location;
    return {};
}

// Nothing can be deployed until a person did something about it.
bool blocksDeployment(const AlertFinding &seen)
{
    return seen.id == finding::AlertsSettingUnreadable || seen.id == finding::AlertsSettingLimit
        || seen.id == finding::AlertsSentinelMissing || seen.id == finding::AlertsNameTaken;
}

Finding notPossible(const QList<AlertFinding> &why)
{
    Finding found = alertNote(why.first());
    found.state = State::NotApplicable;
    return found;
}

QString monthly(const QList<PlannedResource> &plan)
{
    double sum = 0;
    for (const PlannedResource &one : plan)
        sum += one.monthlyCost;
    return QStringLiteral("%1 %2").arg(QString::number(sum, 'f', 2), alertPrices().currency);
}

} // namespace

AlertsStep::AlertsStep(const StepContext &context)
    : m_context(context), m_choice(isChosen() ? context.desired.alerts : alertsOfRecord(context.history.alerts))
{ }

AlertDeploymentSpec AlertsStep::spec() const
{
    QList<ObjectId> accounts;
    for (const AccountState &account : m_context.runState.accounts())
        accounts.append(account.id.isEmpty() ? standInId(int(accounts.size()) + 1) : account.id);
    const ObjectId group = m_context.runState.groupId();
    return requestedAlerts(m_choice, accounts, group.isEmpty() ? standInId(int(accounts.size()) + 1) : group);
}

bool AlertsStep::areIdsKnown() const
{
    return m_context.runState.accountIds().size() == m_context.runState.accounts().size()
        && !m_context.runState.groupId().isEmpty();
}

Result<Finding> AlertsStep::inspect(std::stop_token stop)
{
    m_context.runState.forgetNotes(StepId::Alerts);
    m_plan.clear();
    if (m_choice.subscription.isEmpty() && !isChosen())
        return withoutDeployment();
    if (m_context.tenant.licence == Licence::Free)
        return notPossible(impossibleAlerts(true, false));
    auto found = look(stop);
    if (found || found.error().isCancelled() || isChosen())
        return found;
    // Nobody asked for Azure now: what cannot be read is said, and the run goes on.
    const Error &why = found.error();
    if (isOfApp(why)) {
        Finding unseen = summary(finding::NotSeen, State::NotApplicable, Severity::Note, ActionOwner::YouDecide);
        unseen.facts = { { QStringLiteral("what"), QStringLiteral("alerts") },
                         { QStringLiteral("reason"), QStringLiteral("appOnly") } };
        return unseen;
    }
    Finding unread = summary(finding::AlertsUnreadable, State::NotApplicable, Severity::Warning, ActionOwner::YouDecide);
    unread.facts = { { QStringLiteral("kind"), name(why.kind) }, { QStringLiteral("serviceCode"), why.serviceCode } };
    unread.evidence = why.serviceMessage;
    return unread;
}

Finding AlertsStep::withoutDeployment()
{
    const AlertChoice &choice = m_context.desired.alerts;
    Finding found = summary(finding::AlertsNotChosen, State::NotApplicable, Severity::Note, ActionOwner::YouDecide);
    if (!choice.files)
        return found;
    m_choice = choice;
    found.id = finding::AlertsAsFiles;
    if (const auto fine = validated(spec()); !fine) {
        found.id = finding::AlertsUnclear;
        found.severity = Severity::Warning;
        found.facts = { { QStringLiteral("lacking"), QJsonArray{ fine.error().detail } } };
    } else if (areIdsKnown()) {
        m_context.runState.setAlerts(spec(), {});
    }
    return found;
}

Result<std::optional<Finding>> AlertsStep::settleChoice(std::stop_token stop)
{
    AlertDeployment azure(m_context.arm, m_context.clock);
    QStringList lacking;
    if (m_choice.subscription.isEmpty()) {
        const auto subscriptions = azure.subscriptions(stop);
        if (!subscriptions)
            return fail(subscriptions.error());
        if (subscriptions->isEmpty())
            return std::optional(notPossible(impossibleAlerts(false, true)));
        if (subscriptions->size() == 1)
            m_choice.subscription = subscriptions->first().id;
        else
            lacking.append(QStringLiteral("subscription"));
    }
    if (m_choice.location.isEmpty() && !m_choice.subscription.isEmpty()) {
        const auto groups = azure.resourceGroups(m_choice.subscription, stop);
        if (!groups)
            return fail(groups.error());
        const auto workspaces = azure.workspaces(m_choice.subscription, stop);
        if (!workspaces)
            return fail(workspaces.error());
        m_choice.location = locationOf(*groups, spec().resourceGroup);
        if (!m_choice.usedWorkspace.isEmpty() && m_choice.location.isEmpty())
            m_choice.location = locationOf(*workspaces, m_choice.usedWorkspace);
    }
    if (m_choice.location.isEmpty())
        lacking.append(QStringLiteral("location"));
    const bool tellsPeople = !m_choice.sentinel && !m_choice.leftOut.contains(QStringLiteral("actionGroup"));
    if (isChosen() && tellsPeople && m_choice.receivers.isEmpty())
        lacking.append(QStringLiteral("receivers"));
    if (lacking.isEmpty())
        return std::optional<Finding>();
    Finding unclear = summary(finding::AlertsUnclear, State::NotApplicable, Severity::Warning, ActionOwner::YouDecide);
    unclear.facts = { { QStringLiteral("lacking"), QJsonArray::fromStringList(lacking) } };
    return std::optional(unclear);
}

// The largest number of people under one licence: an estimate for an estimate. 0, which is unknown, is good enough.
int AlertsStep::people(std::stop_token stop)
{
    int most = 0;
    const auto skus = SubscribedSkus(m_context.graph).list(stop);
    for (const SubscribedSku &sku : skus.value_or(QList<SubscribedSku>()))
        most = std::max(most, sku.consumedUnits);
    return most;
}

Result<Finding> AlertsStep::look(std::stop_token stop)
{
    const auto ending = settleChoice(stop);
    if (!ending)
        return fail(ending.error());
    if (*ending)
        return **ending;
    AlertDeploymentSpec wanted = spec();
    if (isChosen())
        wanted.people = people(stop);
    auto seen = inventory(m_context.arm, wanted, stop);
    if (!seen)
        return fail(std::move(seen).error());
    m_seen = *seen;
    AlertChoice settled = m_choice;
    settled.resourceGroup = m_seen.spec.resourceGroup;
    settled.workspace = m_seen.spec.workspace;
    settled.usedWorkspace = m_seen.spec.usedWorkspace.value;
    settled.location = m_seen.spec.location;
    if (areIdsKnown())
        m_context.runState.setAlerts(m_seen.spec, recordedAlerts(settled));
    return judged(planned(m_seen));
}

void AlertsStep::note(const QList<AlertFinding> &seen)
{
    for (const AlertFinding &one : seen)
        m_context.runState.note(alertNote(one),
                              one.facts[QLatin1String("rule")].toString()
                                  + one.facts[QLatin1String("receiver")].toString());
}

Finding AlertsStep::judged(const Result<QList<PlannedResource>> &plan)
{
    m_plan = plan.value_or(QList<PlannedResource>());
    QStringList changed;
    bool isAnythingOurs = false;
    for (const PlannedResource &one : m_plan) {
        if (one.isWrite())
            changed.append(one.resource.name);
        isAnythingOurs = isAnythingOurs || one.change == PlannedResource::Change::Keep
            || one.change == PlannedResource::Change::Update;
    }
    QList<AlertFinding> seen = alertFindings(m_seen, m_context.clock.utcNow());
    if (!plan && plan.error().kind == Error::Kind::Conflict)
        seen.append({ finding::AlertsNameTaken,
                      AlertFinding::Weight::Problem,
                      { { QStringLiteral("resourceId"), plan.error().detail } },
                      {},
                      { QStringLiteral("S140") } });
    const auto blocking = std::find_if(seen.begin(), seen.end(), blocksDeployment);
    if (isChosen() && blocking != seen.end()) {
        m_plan.clear();
        return notPossible({ *blocking });
    }
    if (isChosen() && !changed.isEmpty() && !isAnythingOurs) {
        Finding missing = summary(finding::AlertsMissing, State::Missing, Severity::Warning, ActionOwner::WizardWillDo);
        missing.facts = { { QStringLiteral("resources"), int(changed.size()) },
                          { QStringLiteral("monthlyCost"), monthly(m_plan) } };
        return missing;
    }
    const auto isFine = [](const AlertFinding &one) { return one.weight == AlertFinding::Weight::Fine; };
    const auto allWell = std::find_if(seen.begin(), seen.end(), isFine);
    if (allWell != seen.end() && changed.isEmpty()) {
        const Finding well = alertNote(*allWell);
        seen.erase(allWell);
        note(seen);
        return well;
    }
    seen.removeIf(isFine);
    note(seen);
    Finding found = summary(finding::AlertsNeedAttention, State::InPlace, Severity::Warning, ActionOwner::YouDecide);
    if (changed.isEmpty()) {
        found.facts = { { QStringLiteral("problems"), int(seen.size()) } };
        return found;
    }
    found.id = finding::AlertsDrifted;
    found.state = isChosen() ? State::Drifted : State::NotApplicable;
    found.actionOwner = isChosen() ? ActionOwner::WizardWillDo : ActionOwner::YouDecide;
    found.facts = { { QStringLiteral("changes"), int(changed.size()) },
                    { QStringLiteral("resources"), QJsonArray::fromStringList(changed) } };
    return found;
}

QList<PlannedWrite> AlertsStep::plannedWrites() const
{
    return alertWrites(m_seen, m_plan);
}

Result<void> AlertsStep::apply(std::stop_token stop, const StepProgress &progress)
{
    if (!areIdsKnown())
        return fail(Error::Kind::Internal, QStringLiteral("an account or the group has no id yet"));
    if (auto kept = m_context.journal->write(AlertsBegun{ name(id()), m_context.runState.recordedAlerts() });
        !kept)
        return kept;
    return AlertDeployment(m_context.arm, m_context.clock).apply(m_seen, m_plan, progress, stop);
}

} // namespace bg
