// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/program/PracticeHost.h"
#include "tests/program/Program.h"
#include "tests/support/TestProgram.h"

#include <QDirIterator>
#include <QTest>

using namespace bg;

// A whole run with every log category of ours and of Qt's at its loudest.
class SecretsTest : public QObject {
    Q_OBJECT

    static QByteArray firstMatch(const char *pattern, const QByteArray &text)
    {
        return QRegularExpression(QLatin1String(pattern)).match(QString::fromLatin1(text)).captured().toLatin1();
    }

private Q_SLOTS:
    void aRunAtEveryLogLevelTellsNoSecret()
    {
        Program program;
        program.set(QStringLiteral("QT_LOGGING_RULES"), QStringLiteral("*=true"));
        // A browser that leaves the address where the test can read it.
        const QString opened = program.path(QStringLiteral("opened"));
        const QString script = program.write(QStringLiteral("browser.sh"),
                                             "#!/bin/sh\necho \"$1\" >> " + opened.toUtf8() + "\nexec "
                                                 + PracticeHost::browser().toUtf8() + " \"$1\"\n");
        QFile::setPermissions(script, QFile::ReadOwner | QFile::ExeOwner);
        program.setBrowser(script);
        PracticeHost host(QStringLiteral("p2-permits"));
        QVERIFY(!host.cloudFile().isEmpty());
        QStringList arguments{ QStringLiteral("--autoplay"), QStringLiteral("--cloud"), host.cloudFile(),
                               QStringLiteral("--out"), program.path(QStringLiteral("out")) };
        for (int key = 0; key < 4; ++key)
            arguments += { QStringLiteral("--security-key"), QStringLiteral("practice") };
        const auto ending = program.run(arguments);
        QVERIFY2(ending.code == 0, ending.err.right(2000));
        const QByteArray told = ending.out + ending.err;
        QVERIFY2(told.contains("bg.") && told.contains("qt."), "the log was not at its loudest");

        const QByteArrayList addresses = Program::read(opened).trimmed().split('\n');
        QVERIFY(addresses.size() >= 1);
        // Every user of this computer reads a program's arguments: state and nonce are not among the browser's.
        for (const QByteArray &address : addresses) {
            const QUrl started = QUrl::fromEncoded(address);
            QVERIFY2(started.host() == QLatin1String("127.0.0.1") && !started.hasQuery(), address.constData());
            QCOMPARE(started.path().size(), 1 + 43);
            QVERIFY(!told.contains(started.path().mid(1).toLatin1()));
        }
        QVERIFY2(!told.contains("not overwritten"), "a secret's buffer was shared when it was wiped");
        for (const char *leak : { "eyJ", "code=", "state=", "nonce=", "code_verifier", "refresh_token", "Bearer " })
            QVERIFY2(!told.contains(leak), leak);
        // Code, verifier, refresh token and each part of a JSON Web Token are longer than any name that a log holds.
        const QByteArray run = firstMatch("[A-Za-z0-9_-]{43,}", told);
        QVERIFY2(run.isEmpty(), run.constData());

        // Tokens live in memory only: no file of the run holds the beginning of one.
        QDirIterator files(program.path(QString()), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        int looked = 0;
        while (files.hasNext()) {
            const QString file = files.next();
            ++looked;
            QVERIFY2(firstMatch("eyJ[A-Za-z0-9_-]{30,}", Program::read(file)).isEmpty(), qPrintable(file));
        }
        QVERIFY(looked > 5);
    }
};

BG_TEST(QCoreApplication, SecretsTest)
#include "SecretsTest.moc"
