// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/CheckModel.h"

#include "app/plan/DriftRepair.h"

#include <algorithm>

namespace bg {

void CheckModel::setAnswer(const QString &statement, Said said, const QDate &on)
{
    withdrawAnswer(statement);
    m_answers.append({ statement, said, on });
    Q_EMIT changed();
}

void CheckModel::withdrawAnswer(const QString &statement)
{
    m_answers.removeIf([&](const StatementAnswer &answer) { return answer.statement == statement; });
    Q_EMIT changed();
}

void CheckModel::take(const RunRecord &record, const QList<RunRecord> &newestFirst)
{
    const RunRecord *earlier = checkBefore(record, newestFirst);
    m_before = earlier ? std::optional(earlier->finished) : std::nullopt;
    m_findings = compared(record, earlier);
    Q_EMIT changed();
}

void CheckModel::forget()
{
    m_findings.clear();
    m_before.reset();
    Q_EMIT changed();
}

int CheckModel::open() const
{
    return int(std::count_if(m_findings.begin(), m_findings.end(), [](const ComparedFinding &one) {
        return one.change != Change::Gone && one.finding.isOpen();
    }));
}

bool CheckModel::isOpen(QLatin1String findingId) const
{
    return std::any_of(m_findings.begin(), m_findings.end(), [&](const ComparedFinding &one) {
        return one.change != Change::Gone && one.finding.isOpen() && one.finding.id == findingId;
    });
}

QList<Finding> CheckModel::standing() const
{
    QList<Finding> all;
    for (const ComparedFinding &one : m_findings)
        if (one.change != Change::Gone)
            all.append(one.finding);
    return all;
}

QList<StepId> CheckModel::drift() const
{
    return driftOf(standing());
}

bool CheckModel::needsSetUp() const
{
    return bg::needsSetUp(standing());
}

} // namespace bg
