// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/SignInService.h"

#include <QString>
#include <QStringList>

namespace bg {

// Who asks for the sign-in, and where: whoever can write to a settings file, or hand somebody a cloud file or a command
// line, can name another app or another login, and what is agreed to is agreed with that one.
struct SignInText {
    QString app; // its name where we know it, and its id
    QString login; // host and port
    QStringList warnings; // why to look twice; none where app and login are Microsoft's own

    static SignInText of(const SignInChoice &choice);
    bool mustBeConfirmed() const { return !warnings.isEmpty(); }
};

} // namespace bg
