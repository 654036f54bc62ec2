// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/DesiredState.h"

#include <QRegularExpression>

#include <algorithm>

namespace bg {

std::optional<QString> userNameProblem(const QString &userName)
{
    if (userName.isEmpty())
        return QStringLiteral("The user name is empty.");
    if (userName.contains(QLatin1Char('@')))
        return QStringLiteral(
            "Only the part before the @ is asked for; the domain is always the tenant's initial one.");
    if (userName.size() > 64)
        return QStringLiteral("The user name has more than 64 characters.");
    static const QRegularExpression allowed(QStringLiteral("\\A[A-Za-z0-9'.\\-_!#^~]+\\z"));
    if (!allowed.match(userName).hasMatch())
        return QStringLiteral("The user name may hold letters A to Z, digits and ' . - _ ! # ^ ~ only.");
    if (userName.startsWith(QLatin1Char('.')) || userName.endsWith(QLatin1Char('.')))
        return QStringLiteral("The user name must not begin or end with a dot.");
    return std::nullopt;
}

namespace {

QString lettersOf(const QString &userName)
{
    QString letters;
    for (const QChar c : userName.toLower())
        if (c.isLetter())
            letters.append(c);
    return letters;
}

bool holdsAny(const QString &letters, const QStringList &words)
{
    return std::any_of(words.begin(), words.end(), [&](const QString &word) { return letters.contains(word); });
}

} // namespace

bool saysEmergency(const QString &userName)
{
    static const QStringList words{
        QStringLiteral("breakglass"), QStringLiteral("emergency"),  QStringLiteral("notfall"),
        QStringLiteral("urgence"),    QStringLiteral("emergencia"),
    };
    return holdsAny(lettersOf(userName), words);
}

bool isObviousName(const QString &userName)
{
    static const QStringList others{
        QStringLiteral("admin"), QStringLiteral("root"),     QStringLiteral("superuser"), QStringLiteral("global"),
        QStringLiteral("glass"), QStringLiteral("recovery"), QStringLiteral("backup"),
    };
    const QString letters = lettersOf(userName);
    return saysEmergency(userName) || holdsAny(letters, others) || letters == QLatin1String("bg")
        || letters == QLatin1String("ga");
}

} // namespace bg
