// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/Roles.h"
#include "app/reconcile/Step.h"
#include "app/steps/StepContext.h"

#include <QDateTime>

#include <optional>

namespace bg {

// One account is Global Administrator: active, direct, for the whole tenant, without an end (S18, S47, S70, S125,
// S126).
class RoleStep final : public Step {
public:
    RoleStep(const StepContext &context, int index) : m_context(context), m_index(index) { }

    StepId id() const override { return StepId::Role; }
    QString subject() const override { return m_context.desired.accounts.at(m_index).userName; }
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override;
    Result<void> apply(std::stop_token stop, const StepProgress &progress) override;

private:
    Result<Finding> inspectSchedule(const ObjectId &principal, std::stop_token stop);
    Result<Finding> inspectAssignments(const ObjectId &principal, std::stop_token stop);
    Result<QStringList> foreignMethods(std::stop_token stop);
    Result<void> refuseForeignMethods(std::stop_token stop);
    Result<void> assign(std::stop_token stop);
    Result<void> assignThroughPim(std::stop_token stop);
    Result<void> assignWithRuleChanged(std::stop_token stop);
    Result<void> tightenLoosenedRule(std::stop_token stop);
    Result<void> putRuleBack(const QJsonObject &before, std::stop_token stop);
    Result<void> assignDirectly(std::stop_token stop);
    ObjectId principal() const { return m_context.runState.account(m_index).id; }
    Finding finding(QLatin1String id, State state, Severity severity, const QString &evidence);

    StepContext m_context;
    int m_index;
    std::optional<RoleInstance> m_seen;
    bool m_isApplied = false;
    bool m_isDirect = false; // we chose to pass PIM by
};

} // namespace bg
