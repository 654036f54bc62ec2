// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/evidence/Benchmark.h"

#include "app/evidence/FindingPattern.h"
#include "resources/Resources.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace bg {

namespace {

QList<Benchmark> readBenchmarks()
{
    const QJsonObject file = QJsonDocument::fromJson(resource(QStringLiteral("benchmarks.json"))).object();
    QList<Benchmark> all;
    for (const QJsonValue &one : file[QStringLiteral("benchmarks")].toArray()) {
        Benchmark benchmark;
        benchmark.id = one[QLatin1String("id")].toString();
        benchmark.source = one[QLatin1String("source")].toString();
        benchmark.asks = one[QLatin1String("asks")].toString();
        for (const QJsonValue &id : one[QLatin1String("complainsOn")].toArray())
            benchmark.complainsOn.append(id.toString());
        benchmark.configure = one[QLatin1String("configure")].toString();
        all.append(benchmark);
    }
    return all;
}

// Of a family only what is open; a finding named by itself counts even where all is as it should be.
bool makesComplain(const Finding &finding, const QString &pattern)
{
    return isMeant(finding, pattern) && (finding.isOpen() || !isFamily(pattern));
}

} // namespace

const QList<Benchmark> &benchmarks()
{
    static const QList<Benchmark> all = readBenchmarks();
    return all;
}

QList<Verdict> verdicts(const QList<Finding> &findings)
{
    QList<Verdict> all;
    for (const Benchmark &benchmark : benchmarks()) {
        Verdict verdict{ benchmark, {} };
        for (const QString &pattern : benchmark.complainsOn)
            for (const Finding &finding : findings)
                if (makesComplain(finding, pattern) && !verdict.because.contains(finding.id))
                    verdict.because.append(finding.id);
        all.append(verdict);
    }
    return all;
}

} // namespace bg
