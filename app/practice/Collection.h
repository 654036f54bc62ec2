// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/practice/Call.h"

#include <QList>

namespace bg {

// How a list or an object is shown to a caller.
struct Showing {
    QString type{}; // of Shapes: what $select and $filter may name
    QString context{}; // for @odata.context
    QString origin{}; // for @odata.nextLink
    QStringList byDefault{}; // shown without $select; empty: everything
    int pageSize = 100;
    int largestPage = 999;
    bool needsFilter = false;
    bool takesOptions = true; // false: any $ option is refused
};

// `items` as the answer to a list request: $filter, $select, $top, $skip, $skiptoken, $count.
Reply shown(const Call &call, const QList<QJsonObject> &items, const Showing &how);
// One object: $select. 400 for names that the type does not have.
Reply shown(const Call &call, const QJsonObject &item, const Showing &how, int status = 200);

} // namespace bg
