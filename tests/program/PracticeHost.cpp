// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/program/PracticeHost.h"

#include "tests/program/Program.h"

namespace bg {

PracticeHost::PracticeHost(const QString &scenario)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QStringLiteral(BG_PRACTICE_TENANT),
                    { QStringLiteral("--scenario"), scenario, QStringLiteral("--latency"), QStringLiteral("0"),
                      QStringLiteral("--lag"), QStringLiteral("0"), QStringLiteral("--interval"), QStringLiteral("0"),
                      QStringLiteral("--policies"), QStringLiteral("3"), QStringLiteral("--snapshot"),
                      m_folder.filePath(QStringLiteral("snapshot.json")), QStringLiteral("--cloud"),
                      m_folder.filePath(QStringLiteral("cloud.json")) });
    if (m_process.waitForReadyRead(20'000))
        m_cloudFile = QString::fromUtf8(m_process.readLine()).trimmed();
}

QString PracticeHost::browser()
{
    return QStringLiteral(BG_PRACTICE_TENANT " --browse");
}

QString PracticeHost::browser(const QString &passwords)
{
    return QStringLiteral(BG_PRACTICE_TENANT " --passwords %1 --browse %s").replace(QLatin1String("%1"), passwords);
}

QString PracticeHost::browserAs(const QString &name, const QString &passwords)
{
    return QStringLiteral(BG_PRACTICE_TENANT " --as %1 --passwords %2 --browse %s")
        .replace(QLatin1String("%1"), name)
        .replace(QLatin1String("%2"), passwords);
}

void PracticeHost::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(20'000))
        m_process.kill();
    else if (m_process.exitCode() != 0)
        qFatal("the practice tenant ended with %d: see what it wrote", m_process.exitCode());
}

QByteArray PracticeHost::snapshot() const
{
    return Program::read(m_folder.filePath(QStringLiteral("snapshot.json")));
}

} // namespace bg
