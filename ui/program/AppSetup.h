// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bg {

// --print-app-setup: how to register the app that a check signs in with, and the scripts that do it (Azure CLI, Microsoft
// Graph PowerShell). With the permissions that signInApp() asks for. Changes nothing.
QString appSetup();

} // namespace bg
