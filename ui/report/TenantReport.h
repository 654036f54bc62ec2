// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/Finding.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <map>
#include <optional>

namespace bg {

// Why a tenant was not checked, in words and as scripts read it.
struct TenantTrouble {
    QString kind, detail, serviceCode, serviceMessage, requestId;
    QString headline, remedy;
};

// What became of one tenant of a check. The report is kept packed: five hundred of them stand in memory at once.
class TenantReport {
public:
    QString tenant; // as it was asked for
    QStringList tags;
    double seconds = 0;
    int requests = 0;
    QDateTime lastDrill; // not valid: none is known here
    std::optional<TenantTrouble> trouble; // then there is no report
    QJsonObject unfinished; // with trouble: the report of a check that did not come to its end, where there is one

    void setReport(const QJsonObject &report); // as checkReport() makes it
    QJsonObject report() const; // unpacked anew each time; empty where the tenant was not checked
    bool isChecked() const { return !m_packed.isEmpty(); }

    // What the check found open or worth a note, by severity; what is gone is not among it.
    int count(Severity severity) const;
    int count(const char *change) const; // "new" or "gone"
    int notSeen() const { return m_notSeen; } // what could not be looked at
    // The gravest of what is there now; Fine where nothing is.
    Severity gravest() const;
    QString title() const; // the tenant's own name, or what it was asked for by
    QString domain() const { return m_domain; }
    QString tenantId() const { return m_tenantId; }

private:
    QByteArray m_packed;
    QString m_name, m_domain, m_tenantId;
    std::map<Severity, int> m_severities;
    int m_new = 0, m_gone = 0, m_notSeen = 0;
};

// A check of one tenant or many, as all its reports tell it.
struct CheckResult {
    QDateTime started, finished;
    QString program; // its name and version
    QList<TenantReport> tenants; // in the order they were asked for
    Severity failOn = Severity::Advice; // from this severity on a finding makes the check fail
};

// 0, 1 or 3 of the documented exit codes: the worst of all tenants.
int exitCodeOf(const CheckResult &result);

std::optional<Severity> severityNamed(const QString &text);
// Of "severity" in a report; Fine for a text that is none.
Severity severityOf(const QJsonObject &finding);
// A finding that says that something was not looked at.
bool isNotSeen(const QJsonObject &finding);

} // namespace bg
