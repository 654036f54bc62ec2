// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/evidence/Evidence.h"

#include "app/evidence/Benchmark.h"
#include "app/evidence/Requirement.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace bg {

namespace {
constexpr int evidenceVersion = 1;

QJsonArray audits(const RunRecord &record)
{
    QJsonArray all;
    for (const Verdict &verdict : verdicts(record.findings))
        all.append(QJsonObject{ { QStringLiteral("id"), verdict.benchmark.id },
                                { QStringLiteral("source"), verdict.benchmark.source },
                                { QStringLiteral("asks"), verdict.benchmark.asks },
                                { QStringLiteral("complains"), verdict.complains() },
                                { QStringLiteral("because"), QJsonArray::fromStringList(verdict.because) },
                                { QStringLiteral("configure"), verdict.benchmark.configure } });
    return all;
}

QJsonArray answers(const RunRecord &record)
{
    QJsonArray all;
    for (const Requirement &requirement : allRequirements())
        all.append(QJsonObject{
            { QStringLiteral("number"), requirement.number },
            { QStringLiteral("asks"), requirement.asks },
            { QStringLiteral("answer"), requirement.answer },
            { QStringLiteral("how"), requirement.how },
            { QStringLiteral("open"), QJsonArray::fromStringList(openFor(requirement, record.findings)) } });
    return all;
}

} // namespace

QByteArray evidenceOf(const RunRecord &record, const QByteArray &previous)
{
    const QJsonValue before = previous.isEmpty()
        ? QJsonValue()
        : QJsonValue(QJsonObject{ { QStringLiteral("sha256"), evidenceHash(previous) } });
    return QJsonDocument(QJsonObject{ { QStringLiteral("version"), evidenceVersion },
                                      { QStringLiteral("previous"), before },
                                      { QStringLiteral("run"), record.toJson() },
                                      { QStringLiteral("benchmarks"), audits(record) },
                                      { QStringLiteral("requirements"), answers(record) } })
        .toJson();
}

QString evidenceHash(const QByteArray &evidence)
{
    return QString::fromLatin1(QCryptographicHash::hash(evidence, QCryptographicHash::Sha256).toHex());
}

} // namespace bg
