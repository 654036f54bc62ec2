// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/Reports.h"

#include <QJsonDocument>

namespace bg {

namespace {

constexpr int tenantsSchemaVersion = 1;

QByteArray compactJson(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject summaryOf(const CheckResult &result)
{
    int clean = 0, notChecked = 0, fresh = 0, gone = 0, notSeen = 0;
    std::map<Severity, int> severities;
    for (const TenantReport &tenant : result.tenants) {
        clean += tenant.isChecked() && tenant.gravest() < result.failOn;
        notChecked += !tenant.isChecked();
        fresh += tenant.count("new");
        gone += tenant.count("gone");
        notSeen += tenant.notSeen();
        for (const Severity severity : { Severity::Note, Severity::Advice, Severity::Warning, Severity::Stop })
            severities[severity] += tenant.count(severity);
    }
    QJsonObject findings;
    for (const auto &[severity, count] : severities)
        findings[name(severity)] = count;
    const int total = int(result.tenants.size());
    return { { QStringLiteral("tenants"), total },
             { QStringLiteral("clean"), clean },
             { QStringLiteral("withFindings"), total - clean - notChecked },
             { QStringLiteral("notChecked"), notChecked },
             { QStringLiteral("findings"), findings },
             { QStringLiteral("new"), fresh },
             { QStringLiteral("gone"), gone },
             { QStringLiteral("notSeen"), notSeen },
             { QStringLiteral("failOn"), name(result.failOn) },
             { QStringLiteral("exitCode"), exitCodeOf(result) } };
}

QJsonObject jsonOf(const TenantReport &tenant)
{
    QJsonObject json{ { QStringLiteral("tenant"), tenant.tenant },
                      { QStringLiteral("tags"), QJsonArray::fromStringList(tenant.tags) },
                      { QStringLiteral("seconds"), tenant.seconds },
                      { QStringLiteral("requests"), tenant.requests } };
    if (tenant.isChecked())
        json[QStringLiteral("report")] = tenant.report();
    if (const auto &trouble = tenant.trouble)
        json[QStringLiteral("error")]
            = QJsonObject{ { QStringLiteral("kind"), trouble->kind },
                           { QStringLiteral("detail"), trouble->detail },
                           { QStringLiteral("serviceCode"), trouble->serviceCode },
                           { QStringLiteral("serviceMessage"), trouble->serviceMessage },
                           { QStringLiteral("requestId"), trouble->requestId },
                           { QStringLiteral("headline"), trouble->headline },
                           { QStringLiteral("remedy"), trouble->remedy } };
    return json;
}

} // namespace

bool writeTenantsJson(const CheckResult &result, QIODevice &to)
{
    const auto put = [&](const QByteArray &bytes) { return to.write(bytes) == bytes.size(); };
    const QJsonObject head{ { QStringLiteral("finished"), result.finished.toString(Qt::ISODate) },
                            { QStringLiteral("program"), result.program },
                            { QStringLiteral("schemaVersion"), tenantsSchemaVersion },
                            { QStringLiteral("started"), result.started.toString(Qt::ISODate) },
                            { QStringLiteral("summary"), summaryOf(result) } };
    bool isWritten = put(compactJson(head).chopped(1) + ",\"tenants\":[");
    for (qsizetype i = 0; isWritten && i < result.tenants.size(); ++i)
        isWritten = put((i == 0 ? "\n" : ",\n") + compactJson(jsonOf(result.tenants[i])));
    return isWritten && put("\n]}\n");
}

} // namespace bg
