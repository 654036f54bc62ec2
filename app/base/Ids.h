// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QString>

#include <utility>

namespace bg {

// Text that names one kind of thing, so that a tenant id cannot be passed where an account's is meant.
template <typename Tag>
struct Id {
    QString value;

    Id() = default;
    explicit Id(QString text) : value(std::move(text)) { }
    bool isEmpty() const { return value.isEmpty(); }
    // Directory ids are GUIDs: the letter case carries no meaning.
    friend bool operator==(const Id &a, const Id &b) { return a.value.compare(b.value, Qt::CaseInsensitive) == 0; }
    friend bool operator<(const Id &a, const Id &b) { return a.value.compare(b.value, Qt::CaseInsensitive) < 0; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return qHash(id.value.toLower(), seed); }
};

using TenantId = Id<struct TenantTag>;
using ObjectId = Id<struct ObjectTag>;   // a user or group of the directory
using PolicyId = Id<struct PolicyTag>;   // a Conditional Access policy
using Upn = Id<struct UpnTag>;           // user principal name, name@domain

// The template id of the role, the same in every tenant and cloud.
inline QString globalAdministratorRole() { return QStringLiteral("62e90394-69f5-4237-9190-012177145e10"); }

} // namespace bg
