// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/Questionnaire.h"

#include <QJsonObject>

#include <algorithm>

namespace bg {

namespace {

const Said allSaid[] = { Said::Yes, Said::No, Said::NotKnown };

QStringList numbers(const char *text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '));
}

} // namespace

const QList<Statement> &statements()
{
    static const QList<Statement> all{
        { QLatin1String("placesApart"), numbers("S12 S61 S92 S117 S147 S148"), 180 },
        { QLatin1String("safesWithstand"), numbers("S128 S150"), 365 },
        { QLatin1String("sealsIntact"), numbers("S61 S151"), 90 },
        { QLatin1String("twoPeople"), numbers("S84 S92 S118 S149"), 90 },
        { QLatin1String("safeLog"), numbers("S103 S152 S186"), 90 },
        { QLatin1String("listCurrent"), numbers("S38 S101 S146"), 90 },
        { QLatin1String("procedureApproved"), numbers("S30 S118 S146 S162"), 180 },
        { QLatin1String("peopleTrained"), numbers("S31 S86"), 365 },
        { QLatin1String("useReviewed"), numbers("S27 S98 S103 S185"), 90 },
        { QLatin1String("twoWaysOut"), numbers("S7 S13 S36 S194"), 180 },
        { QLatin1String("keysReachable"), numbers("S11 S35"), 180 },
        { statement::PapersReviewed, numbers("S30 S170"), 180 },
        { statement::AlertsTested, numbers("S57 S171"), 90 },
        { QLatin1String("notOnlyDigital"), numbers("S49 S62"), 180 },
    };
    return all;
}

QString name(Said said)
{
    switch (said) {
    case Said::Yes:
        return QStringLiteral("yes");
    case Said::No:
        return QStringLiteral("no");
    case Said::NotKnown:
        return QStringLiteral("notKnown");
    }
    return {};
}

QJsonArray answersJson(const StatementAnswers &answers)
{
    QJsonArray all;
    for (const StatementAnswer &answer : answers)
        all.append(QJsonObject{ { QStringLiteral("statement"), answer.statement },
                                { QStringLiteral("answer"), name(answer.said) },
                                { QStringLiteral("on"), answer.on.toString(Qt::ISODate) } });
    return all;
}

StatementAnswers answersFrom(const QJsonArray &json)
{
    StatementAnswers answers;
    for (const QJsonValue &one : json) {
        StatementAnswer answer;
        answer.statement = one[QLatin1String("statement")].toString();
        answer.on = QDate::fromString(one[QLatin1String("on")].toString(), Qt::ISODate);
        const bool isKnown = std::any_of(statements().begin(), statements().end(),
                                         [&](const Statement &statement) { return statement.id == answer.statement; });
        for (const Said said : allSaid)
            if (isKnown && one[QLatin1String("answer")].toString() == name(said)) {
                answer.said = said;
                answers.append(answer);
            }
    }
    return answers;
}

StatementAnswers laidOver(const StatementAnswers &newer, const StatementAnswers &older)
{
    StatementAnswers all;
    for (const Statement &statement : statements()) {
        const auto now = answerTo(statement.id, newer), before = answerTo(statement.id, older);
        const bool isAnswered = now && (now->said != Said::NotKnown || !before);
        if (const auto &kept = isAnswered ? now : before)
            all.append(*kept);
    }
    return all;
}

std::optional<StatementAnswer> answerTo(const QString &statement, const StatementAnswers &answers)
{
    for (const StatementAnswer &answer : answers)
        if (answer.statement == statement)
            return answer;
    return std::nullopt;
}

} // namespace bg
