// SPDX-License-Identifier: GPL-3.0-or-later
// Writes what a package holds beside the program: the manual page and the completion of bash, both from the options that
// --help prints. `package-texts MANUAL.in COMPLETION.in FOLDER`; the date is SOURCE_DATE_EPOCH's.
#include "ui/program/CommandLine.h"
#include "ui/program/Version.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QLocale>

#include <cstdio>

namespace {

using namespace bg;

// Text of the manual: roff takes a dash for a hyphen, and a line that begins with a dot for a command.
QString roff(QString text)
{
    text.replace(QLatin1Char('\\'), QLatin1String("\\e")).replace(QLatin1Char('-'), QLatin1String("\\-"));
    if (text.startsWith(QLatin1Char('.')) || text.startsWith(QLatin1Char('\'')))
        text.prepend(QLatin1String("\\&"));
    return text;
}

QString manualOptions()
{
    QString text;
    for (const CommandLine::Option &option : CommandLine::options()) {
        text += QStringLiteral(".TP\n\\fB%1\\fR").arg(roff(QStringLiteral("--") + option.name));
        if (!option.value.isEmpty())
            text += QStringLiteral(" \\fI%1\\fR").arg(roff(option.value));
        text += QStringLiteral("\n%1\n").arg(roff(option.text));
    }
    return text;
}

QString manualDate()
{
    const QByteArray epoch = qgetenv("SOURCE_DATE_EPOCH");
    const QDateTime time = epoch.isEmpty() ? QDateTime::currentDateTimeUtc() : QDateTime::fromSecsSinceEpoch(epoch.toLongLong(), Qt::UTC);
    return QLocale::c().toString(time.date(), QStringLiteral("d MMMM yyyy"));
}

// What bash proposes after an option that takes a value.
QString completionOfValues()
{
    QString text;
    for (const CommandLine::Option &option : CommandLine::options()) {
        QStringList proposals;
        if (!option.choices.isEmpty())
            proposals += QStringLiteral("-W '%1'").arg(option.choices.join(QLatin1Char(' ')));
        if (option.value.contains(QLatin1String("file")))
            proposals += QStringLiteral("-f");
        if (option.value == QLatin1String("dir"))
            proposals += QStringLiteral("-d");
        if (!option.value.isEmpty())
            text += QStringLiteral("    --%1) proposals=(%2) ;;\n").arg(option.name, proposals.join(QLatin1Char(' ')));
    }
    return text;
}

QString completionOptions()
{
    QStringList names;
    for (const CommandLine::Option &option : CommandLine::options())
        names += QStringLiteral("--") + option.name;
    return names.join(QLatin1Char(' '));
}

bool fill(const QString &from, const QString &to)
{
    QFile source(from), target(to);
    if (!source.open(QIODevice::ReadOnly) || !target.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return false;
    QString text = QString::fromUtf8(source.readAll());
    text.replace(QLatin1String("@OPTIONS@"), manualOptions())
        .replace(QLatin1String("@DESCRIPTION@"), roff(CommandLine::description()))
        .replace(QLatin1String("@DATE@"), manualDate())
        .replace(QLatin1String("@VERSION@"), QLatin1String(version::number))
        .replace(QLatin1String("@OPTION_NAMES@"), completionOptions())
        .replace(QLatin1String("@OPTION_VALUES@"), completionOfValues());
    const QByteArray bytes = text.toUtf8();
    return target.write(bytes) == bytes.size() && target.flush();
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 4) {
        std::fputs("package-texts MANUAL.in COMPLETION.in FOLDER\n", stderr);
        return 2;
    }
    const QString folder = arguments[3];
    const bool isWritten = QDir().mkpath(folder) && fill(arguments[1], folder + QStringLiteral("/breakglass-wizard.1"))
                     && fill(arguments[2], folder + QStringLiteral("/breakglass-wizard.bash"));
    if (!isWritten)
        std::fputs("package-texts: a file cannot be read or written\n", stderr);
    return isWritten ? 0 : 1;
}
