// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/GraphClient.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <stop_token>

namespace bg {

struct SubscribedSku {
    QString skuId;
    QString name; // skuPartNumber
    QString capabilityStatus; // "Enabled", "Warning", "Suspended", "Deleted", "LockedOut"
    int consumedUnits = 0; // people who have one
    QStringList servicePlanIds;
    QStringList servicePlanNames;
};

// Bought licences. Scope LicenseAssignment.Read.All or Organization.Read.All.
class SubscribedSkus {
public:
    explicit SubscribedSkus(GraphClient &graph) : m_graph(graph) { }
    Result<QList<SubscribedSku>> list(std::stop_token stop);

private:
    GraphClient &m_graph;
};

} // namespace bg
