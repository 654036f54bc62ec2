// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/GraphClient.h"

#include <QList>
#include <QString>

#include <optional>
#include <stop_token>

namespace bg {

struct Domain {
    QString name;
    QString authenticationType; // "Managed" or "Federated"
    bool isDefault = false;
    bool isInitial = false;
    bool isVerified = false;
    // Days a password of this domain lives; 2147483647 means for ever; nothing when the tenant never set it.
    std::optional<int> passwordValidityDays;
};

// GET /domains. Scope Domain.Read.All (or Directory.Read.All).
class Domains {
public:
    explicit Domains(GraphClient &graph) : m_graph(graph) { }
    Result<QList<Domain>> list(std::stop_token stop);

private:
    GraphClient &m_graph;
};

} // namespace bg
