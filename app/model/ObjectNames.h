// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

namespace bg {

// What objects of the directory are called, by id, where it is known: an id alone tells a reader nothing.
using ObjectNames = QHash<QString, QString>;

} // namespace bg
