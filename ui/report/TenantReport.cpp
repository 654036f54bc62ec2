// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/TenantReport.h"

#include "app/model/FindingIds.h"

#include <QJsonDocument>

#include <algorithm>

namespace bg {

namespace {

constexpr Severity allSeverities[]
    = { Severity::Fine, Severity::Note, Severity::Advice, Severity::Warning, Severity::Stop };

} // namespace

std::optional<Severity> severityNamed(const QString &text)
{
    for (const Severity severity : allSeverities)
        if (name(severity) == text)
            return severity;
    return std::nullopt;
}

Severity severityOf(const QJsonObject &finding)
{
    return severityNamed(finding[QLatin1String("severity")].toString()).value_or(Severity::Fine);
}

bool isNotSeen(const QJsonObject &finding)
{
    const QString id = finding[QLatin1String("id")].toString();
    return id == QLatin1String("preflight.notRead") || id == finding::NotSeen || id == finding::AlertsUnreadable;
}

void TenantReport::setReport(const QJsonObject &report)
{
    const auto text = [&](const char *member) { return report[QLatin1String(member)].toString(); };
    m_name = text("tenantName");
    m_domain = text("tenantDomain");
    m_tenantId = text("tenantId");
    for (const QJsonValue &value : report[QLatin1String("findings")].toArray()) {
        const QJsonObject finding = value.toObject();
        const QString change = finding[QLatin1String("change")].toString();
        if (change == QLatin1String("gone")) {
            ++m_gone;
            continue;
        }
        m_new += change == QLatin1String("new");
        m_notSeen += isNotSeen(finding);
        ++m_severities[severityOf(finding)];
    }
    m_packed = qCompress(QJsonDocument(report).toJson(QJsonDocument::Compact), 6);
}

QJsonObject TenantReport::report() const
{
    return m_packed.isEmpty() ? QJsonObject() : QJsonDocument::fromJson(qUncompress(m_packed)).object();
}

int TenantReport::count(Severity severity) const
{
    const auto found = m_severities.find(severity);
    return found == m_severities.end() ? 0 : found->second;
}

int TenantReport::count(const char *change) const
{
    return qstrcmp(change, "new") == 0 ? m_new : m_gone;
}

Severity TenantReport::gravest() const
{
    return m_severities.empty() ? Severity::Fine : m_severities.rbegin()->first;
}

QString TenantReport::title() const
{
    return m_name.isEmpty() ? tenant : m_name;
}

int exitCodeOf(const CheckResult &result)
{
    constexpr int findings = 1, couldNotRun = 3;
    int worst = 0;
    for (const TenantReport &tenant : result.tenants) {
        if (!tenant.isChecked())
            worst = couldNotRun;
        else if (tenant.gravest() >= result.failOn)
            worst = std::max(worst, findings);
    }
    return worst;
}

} // namespace bg
