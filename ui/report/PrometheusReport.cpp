// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/Reports.h"

namespace bg {

namespace {

constexpr double secondsPerDay = 86400;

// A label's value: backslash, quote and line feed have an escape each.
QByteArray labelValue(QString text)
{
    return text.replace(QLatin1Char('\\'), QLatin1String("\\\\"))
        .replace(QLatin1Char('"'), QLatin1String("\\\""))
        .replace(QLatin1Char('\n'), QLatin1String("\\n"))
        .toUtf8();
}

QByteArray labelsOf(const TenantReport &tenant)
{
    return "tenant=\"" + labelValue(tenant.tenant) + '"';
}

class Metrics {
public:
    explicit Metrics(QIODevice &to) : m_to(to) { }

    void begin(const char *metric, const char *help)
    {
        m_metric = metric;
        put("# HELP " + m_metric + ' ' + help + "\n# TYPE " + m_metric + " gauge\n");
    }
    void value(const QByteArray &labels, double number)
    {
        put(m_metric + (labels.isEmpty() ? QByteArray() : '{' + labels + '}') + ' '
            + QByteArray::number(number, 'g', 15) + '\n');
    }
    bool isWritten() const { return m_isWritten; }

private:
    void put(const QByteArray &bytes) { m_isWritten = m_isWritten && m_to.write(bytes) == bytes.size(); }

    QIODevice &m_to;
    QByteArray m_metric;
    bool m_isWritten = true;
};

std::optional<QDate> nextRotation(const TenantReport &tenant)
{
    for (const QJsonValue &date : tenant.report()[QLatin1String("nextDates")].toArray())
        if (date[QLatin1String("duty")].toString() == QLatin1String("rotation"))
            return QDate::fromString(date[QLatin1String("day")].toString(), Qt::ISODate);
    return std::nullopt;
}

} // namespace

bool writePrometheus(const CheckResult &result, QIODevice &to)
{
    Metrics metrics(to);
    metrics.begin("breakglass_check_success", "1: the tenant was checked, 0: it was not.");
    for (const TenantReport &tenant : result.tenants)
        metrics.value(labelsOf(tenant), tenant.isChecked());
    metrics.begin("breakglass_findings", "What the check found, by severity.");
    for (const TenantReport &tenant : result.tenants)
        for (const Severity severity : { Severity::Note, Severity::Advice, Severity::Warning, Severity::Stop })
            if (tenant.isChecked())
                metrics.value(labelsOf(tenant) + ",severity=\"" + name(severity).toLatin1() + '"', tenant.count(severity));
    metrics.begin("breakglass_findings_new", "Open now, and not at the check before.");
    for (const TenantReport &tenant : result.tenants)
        if (tenant.isChecked())
            metrics.value(labelsOf(tenant), tenant.count("new"));
    metrics.begin("breakglass_not_seen", "What the check could not look at.");
    for (const TenantReport &tenant : result.tenants)
        if (tenant.isChecked())
            metrics.value(labelsOf(tenant), tenant.notSeen());
    metrics.begin("breakglass_last_drill_age_days", "Days since an emergency account signed in as a drill.");
    for (const TenantReport &tenant : result.tenants)
        if (tenant.lastDrill.isValid())
            metrics.value(labelsOf(tenant), double(tenant.lastDrill.secsTo(result.finished)) / secondsPerDay);
    metrics.begin("breakglass_next_rotation_days", "Days until passwords are to be made new; negative: overdue.");
    for (const TenantReport &tenant : result.tenants)
        if (const auto day = nextRotation(tenant))
            metrics.value(labelsOf(tenant), double(result.finished.toUTC().date().daysTo(*day)));
    metrics.begin("breakglass_check_duration_seconds", "How long the tenant took.");
    for (const TenantReport &tenant : result.tenants)
        metrics.value(labelsOf(tenant), tenant.seconds);
    metrics.begin("breakglass_check_timestamp_seconds", "When the check of all tenants ended.");
    metrics.value({}, double(result.finished.toSecsSinceEpoch()));
    return metrics.isWritten();
}

} // namespace bg
