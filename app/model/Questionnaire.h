// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QJsonArray>
#include <QLatin1String>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace bg {

// Something that must be true and that no program can see: safes, people, procedures.
struct Statement {
    QLatin1String id; // "placesApart"; its sentence is in ui/words
    QStringList requirements;
    int days = 90; // how long an answer counts
};
const QList<Statement> &statements();

// Those that say that a duty was done, on the day of the answer.
namespace statement {
inline constexpr QLatin1String PapersReviewed("papersReviewed");
inline constexpr QLatin1String AlertsTested("alertsTested");
}

enum class Said { Yes, No, NotKnown };
QString name(Said said); // "notKnown"

struct StatementAnswer {
    QString statement;
    Said said = Said::NotKnown;
    QDate on; // not valid in an answers file that names no day: the day of the run
    friend bool operator==(const StatementAnswer &, const StatementAnswer &) = default;
};
using StatementAnswers = QList<StatementAnswer>;

// [{statement, answer, on}]. What is no answer to a known statement is left out.
QJsonArray answersJson(const StatementAnswers &answers);
StatementAnswers answersFrom(const QJsonArray &json);
// `newer` laid over `older`, one answer for each statement; a "not known" does not hide an older answer.
StatementAnswers laidOver(const StatementAnswers &newer, const StatementAnswers &older);
std::optional<StatementAnswer> answerTo(const QString &statement, const StatementAnswers &answers);

} // namespace bg
