// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/GraphClient.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <stop_token>

namespace bg {

struct AuthenticationStrength {
    QString id;
    QString displayName;
    QString policyType; // "builtIn" or "custom"
    QStringList combinations; // "fido2", "windowsHelloForBusiness", ...
    // Only combinations that resist phishing: fido2, Windows Hello for Business, multi-factor certificates.
    bool isPhishingResistant() const;
};

class AuthenticationStrengths {
public:
    explicit AuthenticationStrengths(GraphClient &graph) : m_graph(graph) { }
    Result<QList<AuthenticationStrength>> list(std::stop_token stop);
    // The built-in strength of the phishing-resistant kind, found by what it holds, not by its name. NotFound.
    Result<AuthenticationStrength> phishingResistant(std::stop_token stop);

private:
    GraphClient &m_graph;
};

} // namespace bg
