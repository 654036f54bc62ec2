// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/practice/arm/ArmScenario.h"

#include <QDateTime>
#include <QJsonObject>
#include <QMap>
#include <QString>

namespace bg {

// What a practice tenant has in Azure, as plain state. Open, because tests play "somebody else at work".
class Azure {
public:
    Azure(ArmScenario wanted, Clock &time);

    bool hasSubscription(const QString &id) const;
    bool isRegistered(const QString &subscription, const QString &name) const;
    // Ends the work whose time has come.
    void settle();

    QJsonObject save() const;
    void load(const QJsonObject &state);

    ArmScenario scenario;
    QMap<QString, QJsonObject> resources; // by id in lower case, as GET shows them
    QMap<QString, QJsonObject> settings; // diagnostic settings of the tenant, by name in lower case
    QMap<QString, QDateTime> registered; // when a provider is there, by "subscription/namespace" in lower case
    QMap<QString, QDateTime> working; // until when it is being made, by resource id in lower case
    Clock *clock;
};

} // namespace bg
