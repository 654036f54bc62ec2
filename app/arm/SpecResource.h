// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertDeploymentSpec.h"
#include "app/arm/ResourceId.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace bg {

// One thing in Azure that the kit consists of, as Azure Resource Manager takes it.
struct SpecResource {
    enum class Part { ResourceGroup, Workspace, DiagnosticSetting, ActionGroup, LogAlert, SentinelRule };

    Part part = Part::ResourceGroup;
    QString key; // "workspace", "rule.signIn": also the value of its tag
    QString type; // "Microsoft.Insights/scheduledQueryRules"
    QString apiVersion; // "2023-12-01"
    QString name;
    ResourceId id; // path of GET and PUT
    QJsonObject body; // of PUT
    QStringList after; // keys of the resources that must be there first
};

// All resources of the kit but those left out, each after those it needs.
QList<SpecResource> resources(const AlertDeploymentSpec &spec);

} // namespace bg
