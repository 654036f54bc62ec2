// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertReceivers.h"

#include <QString>
#include <QStringList>

namespace bg {

// What the person decides about the alerts.
struct AlertChoice {
    bool deploy = false;
    bool files = false; // not deployed by the wizard, but wanted as files for those who deploy otherwise
    QString subscription; // GUID; empty: the only one that the person has
    QString resourceGroup; // of the rules; made when it is not there; empty: the usual name
    QString workspace; // to be made; empty: the usual name
    QString usedWorkspace; // full id of one that exists, instead
    QString location; // short name, "westeurope"; of a workspace that exists its own holds; empty: the resource group's
    bool sentinel = false; // rules in Microsoft Sentinel on that workspace instead
    AlertReceivers receivers;
    QStringList leftOut; // keys of resources that are not wanted: "rule.role"

    friend bool operator==(const AlertChoice &, const AlertChoice &) = default;
};

} // namespace bg
