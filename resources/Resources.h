// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace bg {

// The bytes of a file of resources/ that is built into the program; empty when there is none of that name.
QByteArray resource(const QString &name);
// Makes ":/bg/..." readable for Qt's own readers (icons, fonts, translations). Cheap to call again.
void initResources();

} // namespace bg
