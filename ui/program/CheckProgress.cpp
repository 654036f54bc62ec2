// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/CheckProgress.h"

#include "ui/program/Terminal.h"

namespace bg {

namespace {

constexpr int barWidth = 24;

QString inWords(const TenantReport &tenant)
{
    if (tenant.trouble)
        return tenant.trouble->headline;
    QStringList parts;
    for (const Severity severity : { Severity::Stop, Severity::Warning, Severity::Advice, Severity::Note })
        if (const int count = tenant.count(severity))
            parts.append(QStringLiteral("%1 %2").arg(count).arg(name(severity)));
    return parts.isEmpty() ? QStringLiteral("nothing open") : parts.join(QStringLiteral(", "));
}

} // namespace

CheckProgress::CheckProgress(int total, std::FILE *stream, bool isTerminal)
    : m_total(total), m_stream(stream), m_isTerminal(isTerminal)
{ }

std::optional<qint64> CheckProgress::secondsLeft(int done, int total, std::chrono::steady_clock::duration since)
{
    if (done == 0)
        return std::nullopt;
    const double seconds = std::chrono::duration<double>(since).count();
    return qint64(seconds / done * (total - done) + 0.5);
}

QString CheckProgress::timeLeft(std::chrono::steady_clock::duration since) const
{
    const auto left = secondsLeft(m_done, m_total, since);
    if (!left || m_done == m_total)
        return {};
    return *left < 90 ? QStringLiteral(", about %1 s left").arg(*left)
                      : QStringLiteral(", about %1 min left").arg((*left + 30) / 60);
}

void CheckProgress::finished(const TenantReport &tenant, Severity failOn, std::chrono::steady_clock::duration since)
{
    ++m_done;
    m_notChecked += !tenant.isChecked();
    m_withFindings += tenant.isChecked() && tenant.gravest() >= failOn;
    if (!m_isTerminal)
        return printLine(m_stream, QStringLiteral("%1/%2 %3: %4 (%5 s)%6")
                                       .arg(m_done)
                                       .arg(m_total)
                                       .arg(tenant.tenant, inWords(tenant), QString::number(tenant.seconds, 'f', 1), timeLeft(since)));
    const int filled = m_done * barWidth / m_total;
    printStatus(m_stream, QStringLiteral("[%1%2] %3/%4 checked, %5 with findings, %6 not checked%7")
                              .arg(QString(filled, QLatin1Char('#')), QString(barWidth - filled, QLatin1Char('.')))
                              .arg(m_done)
                              .arg(m_total)
                              .arg(m_withFindings)
                              .arg(m_notChecked)
                              .arg(timeLeft(since)));
}

void CheckProgress::end()
{
    if (m_isTerminal && m_done > 0)
        printLine(m_stream, {});
}

} // namespace bg
