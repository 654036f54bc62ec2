// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Cloud.h"
#include "app/model/DesiredState.h"
#include "app/model/Finding.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace bg {

// With what an app signs in; nothing set: a person does, in the browser.
struct AppCredentialChoice {
    QString certificate; // file
    QString passphrase; // where it comes from: "fd:N", "credential:NAME", "prompt"; empty: a prompt, at a terminal
    QString federatedTokenFile;
    bool managedIdentity = false;

    bool isGiven() const { return !certificate.isEmpty() || !federatedTokenFile.isEmpty() || managedIdentity; }
    // Two of them at once.
    bool isAmbiguous() const
    {
        return int(!certificate.isEmpty()) + int(!federatedTokenFile.isEmpty()) + int(managedIdentity) > 1;
    }
    friend bool operator==(const AppCredentialChoice &, const AppCredentialChoice &) = default;
};

// One tenant of an unattended check.
struct TenantEntry {
    QString tenant; // id or domain
    Cloud cloud;
    QString clientId;
    AppCredentialChoice credential;
    std::optional<DesiredState> wanted; // nothing: what was recorded here, or else what is found
    QString record; // file of a set-up that was made elsewhere
    QStringList tags;
};

// What --check does besides reading.
struct CheckOptions {
    AppCredentialChoice credential;
    QList<TenantEntry> tenants; // of --tenants; empty: one tenant, or a person
    int parallel = 8;
    QString junit, prometheus, html; // files
    QString state; // folder; empty: the usual one
    QString record;
    Severity failOn = Severity::Advice;
};

} // namespace bg
