// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/ObjectNames.h"
#include "app/model/PlannedWrite.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace bg {

// A value of the directory as a person reads it: "none", "yes", parts with commas, a name for an id that is known.
QString valueText(const QJsonValue &value, const ObjectNames &names = {});

// One planned write as a row of the Review page.
struct WriteText {
    QString what, before, after;
    static WriteText of(const PlannedWrite &write, const ObjectNames &names = {});
};

// The whole plan as a list to read, one write per paragraph, with its hash; and as {"planHash", "writes": [...]}.
QString planAsText(const QList<PlannedWrite> &writes);
QByteArray planAsJson(const QList<PlannedWrite> &writes);

} // namespace bg
