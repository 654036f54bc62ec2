// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace bg {

struct Difference {
    QString path; // "properties.enabled"
    QString before, after; // as text, shortened

    QString text() const; // "properties.enabled: false, should be true"
    friend bool operator==(const Difference &, const Difference &) = default;
};

// What `seen` lacks of `wanted`, one each. Members that only `seen`
// has are no difference; lists whose elements carry a name or a category are compared by it, whatever their order.
// Resource ids, regions and line ends are compared as Azure treats them. Addresses of webhooks are shown by host only.
QList<Difference> compared(const QJsonObject &wanted, const QJsonObject &seen);
// The same as text, one line each.
QStringList differences(const QJsonObject &wanted, const QJsonObject &seen);

// The list by `name` or `category` of its elements: those of `wanted`, then those that only `seen` has.
QJsonArray united(const QJsonArray &wanted, const QJsonArray &seen);

} // namespace bg
