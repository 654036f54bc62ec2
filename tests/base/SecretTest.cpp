// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/Secret.h"
#include "tests/support/TestProgram.h"

#include <QRegularExpression>
#include <QTest>

#include <openssl/crypto.h>

using namespace bg;

class SecretTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(Secret::lockHeap()); }

    void liesOnTheLockedHeap()
    {
        const Secret secret = Secret::copyOf("correct horse");
        QVERIFY(CRYPTO_secure_allocated(secret.reveal().data()));
        QCOMPARE(secret.reveal(), QByteArrayView("correct horse"));
    }

    void takingWipesTheSource()
    {
        QByteArray source("battery staple");
        const char *before = source.constData();
        const Secret secret = Secret::taking(source);
        QVERIFY(source.isEmpty());
        QVERIFY(before);
        QCOMPARE(secret.reveal(), QByteArrayView("battery staple"));
    }

    void movingLeavesNothingBehind()
    {
        Secret first = Secret::copyOf("one");
        const Secret second = std::move(first);
        QVERIFY(first.isEmpty());
        QCOMPARE(second.reveal(), QByteArrayView("one"));
        Secret third = Secret::copyOf("other");
        third = Secret::copyOf("three");
        QCOMPARE(third.reveal(), QByteArrayView("three"));
    }

    void cannotBeCopiedByAccident()
    {
        static_assert(!std::is_copy_constructible_v<Secret>);
        static_assert(!std::is_copy_assignable_v<Secret>);
    }

    void equalsComparesLengthAndBytes()
    {
        const Secret secret = Secret::copyOf("abc");
        QVERIFY(secret.equals("abc"));
        QVERIFY(!secret.equals("abd"));
        QVERIFY(!secret.equals("abcd"));
        QVERIFY(!secret.equals(""));
        QVERIFY(Secret().equals(""));
    }

    void outgrowingTheLockedHeapStillHoldsAndWipes()
    {
        const Secret large = Secret::ofSize(std::size_t(4) << 20);
        QCOMPARE(large.size(), std::size_t(4) << 20);
        QVERIFY(!CRYPTO_secure_allocated(large.reveal().data()));
    }

    void aSharedBufferIsNotWipedAndThatIsAnError()
    {
        QByteArray bytes("correct horse");
        const QByteArray other = bytes;
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("not overwritten")));
        QVERIFY(!wipe(bytes));
        QVERIFY(bytes.isEmpty());
        QCOMPARE(other, QByteArray("correct horse"));
    }
    void wipeOverwritesTheBytesOfATextThatIsOurs()
    {
        QString text = QStringLiteral("12345");
        text.detach();
        QVERIFY(wipe(text));
        QVERIFY(text.isEmpty());
        QByteArray bytes("12345");
        QVERIFY(wipe(bytes));
        QVERIFY(bytes.isEmpty());
    }
};

BG_TEST(QCoreApplication, SecretTest)
#include "SecretTest.moc"
