// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/program/Program.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>

namespace bg {

QString Program::Ending::sentence() const
{
    static const QString name = QStringLiteral("breakglass-wizard: ");
    const QString text = QString::fromUtf8(err);
    if (!text.startsWith(name) || text.count(QLatin1Char('\n')) != 1 || !text.endsWith(QLatin1Char('\n')))
        return {};
    return text.mid(name.size()).trimmed();
}

Program::Program() : Program(QStringLiteral(BG_PROGRAM)) { }

Program::Program(const QString &executable)
    : m_executable(executable), m_environment(QProcessEnvironment::systemEnvironment())
{
    for (const char *display : { "DISPLAY", "WAYLAND_DISPLAY" })
        m_environment.remove(QLatin1String(display));
    set(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    for (const char *folder : { "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR" })
        set(QLatin1String(folder), m_home.path());
    setBrowser(QStringLiteral("true"));
}

Program::Ending Program::run(const QStringList &arguments)
{
    QProcess process;
    process.setProcessEnvironment(m_environment);
    process.start(m_executable, arguments);
    if (!process.waitForFinished(120'000)) {
        process.kill();
        process.waitForFinished();
        return { -1, process.readAllStandardOutput(), process.readAllStandardError() };
    }
    const int code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    return { code, process.readAllStandardOutput(), process.readAllStandardError() };
}

bool Program::runAndKill(const QStringList &arguments, const std::function<bool()> &isTime)
{
    QProcess process;
    process.setProcessEnvironment(m_environment);
    process.start(m_executable, arguments);
    for (int look = 0; look < 12'000; ++look) {
        if (process.waitForFinished(10))
            return false;
        if (!isTime())
            continue;
        process.kill();
        return process.waitForFinished() && process.exitStatus() == QProcess::CrashExit;
    }
    process.kill();
    process.waitForFinished();
    return false;
}

QString Program::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(bytes);
    return file.fileName();
}

QByteArray Program::read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject Program::json(const QString &path)
{
    return QJsonDocument::fromJson(read(path)).object();
}

} // namespace bg
