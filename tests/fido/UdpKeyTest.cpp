// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/KeyRingFactory.h"
#include "fido/UdpPort.h"
#include "tests/fido/PracticeBench.h"
#include "tests/support/TestProgram.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>
#include <QUdpSocket>

namespace bg {

namespace {

// A port that is free now.
quint16 freePort()
{
    QUdpSocket socket;
    socket.bind(QHostAddress::LocalHost, 0);
    return socket.localPort();
}

} // namespace

class UdpKeyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aKeyBehindUdpIsEnrolledAndProven()
    {
        const quint16 port = freePort(), localPort = freePort();
        QProcess peer;
        peer.start(QStringLiteral(PRACTICE_KEY_UDP), { QString::number(port), QString::number(localPort) });
        QVERIFY(peer.waitForStarted());
        const auto ring = makeKeyRing({ QStringLiteral("udp:127.0.0.1:%1:%2").arg(port).arg(localPort) });
        QVERIFY(ring);
        (*ring)->insertNext();
        Result<std::unique_ptr<SecurityKey>> key;
        QTRY_VERIFY_WITH_TIMEOUT((key = (*ring)->open((*ring)->seen().first(), {})).has_value(), 30000);
        const Secret pin = PracticeBench::secret("271828");
        QVERIFY((*key)->setPin(pin, {}));
        const auto made = (*key)->makeCredential(PracticeBench::options(), pin, {}, {});
        QVERIFY(made);
        QVERIFY((*key)->prove(QStringLiteral("login.example.com"), *made, pin, {}, {}));
        peer.terminate();
        QVERIFY(peer.waitForFinished());
        QCOMPARE(peer.exitCode(), 0);
    }

    void stopEndsTheWaitForAKeyThatDoesNotAnswer()
    {
        const auto ring = makeKeyRing({ QStringLiteral("udp:127.0.0.1:%1:%2").arg(freePort()).arg(freePort()) });
        (*ring)->insertNext();
        std::stop_source stop;
        QElapsedTimer clock;
        clock.start();
        std::jthread person([&] { stop.request_stop(); });
        const auto key = (*ring)->open((*ring)->seen().first(), stop.get_token());
        QVERIFY(!key);
        QCOMPARE(name(key.error().kind), QStringLiteral("Cancelled"));
        QVERIFY(clock.elapsed() < 500);
    }

    void aTakenPortIsSaid()
    {
        QUdpSocket other;
        QVERIFY(other.bind(QHostAddress::LocalHost, 0));
        const auto ring = makeKeyRing({ QStringLiteral("udp:127.0.0.1:9:%1").arg(other.localPort()) });
        (*ring)->insertNext();
        const auto key = (*ring)->open((*ring)->seen().first(), {});
        QVERIFY(!key);
        QCOMPARE(name(key.error().kind), QStringLiteral("KeyBusy"));
    }

    void datagramsThatAreNoReportsAreDropped()
    {
        UdpPlace place{ QHostAddress(QHostAddress::LocalHost), 9, freePort() };
        const auto port = UdpPort::open(place);
        QVERIFY(port);
        QUdpSocket sender;
        for (const int size : { 0, 63, 65, 1500 })
            sender.writeDatagram(QByteArray(size, 'x'), place.host, place.localPort);
        sender.writeDatagram(QByteArray(64, 'r'), place.host, place.localPort);
        ctaphid::Report report{};
        int read = 0, got = 0;
        while (got == 0 && ++read < 10)
            got += (*port)->read(report, std::chrono::milliseconds(1000)) == HidPort::Reading::Got ? 1 : 0;
        QCOMPARE(got, 1);
        QCOMPARE(read, 5);
        QCOMPARE(report.back(), static_cast<unsigned char>('r'));
    }
};

} // namespace bg

BG_TEST(QCoreApplication, bg::UdpKeyTest)
#include "UdpKeyTest.moc"
