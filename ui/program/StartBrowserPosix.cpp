// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/SystemBrowser.h"

#include <QProcess>
#include <QStandardPaths>

namespace bg {

namespace {

// One entry of $BROWSER: a command, with %s where the address goes or without.
bool startNamed(const QString &command, const QString &address)
{
    QStringList words = QProcess::splitCommand(command);
    if (words.isEmpty())
        return false;
    const QString program = words.takeFirst();
    const bool hasPlace = words.join(QLatin1Char(' ')).contains(QLatin1String("%s"));
    if (hasPlace)
        words.replaceInStrings(QStringLiteral("%s"), address);
    else
        words.append(address);
    return QProcess::startDetached(program, words);
}

} // namespace

bool startBrowser(const QUrl &url)
{
    const QString address = url.toString(QUrl::FullyEncoded);
    const QStringList named = qEnvironmentVariable("BROWSER").split(QLatin1Char(':'), Qt::SkipEmptyParts);
    for (const QString &command : named)
        if (startNamed(command, address))
            return true;
    const QString opener = QStandardPaths::findExecutable(QStringLiteral("xdg-open"));
    return !opener.isEmpty() && QProcess::startDetached(opener, {address});
}

} // namespace bg
