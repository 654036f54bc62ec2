// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "ui/program/OperatorSeal.h"
#include "ui/program/RememberedClients.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>

using namespace bg;

// The operator's settings, which others may be able to write.
class RememberedClientsTest : public QObject {
    Q_OBJECT

    const QString m_tenant = QStringLiteral("contoso.com"), m_app = QStringLiteral("11111111-2222-4333-8444-555555555555"),
                  m_planted = QStringLiteral("99999999-2222-4333-8444-555555555555");

private Q_SLOTS:
    void init()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent"); // no keyring
        QSettings stored(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("breakglass-wizard"),
                         QStringLiteral("sign-in"));
        stored.clear();
        QFile::remove(sealKeyFile());
    }
    void whatThisProgramRememberedIsSealed()
    {
        const Seal seal = passingSeal();
        RememberedClients(seal).remember({ m_tenant, QString() }, m_app);
        QCOMPARE(RememberedClients(seal).clientOf(m_tenant.toUpper()).clientId, m_app);
        QVERIFY(RememberedClients(seal).clientOf(m_tenant.toUpper()).isSealed);
        QVERIFY(!RememberedClients(passingSeal()).clientOf(m_tenant).isSealed);
        RememberedClients(seal).remember({ m_tenant }, QString());
        QVERIFY(RememberedClients(seal).clientOf(m_tenant).clientId.isEmpty());
    }
    void aPlantedAppIsNotSealed()
    {
        const Seal seal = passingSeal();
        RememberedClients(seal).remember({ m_tenant }, m_app);
        QSettings stored(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("breakglass-wizard"),
                         QStringLiteral("sign-in"));
        stored.setValue(QStringLiteral("clients/contoso.com"), m_planted);
        stored.setValue(QStringLiteral("clients/fabrikam.com"), m_app);
        stored.setValue(QStringLiteral("seals/fabrikam.com"), stored.value(QStringLiteral("seals/contoso.com")));
        stored.sync();
        QCOMPARE(RememberedClients(seal).clientOf(m_tenant).clientId, m_planted);
        QVERIFY(!RememberedClients(seal).clientOf(m_tenant).isSealed);
        QVERIFY(!RememberedClients(seal).clientOf(QStringLiteral("fabrikam.com")).isSealed);
    }
    void withoutAKeyringTheKeyLiesInAFileOfTheOperatorsOutsideTheRecords()
    {
        const auto first = operatorSeal(std::chrono::seconds(5));
        QVERIFY(first);
        QFile file(sealKeyFile());
        QVERIFY(file.exists());
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
        const QString records = QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
        QVERIFY(!file.fileName().startsWith(records));
        const auto second = operatorSeal(std::chrono::seconds(5));
        QVERIFY(second && second->isGood(first->over("x"), "x"));
    }
    void aKeyThatOthersCouldReadIsGivenUp()
    {
        const auto first = operatorSeal(std::chrono::seconds(5));
        QVERIFY(first);
        QVERIFY(QFile::setPermissions(sealKeyFile(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
        const auto second = operatorSeal(std::chrono::seconds(5));
        QVERIFY(second && !second->isGood(first->over("x"), "x"));
    }
};

BG_TEST(QCoreApplication, RememberedClientsTest)
#include "RememberedClientsTest.moc"
