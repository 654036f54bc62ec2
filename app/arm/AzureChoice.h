// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bg {

// A thing to choose from.
struct AzureChoice {
    QString id; // subscription: the GUID; else the full resource id
    QString name;
    QString location; // short name: "westeurope"; empty for subscriptions
    friend bool operator==(const AzureChoice &, const AzureChoice &) = default;
};

} // namespace bg
