// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/Comparison.h"

#include <algorithm>

namespace bg {

namespace {

bool isOpenIn(const QList<Finding> &findings, const Finding &finding)
{
    return std::any_of(findings.begin(), findings.end(), [&](const Finding &other) {
        return other.isOpen() && other.id == finding.id && other.subject() == finding.subject();
    });
}

} // namespace

QString name(Change change)
{
    switch (change) {
    case Change::New:
        return QStringLiteral("new");
    case Change::Gone:
        return QStringLiteral("gone");
    case Change::Same:
        return QStringLiteral("same");
    }
    return {};
}

const RunRecord *checkBefore(const RunRecord &now, const QList<RunRecord> &newestFirst)
{
    const auto found = std::find_if(newestFirst.begin(), newestFirst.end(), [&](const RunRecord &record) {
        const bool isWhole = record.isWhole();
        return record.mode == Mode::Check && isWhole && record.runId != now.runId && record.started <= now.started;
    });
    return found == newestFirst.end() ? nullptr : &*found;
}

QList<ComparedFinding> compared(const RunRecord &now, const RunRecord *before)
{
    const QList<Finding> earlier = before ? before->findings : QList<Finding>();
    QList<ComparedFinding> fresh, gone, still, rest;
    for (const Finding &finding : now.findings) {
        if (!finding.isOpen())
            rest.append({ finding, Change::Same });
        else if (isOpenIn(earlier, finding))
            still.append({ finding, Change::Same });
        else
            fresh.append({ finding, Change::New });
    }
    for (const Finding &finding : earlier)
        if (finding.isOpen() && !isOpenIn(now.findings, finding))
            gone.append({ finding, Change::Gone });
    const auto gravestFirst
        = [](const ComparedFinding &a, const ComparedFinding &b) { return a.finding.severity > b.finding.severity; };
    for (auto *part : { &fresh, &gone, &still, &rest })
        std::stable_sort(part->begin(), part->end(), gravestFirst);
    return fresh + gone + still + rest;
}

} // namespace bg
