// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/CheckModel.h"

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

bool CheckModel::canRepair() const
{
    return std::any_of(m_findings.begin(), m_findings.end(), [](const ComparedFinding &one) {
        return one.change != Change::Gone && one.finding.canRepair();
    });
}

} // namespace bg
