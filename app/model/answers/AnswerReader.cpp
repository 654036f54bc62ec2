// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/answers/AnswerReader.h"

#include "app/base/VisibleText.h"

#include <QJsonArray>

namespace bg {

bool AnswerReader::refuse(const QString &member, const QString &what)
{
    problem = QStringLiteral("The answers file: \"%1\" %2.").arg(member, what);
    return false;
}

bool AnswerReader::knownMembersOnly(const QString &at, const QJsonObject &object,
                                    std::initializer_list<const char *> known)
{
    for (const QString &key : object.keys()) {
        bool isKnown = false;
        for (const char *one : known)
            isKnown = isKnown || key == QLatin1String(one);
        if (!isKnown)
            return refuse(at + key, QStringLiteral("is not a member that is known here"));
    }
    return true;
}

bool AnswerReader::text(const QString &member, const QJsonValue &value, QString &into, bool mayBeEmpty)
{
    if (!value.isString())
        return refuse(member, QStringLiteral("must be a text"));
    const QString text = value.toString().trimmed();
    if (text.isEmpty() && !mayBeEmpty)
        return refuse(member, QStringLiteral("must not be empty"));
    if (!text.isEmpty() && !showsAnything(text))
        return refuse(member, QStringLiteral("holds only characters that cannot be seen"));
    if (text.size() > 256)
        return refuse(member, QStringLiteral("has more than 256 characters"));
    for (const QChar c : text)
        if (c.category() == QChar::Other_Control)
            return refuse(member, QStringLiteral("holds a control character"));
    into = text;
    return true;
}

bool AnswerReader::texts(const QString &member, const QJsonValue &value, QStringList &into)
{
    if (!value.isArray())
        return refuse(member, QStringLiteral("must be a list of texts"));
    QStringList all;
    for (const QJsonValue &one : value.toArray()) {
        QString entry;
        if (!text(member + QStringLiteral("[%1]").arg(all.size()), one, entry, false))
            return false;
        all.append(entry);
    }
    into = all;
    return true;
}

bool AnswerReader::yesNo(const QString &member, const QJsonValue &value, bool &into)
{
    if (!value.isBool())
        return refuse(member, QStringLiteral("must be true or false"));
    into = value.toBool();
    return true;
}

} // namespace bg
