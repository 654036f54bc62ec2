// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/AppSetup.h"

#include "app/auth/AppToken.h"
#include "resources/Resources.h"

namespace bg {

QString appSetup()
{
    const QStringList permissions = checkPermissions();
    QString text = QString::fromUtf8(resource(QStringLiteral("report/app-setup.txt")));
    text.replace(QLatin1String("{list}"), QLatin1String("  ") + permissions.join(QLatin1String("\n  ")));
    text.replace(QLatin1String("{shell}"), permissions.join(QLatin1Char(' ')));
    text.replace(QLatin1String("{powershell}"), QLatin1Char('"') + permissions.join(QLatin1String("\", \"")) + QLatin1Char('"'));
    return text;
}

} // namespace bg
