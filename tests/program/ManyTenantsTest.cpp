// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/AppToken.h"
#include "app/practice/Directory.h"
#include "app/practice/PracticeTenant.h"
#include "tests/program/Program.h"
#include "tests/support/TestCertificate.h"
#include "tests/support/TestProgram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QXmlStreamReader>

using namespace bg;

// `--check --tenants`, as a scheduler starts it: nobody there, an app with a certificate, three tenants of which two
// cannot be checked.
class ManyTenantsTest : public QObject {
    Q_OBJECT

private:
    static inline const QString appId = QStringLiteral("5b3a1c7e-0d2f-4a6b-9c8d-7e6f5a4b3c2d");

    AppRegistration app(bool isDisabled = false) const
    {
        AppRegistration made;
        made.clientId = appId;
        made.certificates = { m_certificate.der() };
        made.permissions = checkPermissions();
        made.isDisabled = isDisabled;
        return made;
    }
    static PracticeScenario with(const AppRegistration &app, const char *domain)
    {
        PracticeScenario small;
        small.initialDomain = QString::fromLatin1(domain);
        small.latency = std::chrono::milliseconds(0);
        small.policies = 3;
        small.existingPair = true;
        small.apps = { app };
        return small;
    }
    QString cloudOf(PracticeTenant &tenant, const QString &name) const
    {
        if (!tenant.start())
            return {};
        return m_program.write(name + QStringLiteral(".json"), QJsonDocument(tenant.cloudJson()).toJson());
    }
    Program::Ending check()
    {
        return m_program.run({ QStringLiteral("--check"), QStringLiteral("--json"), QStringLiteral("--tenants"), m_list,
                               QStringLiteral("--state"), m_program.path(QStringLiteral("state")),
                               QStringLiteral("--html"), m_program.path(QStringLiteral("page.html")),
                               QStringLiteral("--junit"), m_program.path(QStringLiteral("junit.xml")),
                               QStringLiteral("--prometheus"), m_program.path(QStringLiteral("checks.prom")) });
    }
    static QJsonObject tenant(const Program::Ending &ending, int index)
    {
        return QJsonDocument::fromJson(ending.out).object()[QStringLiteral("tenants")][index].toObject();
    }

    Program m_program;
    TestCertificate m_certificate;
    PracticeTenant m_good{ with(app(), "contoso.onmicrosoft.com") };
    PracticeTenant m_disabled{ with(app(true), "fabrikam.onmicrosoft.com") };
    PracticeTenant m_unknown{ with({}, "northwind.onmicrosoft.com") };
    QString m_list;

private Q_SLOTS:
    void initTestCase()
    {
        const QString key = m_program.write(QStringLiteral("app.pem"), m_certificate.pem());
        QVERIFY(QFile::setPermissions(key, QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY(QDir().mkpath(m_program.path(QStringLiteral("state"))));
        const auto entry = [&](const QString &name, PracticeTenant &tenant, const QString &cloud) {
            return QJsonObject{ { QStringLiteral("tenant"), name }, { QStringLiteral("cloud"), cloudOf(tenant, cloud) } };
        };
        const QJsonObject list{
            { QStringLiteral("defaults"), QJsonObject{ { QStringLiteral("clientId"), appId },
                                                       { QStringLiteral("certificate"), QStringLiteral("app.pem") },
                                                       { QStringLiteral("tags"), QJsonArray{ QStringLiteral("<b>night</b>") } } } },
            { QStringLiteral("tenants"),
              QJsonArray{ entry(QStringLiteral("contoso.onmicrosoft.com"), m_good, QStringLiteral("good")),
                          entry(QStringLiteral("fabrikam.onmicrosoft.com"), m_disabled, QStringLiteral("disabled")),
                          entry(QStringLiteral("northwind.onmicrosoft.com"), m_unknown, QStringLiteral("unknown")) } }
        };
        m_list = m_program.write(QStringLiteral("tenants.json"), QJsonDocument(list).toJson());
    }

    void oneTenantsFailureLeavesTheOthersAlone()
    {
        const auto ending = check();
        QVERIFY2(ending.code == 3, ending.out.left(600) + ending.err.right(1200));
        QVERIFY2(!tenant(ending, 0)[QStringLiteral("report")].toObject().isEmpty(), ending.out.left(3000));
        QVERIFY2(ending.out.contains("AADSTS7000112"), ending.out.right(3000));
        QVERIFY2(ending.out.contains("AADSTS700016"), ending.out.right(3000));
        for (const PracticeTenant *tenant : { &m_good, &m_disabled, &m_unknown })
            QCOMPARE(tenant->writes(), 0);
    }

    void theReportsAreWhole()
    {
        const QByteArray page = Program::read(m_program.path(QStringLiteral("page.html")));
        QVERIFY(page.contains("Content-Security-Policy"));
        QVERIFY(!page.contains("<b>night</b>")); // a tag is text
        QVERIFY(page.contains("AADSTS7000112"));
        QXmlStreamReader junit(Program::read(m_program.path(QStringLiteral("junit.xml"))));
        int suites = 0;
        while (!junit.atEnd())
            suites += junit.readNext() == QXmlStreamReader::StartElement && junit.name() == QLatin1String("testsuite");
        QVERIFY2(!junit.hasError(), qPrintable(junit.errorString()));
        QCOMPARE(suites, 3);
        QVERIFY(Program::read(m_program.path(QStringLiteral("checks.prom"))).contains("contoso.onmicrosoft.com"));
    }

    void theSecondRunSaysWhatChanged()
    {
        m_good.change([](Directory &directory) {
            for (QJsonObject &policy : directory.policies) {
                QJsonObject conditions = policy[QStringLiteral("conditions")].toObject();
                QJsonObject users = conditions[QStringLiteral("users")].toObject();
                users[QStringLiteral("excludeGroups")] = QJsonArray();
                users[QStringLiteral("includeUsers")] = QJsonArray{ QStringLiteral("All") };
                conditions[QStringLiteral("users")] = users;
                policy[QStringLiteral("conditions")] = conditions;
                policy[QStringLiteral("displayName")] = QStringLiteral("</script><script>alert(1)</script>");
            }
        });
        const auto ending = check();
        const QJsonArray findings
            = tenant(ending, 0)[QStringLiteral("report")][QLatin1String("findings")].toArray();
        const bool isNew = std::any_of(findings.begin(), findings.end(), [](const QJsonValue &finding) {
            return finding[QLatin1String("change")] == QLatin1String("new");
        });
        QVERIFY2(isNew, ending.out.left(3000));
        QVERIFY(!Program::read(m_program.path(QStringLiteral("page.html"))).contains("<script>alert"));
        QCOMPARE(m_good.writes(), 0);
    }
};

BG_TEST(QCoreApplication, ManyTenantsTest)
#include "ManyTenantsTest.moc"
