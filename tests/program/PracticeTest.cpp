// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/program/Program.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace bg;

// What a person sees who practises first: wizard, tenant, browser and keys in one process, with the watch of the
// contract linked in, which ends it with 1 where an exchange breaks it.
class PracticeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPractisedSetUpIsDoneAndKeepsTheContract()
    {
        Program program(QStringLiteral(BG_WATCHED_WIZARD));
        const QString out = program.path(QStringLiteral("out"));
        const auto ending
            = program.run({ QStringLiteral("--practice"), QStringLiteral("--autoplay"), QStringLiteral("--out"), out });
        QVERIFY2(ending.code == 0, ending.err);
        QVERIFY2(!ending.err.contains("contract:"), ending.err);
        QCOMPARE(Program::json(out + QStringLiteral("/record.json"))[QStringLiteral("outcome")].toString(),
                 QStringLiteral("done"));
    }
};

BG_TEST(QCoreApplication, PracticeTest)
#include "PracticeTest.moc"
