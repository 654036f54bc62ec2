// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace bg {

// What the service has against a PUT body of that type ("microsoft.insights/scheduledqueryrules"), as a sentence; empty
// when it would take it. Member names and types are those of the published descriptions of Azure's REST API,
// api-versions 2023-01-01 (action groups), 2023-12-01 (log alerts), 2023-09-01 (workspaces), 2024-09-01 (Sentinel),
// 2017-04-01 (diagnostic settings). Members that a resource shows and does not take are ignored, as the service does.
QString objection(const QString &type, const QJsonObject &body);

} // namespace bg
