// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <initializer_list>
#include <utility>

namespace bg {

// Reads the members of an answers file one by one. Every function leaves `into` alone and returns false after it said
// in `problem` what is wrong, so that the first problem ends the reading.
class AnswerReader {
public:
    QString problem; // one sentence that names the member

    bool refuse(const QString &member, const QString &what);
    bool knownMembersOnly(const QString &at, const QJsonObject &object, std::initializer_list<const char *> known);
    // At most 256 characters, none of them a control character; blanks at the ends are taken off.
    bool text(const QString &member, const QJsonValue &value, QString &into, bool mayBeEmpty = true);
    bool texts(const QString &member, const QJsonValue &value, QStringList &into);
    bool yesNo(const QString &member, const QJsonValue &value, bool &into);
    template <typename T, std::size_t Count>
    bool oneOf(const QString &member, const QJsonValue &value, T &into,
               const std::pair<const char *, T> (&known)[Count])
    {
        QStringList names;
        for (const auto &[name, meaning] : known) {
            if (value.isString() && value.toString() == QLatin1String(name)) {
                into = meaning;
                return true;
            }
            names.append(QLatin1Char('"') + QLatin1String(name) + QLatin1Char('"'));
        }
        return refuse(member, QStringLiteral("must be one of ") + names.join(QStringLiteral(", ")));
    }
};

} // namespace bg
