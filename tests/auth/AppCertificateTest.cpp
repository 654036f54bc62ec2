// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/AppCertificate.h"

#include "tests/support/TestCertificate.h"
#include "tests/support/TestProgram.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace bg;

namespace {

AppCertificate::Passphrase saying(const char *text)
{
    return [text]() -> Result<Secret> { return Secret::copyOf(text); };
}

} // namespace

// What an app proves itself with is read from PEM or PKCS#12, and whatever is wrong with it has a word of its own.
class AppCertificateTest : public QObject {
    Q_OBJECT

private:
    const TestCertificate m_made;
    QTemporaryDir m_folder;

    QString written(const QByteArray &bytes, QFileDevice::Permissions permissions)
    {
        const QString path = m_folder.filePath(QStringLiteral("app.pem"));
        QFile::remove(path);
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
        file.setPermissions(permissions);
        return path;
    }

private Q_SLOTS:
    void everyFormOfTheFileGivesTheSameThumbprint_data();
    void everyFormOfTheFileGivesTheSameThumbprint();
    void passphraseIsAskedForOnlyWhereTheKeyIsEncrypted();
    void whatIsWrongIsNamed_data();
    void whatIsWrongIsNamed();
    void timeIsChecked();
    void fileThatOthersMayReadIsRefusedAndOneOfTheGroupIsTold();
};

void AppCertificateTest::everyFormOfTheFileGivesTheSameThumbprint_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("PEM, key first") << m_made.keyPem() + m_made.certificatePem();
    QTest::newRow("PEM, certificate first") << m_made.certificatePem() + m_made.keyPem();
    QTest::newRow("PEM, key encrypted") << m_made.pem("pass phrase");
    QTest::newRow("PKCS#12 without a passphrase") << m_made.pkcs12();
    QTest::newRow("PKCS#12 with a passphrase") << m_made.pkcs12("pass phrase");
}

void AppCertificateTest::everyFormOfTheFileGivesTheSameThumbprint()
{
    QFETCH(QByteArray, bytes);
    const auto read = AppCertificate::of(bytes, saying("pass phrase"));
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QCOMPARE(read->thumbprint(), QCryptographicHash::hash(m_made.der(), QCryptographicHash::Sha256));
}

void AppCertificateTest::passphraseIsAskedForOnlyWhereTheKeyIsEncrypted()
{
    int asked = 0;
    const auto counting = [&]() -> Result<Secret> {
        ++asked;
        return Secret::copyOf("pass phrase");
    };
    QVERIFY(AppCertificate::of(m_made.pem(), counting));
    QVERIFY(AppCertificate::of(m_made.pkcs12(), counting));
    QCOMPARE(asked, 0);
    QVERIFY(AppCertificate::of(m_made.pem("pass phrase"), counting));
    QCOMPARE(asked, 1);
}

void AppCertificateTest::whatIsWrongIsNamed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("passphrase"); // "-": none is at hand
    QTest::addColumn<QString>("problem");
    const TestCertificate other;
    const auto row = [](const char *name, const QByteArray &bytes, const char *passphrase, CertificateProblem problem) {
        QTest::newRow(name) << bytes << QString::fromLatin1(passphrase) << bg::name(problem);
    };
    row("nothing", {}, "", CertificateProblem::NoCertificate);
    row("noise", QByteArray(300, 'x'), "", CertificateProblem::NoCertificate);
    row("key alone", m_made.keyPem(), "", CertificateProblem::NoCertificate);
    row("certificate alone", m_made.certificatePem(), "", CertificateProblem::NoKey);
    row("key of another", other.keyPem() + m_made.certificatePem(), "", CertificateProblem::KeyOfAnother);
    row("elliptic curve", TestCertificate(TestCertificate::Kind::Ec).pem(), "", CertificateProblem::NotRsa);
    row("small key", TestCertificate(TestCertificate::Kind::SmallRsa).pem(), "", CertificateProblem::NotRsa);
    row("wrong passphrase, PEM", m_made.pem("right"), "wrong", CertificateProblem::PassphraseWrong);
    row("wrong passphrase, PKCS#12", m_made.pkcs12("right"), "wrong", CertificateProblem::PassphraseWrong);
    row("no passphrase, PEM", m_made.pem("right"), "-", CertificateProblem::PassphraseMissing);
    row("no passphrase, PKCS#12", m_made.pkcs12("right"), "-", CertificateProblem::PassphraseMissing);
    row("cut short", m_made.pkcs12().left(200), "", CertificateProblem::NoCertificate);
}

void AppCertificateTest::whatIsWrongIsNamed()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, passphrase);
    QFETCH(QString, problem);
    const QByteArray text = passphrase.toLatin1();
    const auto read = AppCertificate::of(bytes, passphrase == QLatin1String("-") ? AppCertificate::Passphrase()
                                                                              : saying(text.constData()));
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::CertificateUnusable);
    QCOMPARE(read.error().detail, problem);
}

void AppCertificateTest::timeIsChecked()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto read = AppCertificate::of(m_made.pem(), {});
    QVERIFY(read);
    QVERIFY(read->checkTime(now));
    QCOMPARE(read->checkTime(now.addDays(11)).error().detail, name(CertificateProblem::Expired));
    QCOMPARE(read->checkTime(now.addDays(-2)).error().detail, name(CertificateProblem::NotYetValid));
}

void AppCertificateTest::fileThatOthersMayReadIsRefusedAndOneOfTheGroupIsTold()
{
    const auto own = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    const auto alone = AppCertificate::read(written(m_made.pem(), own), {});
    QVERIFY(alone);
    QVERIFY(!alone->isReadableByGroup());
    const auto group = AppCertificate::read(written(m_made.pem(), own | QFileDevice::ReadGroup), {});
    QVERIFY(group);
    QVERIFY(group->isReadableByGroup());
    const QString path = written(m_made.pem(), own | QFileDevice::ReadOther);
    const auto all = AppCertificate::read(path, {});
    QVERIFY(!all);
    QCOMPARE(all.error().detail, name(CertificateProblem::ReadableByAll));
    QCOMPARE(all.error().serviceMessage, path);
    QCOMPARE(AppCertificate::read(m_folder.filePath(QStringLiteral("none")), {}).error().detail,
             name(CertificateProblem::NotReadable));
}

BG_TEST(QCoreApplication, AppCertificateTest)
#include "AppCertificateTest.moc"
