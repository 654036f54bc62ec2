// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>

namespace bg {

// JSON values as literals of a configuration language: objects over several lines, lists with one element per line.
struct LiteralText {
    enum class Language { Bicep, Hcl };
    Language language = Language::Bicep;

    QString string(const QString &value) const;
    // A member's name: bare where it is an identifier, else quoted.
    QString name(const QString &name) const;
    // `depth` is how far the line that it stands on is indented, in steps of two blanks.
    QString value(const QJsonValue &value, int depth) const;
    // "name: value" or "name = value", indented, with a line end.
    QString member(const QString &name, const QJsonValue &value, int depth) const;
};

// "rule.signIn" as a symbolic name: "ruleSignIn".
QString symbol(const QString &key);

} // namespace bg
