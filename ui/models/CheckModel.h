// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan/Comparison.h"
#include "app/model/Questionnaire.h"

#include <QObject>

#include <optional>

namespace bg {

// What people answer before a check, and what the check found, compared with the one before. Lives on the GUI thread.
class CheckModel final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    // Answers that are given now; older ones are shown beside them, and count until they are old.
    const StatementAnswers &answers() const { return m_answers; }
    void setAnswer(const QString &statement, Said said, const QDate &on);
    void withdrawAnswer(const QString &statement);

    // `newestFirst`: the records of the tenant, that of the check among them.
    void take(const RunRecord &record, const QList<RunRecord> &newestFirst);
    void forget();
    const QList<ComparedFinding> &findings() const { return m_findings; }
    std::optional<QDateTime> before() const { return m_before; } // when the check before ended
    int open() const;
    // What a repair of drift mends of it, and whether more is left that takes a set-up.
    QList<StepId> drift() const;
    bool needsSetUp() const;
    bool isOpen(QLatin1String findingId) const;

Q_SIGNALS:
    void changed();

private:
    QList<Finding> standing() const; // what is not gone

    StatementAnswers m_answers;
    QList<ComparedFinding> m_findings;
    std::optional<QDateTime> m_before;
};

} // namespace bg
