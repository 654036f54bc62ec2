// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/CheckReport.h"

#include "app/plan/Comparison.h"
#include "app/plan/Schedule.h"
#include "ui/words/FindingText.h"

#include <QJsonArray>

namespace bg {

namespace {

constexpr int schemaVersion = 1;

QJsonObject toJson(const ComparedFinding &compared)
{
    const FindingText text = FindingText::of(compared.finding);
    QJsonObject json = compared.finding.toJson();
    json[QStringLiteral("subject")] = compared.finding.subject();
    json[QStringLiteral("headline")] = text.headline;
    json[QStringLiteral("remedy")] = text.meaning;
    json[QStringLiteral("canRepair")] = compared.finding.canRepair() && compared.change != Change::Gone;
    json[QStringLiteral("change")] = name(compared.change);
    return json;
}

QJsonArray dates(const QList<RunRecord> &records)
{
    QJsonArray all;
    for (const DueDate &date : schedule(LastDone::of(records)))
        all.append(QJsonObject{ { QStringLiteral("duty"), name(date.task) },
                                { QStringLiteral("day"), date.day.toString(Qt::ISODate) } });
    return all;
}

} // namespace

QJsonObject checkReport(const RunRecord &record, const QList<RunRecord> &newestFirst)
{
    const RunRecord *before = checkBefore(record, newestFirst);
    QJsonArray findings;
    for (const ComparedFinding &one : compared(record, before))
        findings.append(toJson(one));
    QJsonObject report = record.toJson();
    report[QStringLiteral("schemaVersion")] = schemaVersion;
    report[QStringLiteral("findings")] = findings;
    report[QStringLiteral("previous")] = before
        ? QJsonValue(QJsonObject{ { QStringLiteral("runId"), before->runId },
                                  { QStringLiteral("finished"), before->finished.toString(Qt::ISODateWithMs) } })
        : QJsonValue();
    report[QStringLiteral("nextDates")] = dates(newestFirst);
    return report;
}

} // namespace bg
