// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertDeploymentSpec.h"
#include "app/arm/SpecResource.h"

#include <QString>

namespace bg {

// The estimate's basis, of resources/alerts/prices.json: list prices and our assumptions about the volume of logs.
struct AlertPrices {
    QString currency, asOf, source;
    double rule = 0; // a log alert every five minutes, per month
    double gigabyte = 0; // ingestion
    double freeGigabytes = 0; // per month
    double megabytesPerPerson = 0; // of sign-ins in a month
};
const AlertPrices &alertPrices();

// What the resource costs in a month, in alertPrices().currency. Log alerts cost per rule; the diagnostic setting costs
// what its logs cost to take in, for all people of the tenant, which is 0 while kit.people is unknown and also where
// the setting sends sign-ins already. SMS and calls cost per message, by country: not part of it.
double monthlyCost(const SpecResource &resource, const AlertDeploymentSpec &spec);

} // namespace bg
