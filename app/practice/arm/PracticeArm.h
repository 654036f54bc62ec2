// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/practice/Call.h"
#include "app/practice/arm/ArmScenario.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace bg {

// Azure Resource Manager of a practice tenant: subscriptions, providers, resource groups, workspaces, the tenant's
// diagnostic settings, action groups, log alerts and Sentinel rules. Strict where the service is: PUT replaces, unknown
// members are refused, a fresh subscription knows no provider. The router has checked that the call carries a token for
// this audience. Plain and open, because tests play "somebody else at work". Not thread-safe: PracticeTenant guards it.
class PracticeArm {
public:
    PracticeArm(ArmScenario arm, Clock &clock);

    // Answers one call: `call.segments` is the whole path, decoded; `call.query` holds api-version.
    Answer answer(const Call &call);

    QJsonObject save() const;
    void load(const QJsonObject &state);

    ArmScenario scenario;
    QMap<QString, QJsonObject> resources;           // by id in lower case, as GET shows them
    QMap<QString, QJsonObject> diagnosticSettings;  // of the tenant, by name in lower case
    QMap<QString, QStringList> registered;          // provider namespaces in lower case, by subscription id

private:
    struct Operation {
        QDateTime done;
        QString resource;
    };

    QJsonObject *resource(const QString &id);
    Answer subscriptions(const Call &call) const;
    Answer provider(const Call &call);
    Answer group(const Call &call);
    Answer listed(const Call &call);
    Answer put(const Call &call);
    Answer diagnostics(const Call &call);
    Answer operation(const Call &call) const;
    void settle();

    Clock *m_clock;
    QMap<QString, Operation> m_operations;
};

} // namespace bg
