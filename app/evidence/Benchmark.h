// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/Finding.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace bg {

// What somebody else's audit asks of emergency accounts, from resources/benchmarks.json.
struct Benchmark {
    QString id; // "CIS 1.1.2", as its authors call it
    QString source;
    QString asks;
    QStringList complainsOn; // ids of findings; "alerts.*" stands for a whole family, of those that are open
    QString configure; // what to tell it, or to do there
};
const QList<Benchmark> &benchmarks();

// Whether that audit would complain about the tenant as it was found.
struct Verdict {
    Benchmark benchmark;
    QStringList because; // ids of findings; empty: nothing here makes it complain
    bool complains() const { return !because.isEmpty(); }
};
QList<Verdict> verdicts(const QList<Finding> &findings);

} // namespace bg
