// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertTargets.h"
#include "app/model/AlertChoice.h"
#include "app/model/TenantFacts.h"
#include "ui/models/TenantSession.h"
#include "ui/models/AsyncResult.h"
#include "ui/models/Worker.h"

#include <QObject>

namespace bg {

// What the Alerts page chooses from, and whether the choice is whole. Lives on the GUI thread; Azure is read on a
// worker.
class AlertsModel final : public QObject {
    Q_OBJECT

public:
    // `engine` outlives the model.
    explicit AlertsModel(TenantSession &engine, QObject *parent = nullptr) : QObject(parent), m_engine(engine) { }

    // Reads what Azure offers; `subscription` empty: all subscriptions, and the only one's contents. Does nothing while
    // a reading runs.
    void read(const QString &subscription);
    // Nothing of one person's Azure is ever shown to another.
    void forget();
    const AsyncResult<AlertTargets> &targets() const { return m_targets; }

    // The choice with what Azure says filled in where the person left it open.
    AlertChoice completed(AlertChoice choice) const;
    // What keeps the choice from being carried out, "subscription", "location", "receivers"; empty: nothing.
    QStringList lacking(const AlertChoice &choice) const;
    // Why no alert can be made at all; nothing when there is no reason.
    std::optional<Finding> impossible(const TenantFacts &tenant) const;
    bool isReady(const AlertChoice &choice, const TenantFacts &tenant) const;

    // Each resource of the kit, also those that are left out.
    struct Line {
        QString key;
        double monthlyCost = 0;
        bool isWanted = true;
    };
    static QList<Line> lines(const AlertChoice &choice);

    // The kit that the last run brought to Azure or that is wanted as files; nothing otherwise.
    std::optional<AlertDeploymentSpec> spec() const { return m_engine.alertSpec(); }

Q_SIGNALS:
    void changed();

private:
    TenantSession &m_engine;
    AsyncResult<AlertTargets> m_targets;
    bool m_isForgotten = false; // what is being read is of no more use
    Worker m_call; // last, so that it ends first
};

} // namespace bg
