// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/JournalText.h"
#include "app/journal/RunStore.h"
#include "tests/flow/FlowBench.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace bg;

// A whole run of the engine against the practice tenant: real sign-in, network, retries, libfido2 and practice keys.
class ProvisionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWholeRunLeavesTheTenantAsWanted();
};

void ProvisionTest::aWholeRunLeavesTheTenantAsWanted()
{
    FlowBench bench;
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const QJsonObject before = bench.tenant.snapshot();
    const RunRecord record = bench.run();
    qInfo().noquote() << QJsonDocument(record.toJson()).toJson();
    qInfo() << bench.human.asked();
    qInfo() << bench.observer.phases(StepStatus::Phase::Failed);
    QFile file(QStringLiteral("/tmp/engine-snapshot.json"));
    if (file.open(QIODevice::WriteOnly))
        file.write(QJsonDocument(bench.tenant.snapshot()).toJson());
    QCOMPARE(record.outcome, QStringLiteral("done"));
}

QTEST_GUILESS_MAIN(ProvisionTest)
#include "tst_provision.moc"
