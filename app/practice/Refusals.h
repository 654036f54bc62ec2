// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/practice/Call.h"
#include "app/practice/Shapes.h"

#include <optional>

namespace bg::refusal {

inline Reply restricted()
{
    return Reply::refused(403, "Authorization_RequestDenied",
                          QStringLiteral("Insufficient privileges to complete the operation. The target object is a "
                                         "member of a restricted management "
                                         "administrative unit. Management rights are limited to administrators scoped "
                                         "on that administrative unit."));
}

inline Reply notLicensed()
{
    return Reply::refused(
        403, "AccessDenied",
        QStringLiteral("Your tenant is not licensed for this feature. Please upgrade your subscription to access it."));
}

// What the directory says to a body with unknown, read-only or wrongly typed members, or to no body at all.
inline std::optional<Reply> forShape(const QString &type, const Call &call)
{
    if (call.body.isEmpty())
        return badRequest(QStringLiteral("Empty Payload. JSON content expected."));
    const auto problem = Shapes::known().problemWith(type, call.body, call.isBeta());
    if (!problem)
        return std::nullopt;
    switch (problem->kind) {
    case Shapes::Problem::Kind::Unknown:
        return badRequest(QStringLiteral("Invalid property '%1'.").arg(problem->property));
    case Shapes::Problem::Kind::ReadOnly:
        return badRequest(QStringLiteral("Property '%1' is read-only and cannot be set.").arg(problem->property));
    case Shapes::Problem::Kind::WrongType:
        return badRequest(
            QStringLiteral("Invalid value specified for property '%1' of resource '%2'.").arg(problem->property, type));
    }
    return std::nullopt;
}

} // namespace bg::refusal
