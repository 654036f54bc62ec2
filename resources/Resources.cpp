// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/Resources.h"

#include <QFile>

static void registerResources()
{
    Q_INIT_RESOURCE(breakglass);
    Q_INIT_RESOURCE(icons);
}

namespace bg {

void initResources()
{
    static const bool once = [] {
        registerResources();
        return true;
    }();
    Q_UNUSED(once)
}

QByteArray resource(const QString &name)
{
    initResources();
    QFile file(QStringLiteral(":/bg/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace bg
