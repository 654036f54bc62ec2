// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/practice/Call.h"
#include "app/practice/arm/ArmScenario.h"

#include <QDateTime>
#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>

namespace bg {

// Azure Resource Manager of a practice tenant: subscriptions, providers, resource groups, workspaces, the tenant's
// diagnostic settings, action groups, log alerts and Sentinel rules. Strict where the service is: PUT replaces, unknown
// members are refused, a fresh subscription knows no provider. The router has checked that the call carries a token for
// this audience and filled call.session. Plain and open, because tests play "somebody else at work". Not thread-safe:
// PracticeTenant guards it.
class PracticeArm {
public:
    PracticeArm(ArmScenario arm, Clock &clock);

    // Answers one call: `call.segments` is the whole path, decoded; `call.query` holds api-version. Errors come with
    // the body that this service gives them.
    Answer answer(const Call &call);

    QJsonObject save() const;
    void load(const QJsonObject &state);

    ArmScenario scenario;
    QMap<QString, QJsonObject> resources; // by id in lower case, as GET shows them
    QMap<QString, QJsonObject> settings; // diagnostic settings of the tenant, by name in lower case
    QMap<QString, QDateTime> registered; // when a provider is there, by "subscription/namespace" in lower case

private:
    Answer routed(const Call &call);
    Answer subscriptions() const;
    Answer provider(const Call &call);
    Answer list(const Call &call, const QString &prefix, const QString &type) const;
    Answer put(const Call &call, const QString &id, const QString &type);
    Answer accepted(const Call &call, const QString &id, QJsonObject resource);
    Answer settingsCall(const Call &call);
    Answer putSetting(const Call &call, const QString &name);
    Answer operation(const QString &id) const;
    Answer page(const Call &call, const QList<QJsonObject> &all) const;
    QString refersToNothing(const QJsonObject &properties) const;
    bool isRegistered(const QString &subscription, const QString &name) const;
    bool hasSubscription(const QString &id) const;
    void settle();

    Clock *m_clock;
    QMap<QString, QDateTime> m_working; // until when, by resource id in lower case
    QMap<QString, QString> m_operations; // resource id, by operation id
};

} // namespace bg
