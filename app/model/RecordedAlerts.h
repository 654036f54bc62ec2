// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/AlertChoice.h"

#include <QJsonObject>

namespace bg {

// Where a run left the alerts, so that a later one finds and checks them: the choice as it was carried out, all names
// filled in. Who is told is not kept: Azure knows, and a record is shown around.
QJsonObject recordedAlerts(const AlertChoice &choice);
// With `deploy` set; a choice without a subscription when it is none.
AlertChoice alertsOfRecord(const QJsonObject &recorded);

} // namespace bg
