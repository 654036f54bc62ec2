// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/AuthenticationMethods.h"
#include "app/graph/User.h"
#include "app/reconcile/Step.h"
#include "app/steps/StepContext.h"

namespace bg {

// What wears out with time, or is known to people only: age of the passwords, keys that the policy no longer admits,
// properties that crept into an account, sign-ins that nobody announced, drills that are overdue, statements that
// nobody confirmed. Part of a check; never writes.
class MaintenanceCheck final : public Step {
public:
    explicit MaintenanceCheck(const StepContext &context) : m_context(context) { }

    StepId id() const override { return StepId::Maintenance; }
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override { return {}; }
    Result<void> apply(std::stop_token, const StepProgress &) override { return {}; }

private:
    Result<void> judgeAccount(int account, std::stop_token stop);
    void judgeProperties(int account, const User &user);
    void judgeStranger(int account, const Fido2Method &method);
    Result<void> judgeKeys(int account, std::stop_token stop);
    Result<void> judgeSignIns(int account, std::stop_token stop);
    Result<void> notSeen(int account, const QString &what, const Error &error);
    void judgeTasks();
    void judgeDrill();
    void judgeStatements();
    void note(QLatin1String id, Severity severity, const QString &evidence, const QJsonObject &facts,
              const QStringList &requirements, const QString &subject, ActionOwner actionOwner = ActionOwner::YouDecide);

    StepContext m_context;
    int m_noted = 0;
};

} // namespace bg
