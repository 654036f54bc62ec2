// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Cloud.h"

#include <QString>
#include <QStringList>

namespace bg {

// Who asks for the sign-in, and where: whoever can write to a settings file, or hand somebody a cloud file or a command
// line, can name another app or another login, and what is agreed to is agreed with that one.
struct SignInText {
    QString app; // its name where we know it, and its id
    QString login; // host and port
    QStringList warnings; // why to look twice; none where app and login are Microsoft's own

    // `clientId`: empty for the usual app. `isUnsealed`: a settings file names it, and nothing shows that this program
    // wrote that.
    static SignInText of(const QString &clientId, bool isUnsealed, const Cloud &cloud);
    bool mustBeConfirmed() const { return !warnings.isEmpty(); }
};

} // namespace bg
