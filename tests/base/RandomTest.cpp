// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/Random.h"
#include "tests/support/TestProgram.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <array>

using namespace bg;

class RandomTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tokensHaveThePkceVerifierShapeAndDiffer()
    {
        QSet<QByteArray> seen;
        for (int i = 0; i < 1000; ++i) {
            const QByteArray token = randomToken();
            QCOMPARE(token.size(), 43);
            QVERIFY(QRegularExpression(QStringLiteral("^[A-Za-z0-9_-]{43}$")).match(QString::fromLatin1(token)).hasMatch());
            seen.insert(token);
        }
        QCOMPARE(seen.size(), 1000);
    }

    // 31 degrees of freedom: 61.1 is passed once in a thousand runs by chance; three draws in a row once in a milliard.
    void belowIsUniform()
    {
        for (int attempt = 0; attempt < 3; ++attempt)
            if (chiSquare(32, 64000) < 61.1)
                return;
        QFAIL("three draws in a row were far from uniform");
    }

    void belowNeverReachesItsBound()
    {
        for (int i = 0; i < 1000; ++i) {
            QVERIFY(randomBelow(3) < 3);
            QCOMPARE(randomBelow(1), 0u);
        }
    }

    void guidsAreOfVersionFour()
    {
        const QRegularExpression form(QStringLiteral("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"));
        for (int i = 0; i < 50; ++i)
            QVERIFY(form.match(randomGuid()).hasMatch());
    }

private:
    static double chiSquare(std::uint32_t cells, int draws)
    {
        QList<int> counts(int(cells), 0);
        for (int i = 0; i < draws; ++i)
            ++counts[int(randomBelow(cells))];
        const double expected = double(draws) / cells;
        double sum = 0;
        for (const int count : counts)
            sum += (count - expected) * (count - expected) / expected;
        return sum;
    }
};

BG_TEST(QCoreApplication, RandomTest)
#include "RandomTest.moc"
