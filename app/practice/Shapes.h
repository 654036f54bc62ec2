// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace bg {

// Which properties the types of Graph have and which of them a caller may set (resources/practice/shapes.json). In
// that file: "string", "boolean", "integer", "time", "object", "any", "=a|b" an enumeration, "flags" several of one with commas, "[x]" a list, or the name
// of a type of the file; "?" behind permits null, "!" before is read-only, "beta " before is known to beta only.
class Shapes {
public:
    static const Shapes &known();

    bool has(const QString &type, const QString &property, bool beta) const;
    // The first thing wrong with a body that is to be created or changed.
    struct Problem {
        enum class Kind { Unknown, ReadOnly, WrongType } kind;
        QString property; // the innermost name
        QString path; // "conditions.users.excludeGroups"
        QString type; // type that the property was looked for in
    };
    std::optional<Problem> problemWith(const QString &type, const QJsonObject &body, bool beta) const;

private:
    Shapes();
    std::optional<Problem> problemIn(const QString &type, const QJsonObject &body, bool beta,
                                     const QString &path) const;
    bool fits(QString kind, const QJsonValue &value, bool beta, const QString &path,
              std::optional<Problem> &inner) const;
    QJsonObject m_types;
};

} // namespace bg
