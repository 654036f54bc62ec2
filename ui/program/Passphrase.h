// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/base/Secret.h"

#include <QString>

namespace bg {

// The passphrase of a private key from an open file descriptor ("fd:N", to its end or the first line feed), a credential
// that systemd handed over ("credential:NAME"), or the terminal ("prompt", and for nothing at all where there is one).
// Never from an argument or the environment, where every process of the user could read it. `file` is named in the
// prompt. Blocks. Errors: CertificateUnusable with PassphraseMissing.
Result<Secret> readPassphrase(const QString &source, const QString &file);

} // namespace bg
