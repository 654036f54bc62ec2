// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/DesiredState.h"
#include "tests/support/TestProgram.h"

#include <QJsonDocument>
#include <QTest>

using namespace bg;

class AnswersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWholeFileIsRead()
    {
        const auto read
            = DesiredState::fromAnswers(R"({"accounts":[{"userName":"harbour.north","displayName":"Harbour North"},
            {"userName":"meadow.south"}],"keysPerAccount":3,"exclusionGroup":"Outside","pin":"ask","keySettings":{"minimumPinLength":8,"alwaysUv":true},
            "places":{"A":"Safe A","B":"Safe B"},"people":{"authorisedBy":["CIO","CISO"],"operator":"Op","witness":"Wi"},
            "passwordShape":"twoOfThree","paper":"Letter","language":"ja","pimRule":"change","methodPolicy":"leave",
            "guardPolicy":true,"alerts":{"subscription":"s","emails":["soc@contoso.onmicrosoft.com"]},"adopt":"never"})");
        QVERIFY2(read.has_value(), qPrintable(read ? QString() : read.error().detail));
        QCOMPARE(read->accounts[0].displayName, QStringLiteral("Harbour North"));
        QCOMPARE(read->accounts[1].displayName, QStringLiteral("meadow.south"));
        QCOMPARE(read->keysPerAccount, 3);
        QCOMPARE(read->exclusionGroup, QStringLiteral("Outside"));
        QCOMPARE(read->pin, PinChoice::Ask);
        QCOMPARE(read->keySettings, (KeySettings{ 8, true }));
        QCOMPARE(read->places, (Places{ QStringLiteral("Safe A"), QStringLiteral("Safe B") }));
        QCOMPARE(read->people.authorisedBy, QStringList({ QStringLiteral("CIO"), QStringLiteral("CISO") }));
        QCOMPARE(read->passwordShape, PasswordShape::TwoOfThree);
        QCOMPARE(read->paper, Paper::Letter);
        QCOMPARE(read->language, QStringLiteral("ja"));
        QCOMPARE(read->pimRule, PimRuleChoice::Change);
        QCOMPARE(read->methodPolicy, MethodPolicyChoice::Leave);
        QCOMPARE(read->guardPolicy, true);
        QCOMPARE(read->alerts.deploy, true);
        QCOMPARE(read->alerts.subscription, QStringLiteral("s"));
        QCOMPARE(read->adopt, AdoptChoice::Never);
    }
    void aRepairNamesWhatItMends()
    {
        const auto read = DesiredState::fromAnswers(R"({"repair":["role","accounts"]})");
        QVERIFY(read);
        QCOMPARE(read->drift, (QList<StepId>{ StepId::Accounts, StepId::Role })); // in the order of the work
        for (const char *wrong : { R"({"repair":["sealedPassword"]})", R"({"repair":["role","role"]})",
                                   R"({"repair":["keys"]})", R"({"repair":"role"})", R"({"repair":[1]})" })
            QVERIFY2(!DesiredState::fromAnswers(wrong), wrong);
    }
    void aNameThatCannotBeSeenIsRefused()
    {
        for (const char *answers : { "{\"exclusionGroup\":\"\\u200b\\u3164\"}",
                                     "{\"accounts\":[{\"userName\":\"a.b\",\"displayName\":\"\\u2800\"},"
                                     "{\"userName\":\"c.d\"}]}" }) {
            const auto read = DesiredState::fromAnswers(answers);
            QVERIFY2(!read && read.error().detail.contains(QLatin1String("cannot be seen")), answers);
        }
    }
    void whatWasChosenIsReadBackAsItWas()
    {
        DesiredState chosen = DesiredState::proposal();
        chosen.accounts[1].displayName = QStringLiteral("Meadow South");
        chosen.keysPerAccount = 5;
        chosen.exclusionGroup = QStringLiteral("Outside");
        chosen.pin = PinChoice::Ask;
        chosen.keySettings = { 8, true };
        chosen.rotation = { { 1 }, false, true, true };
        chosen.places = { QStringLiteral("Safe A"), QString() };
        chosen.people = { { QStringLiteral("CIO") }, QStringLiteral("Op"), QStringLiteral("Wi") };
        chosen.passwordShape = PasswordShape::TwoOfThree;
        chosen.paper = Paper::Letter;
        chosen.language = QStringLiteral("de");
        chosen.pimRule = PimRuleChoice::Stop;
        chosen.methodPolicy = MethodPolicyChoice::Leave;
        chosen.guardPolicy = true;
        chosen.alerts.deploy = chosen.alerts.sentinel = true;
        chosen.alerts.subscription = QStringLiteral("s");
        chosen.alerts.usedWorkspace = QStringLiteral("w");
        chosen.alerts.receivers.emails = { QStringLiteral("soc@contoso.onmicrosoft.com") };
        chosen.alerts.receivers.sms = { *PhoneNumber::of(QStringLiteral("+49 15112345678")) };
        chosen.renewalIntervals = { 30, 180 };
        chosen.adopt = AdoptChoice::Never;
        chosen.drift = { StepId::ExclusionGroup, StepId::Role };
        chosen.answers = { { QStringLiteral("safeLog"), Said::No, QDate(2026, 11, 20) },
                           { QStringLiteral("twoPeople"), Said::Yes, {} } };
        for (const DesiredState &one : { chosen, DesiredState::proposal() }) {
            const auto read = DesiredState::fromAnswers(QJsonDocument(one.toAnswers()).toJson());
            QVERIFY2(read.has_value(), qPrintable(read ? QString() : read.error().detail));
            QVERIFY(*read == one);
        }
    }
    void webhooksAreNotWrittenDown()
    {
        DesiredState chosen = DesiredState::proposal();
        chosen.alerts.receivers.webhooks = { QUrl(QStringLiteral("https://soc.contoso.com/hook")) };
        QVERIFY(!QJsonDocument(chosen.toAnswers()).toJson().contains("soc.contoso.com"));
    }
    void whatTheFileLeavesOpenIsProposed()
    {
        const auto read = DesiredState::fromAnswers("{}");
        QVERIFY(read.has_value());
        QCOMPARE(read->keysPerAccount, 2);
        QCOMPARE(read->accounts.size(), 2);
        QCOMPARE(read->keySettings, KeySettings());
        QCOMPARE(read->exclusionGroup, QStringLiteral("Conditional Access - Emergency Access Exclusions"));
    }
    void aWrongFileIsRefusedInOneSentenceThatNamesTheMember_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("member");
        QTest::newRow("not JSON") << QByteArray("accounts: []") << "not JSON";
        QTest::newRow("unknown statement")
            << QByteArray(R"({"questionnaire":{"moonPhase":"yes"}})") << "questionnaire.moonPhase";
        QTest::newRow("unknown answer") << QByteArray(R"({"questionnaire":{"safeLog":"perhaps"}})")
                                        << "questionnaire.safeLog";
        QTest::newRow("no day") << QByteArray(R"({"questionnaire":{"safeLog":{"answer":"yes","on":"yesterday"}}})")
                                << "questionnaire.safeLog.on";
        QTest::newRow("array") << QByteArray("[]") << "one JSON object";
        QTest::newRow("unknown") << QByteArray(R"({"password":"x"})") << "\"password\"";
        QTest::newRow("unknown deep") << QByteArray(R"({"people":{"boss":"x"}})") << "\"people.boss\"";
        QTest::newRow("wrong type") << QByteArray(R"({"exclusionGroup":3})") << "\"exclusionGroup\"";
        QTest::newRow("null") << QByteArray(R"({"pin":null})") << "\"pin\"";
        QTest::newRow("range") << QByteArray(R"({"keysPerAccount":0})") << "\"keysPerAccount\"";
        QTest::newRow("beyond every int") << QByteArray(R"({"keysPerAccount":3e46})") << "\"keysPerAccount\"";
        QTest::newRow("range of the PIN")
            << QByteArray(R"({"keySettings":{"minimumPinLength":3}})") << "\"keySettings.minimumPinLength\"";
        QTest::newRow("fraction") << QByteArray(R"({"keysPerAccount":1.5})") << "\"keysPerAccount\"";
        QTest::newRow("enumerator") << QByteArray(R"({"paper":"A5"})") << "\"paper\"";
        QTest::newRow("one account") << QByteArray(R"({"accounts":[{"userName":"a"}]})") << "\"accounts\"";
        QTest::newRow("same name") << QByteArray(R"({"accounts":[{"userName":"a.b"},{"userName":"A.B"}]})")
                                   << "\"accounts[1].userName\"";
        QTest::newRow("domain") << QByteArray(R"({"accounts":[{"userName":"a@b"},{"userName":"c"}]})")
                                << "\"accounts[0].userName\"";
        QTest::newRow("control") << QByteArray("{\"places\":{\"A\":\"a\\u0007b\"}}") << "\"places.A\"";
        QTest::newRow("guard") << QByteArray(R"({"guardPolicy":"yes"})") << "\"guardPolicy\"";
        QTest::newRow("alerts") << QByteArray(R"({"alerts":{"mails":[]}})") << "\"alerts.mails\"";
        QTest::newRow("cadence") << QByteArray(R"({"cadence":{"drillDays":45}})") << "\"cadence.drillDays\"";
    }
    void aWrongFileIsRefusedInOneSentenceThatNamesTheMember()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, member);
        const auto read = DesiredState::fromAnswers(json);
        QVERIFY(!read.has_value());
        QCOMPARE(read.error().kind, Error::Kind::Input);
        QVERIFY2(read.error().detail.contains(member), qPrintable(read.error().detail));
        QVERIFY2(read.error().detail.endsWith(QLatin1Char('.')), qPrintable(read.error().detail));
        QVERIFY(!read.error().detail.contains(QLatin1Char('\n')));
    }
    void proposalsAreNeutralValidAndDiffer()
    {
        for (int i = 0; i < 300; ++i) {
            const DesiredState desired = DesiredState::proposal();
            const QString a = desired.accounts[0].userName, b = desired.accounts[1].userName;
            for (const QString &name : { a, b }) {
                QVERIFY2(!userNameProblem(name), qPrintable(name));
                QVERIFY2(!isObviousName(name), qPrintable(name));
            }
            QVERIFY(a.section(QLatin1Char('.'), 0, 0) != b.section(QLatin1Char('.'), 0, 0));
            QVERIFY(a.section(QLatin1Char('.'), 1) != b.section(QLatin1Char('.'), 1));
        }
    }
    void userNamesAreJudgedByEntrasRules()
    {
        for (const char *good : { "harbour.north", "a", "x'y", "a.-_!#^~b", "A1" })
            QVERIFY2(!userNameProblem(QString::fromLatin1(good)), good);
        for (const char *bad : { "", ".a", "a.", "a b", "a@b", "a/b", "caf\xE9" })
            QVERIFY2(userNameProblem(QString::fromLatin1(bad)).has_value(), bad);
        QVERIFY(!userNameProblem(QString(64, QLatin1Char('a'))));
        QVERIFY(userNameProblem(QString(65, QLatin1Char('a'))).has_value());
    }
    void obviousNamesAreSeen()
    {
        for (const char *name :
             { "admin", "breakglass1", "break.glass", "emergency.access.1", "Break-Glass", "globaladmin" })
            QVERIFY2(isObviousName(QString::fromLatin1(name)), name);
        QVERIFY(!isObviousName(QStringLiteral("harbour.north")));
    }
};

BG_TEST(QCoreApplication, AnswersTest)
#include "AnswersTest.moc"
