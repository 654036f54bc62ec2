// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertHomes.h"
#include "app/plan/AlertChoice.h"
#include "app/plan/TenantFacts.h"
#include "ui/EngineDoor.h"
#include "ui/Reading.h"
#include "ui/Worker.h"

#include <QObject>

namespace bg {

// What the Alerts page chooses from, and whether the choice is whole. Lives on the GUI thread; Azure is read on a
// worker.
class AlertsModel final : public QObject {
    Q_OBJECT

public:
    // `engine` outlives the model.
    explicit AlertsModel(EngineDoor &engine, QObject *parent = nullptr) : QObject(parent), m_engine(engine) { }

    // Reads what Azure offers; `subscription` empty: all subscriptions, and the only one's contents. Does nothing while
    // a reading runs.
    void read(const QString &subscription);
    // Nothing of one person's Azure is ever shown to another.
    void forget();
    const Reading<AlertHomes> &homes() const { return m_homes; }

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
    std::optional<AlertKit> kit() const { return m_engine.alertKit(); }

Q_SIGNALS:
    void changed();

private:
    EngineDoor &m_engine;
    Reading<AlertHomes> m_homes;
    bool m_isForgotten = false; // what is being read is of no more use
    Worker m_call; // last, so that it ends first
};

} // namespace bg
