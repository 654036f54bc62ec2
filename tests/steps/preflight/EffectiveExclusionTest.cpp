// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/preflight/EffectiveExclusion.h"
#include "tests/support/TestProgram.h"

#include <QJsonDocument>
#include <QTest>

using namespace bg;

namespace {

const char *role = "62e90394-69f5-4237-9190-012177145e10";

AccountInDirectory account()
{
    return { ObjectId(QStringLiteral("me")),
             { ObjectId(QStringLiteral("direct")), ObjectId(QStringLiteral("outer")) },
             { QLatin1String(role) },
             false };
}

QJsonObject policy(const QByteArray &users, const char *state = "enabled", const char *control = "mfa")
{
    const QByteArray json = "{\"id\":\"p\",\"displayName\":\"P\",\"state\":\"" + QByteArray(state)
        + "\",\"conditions\":{\"users\":" + users + "},\"grantControls\":{\"builtInControls\":[\"" + control + "\"]}}";
    return QJsonDocument::fromJson(json).object();
}

const char *everybody = R"({"includeUsers":["All"]})";
const char *everybodyButUs = R"({"includeUsers":["All"],"excludeGroups":["outer"]})";

} // namespace

class EffectiveExclusionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void applicabilityOfOnePolicy_data()
    {
        QTest::addColumn<QByteArray>("users");
        QTest::addColumn<QString>("applicability");
        const auto row = [](const char *name, const char *users, const char *applicability) {
            QTest::newRow(name) << QByteArray(users) << QString::fromLatin1(applicability);
        };
        row("all", everybody, "reached");
        row("none", R"({"includeUsers":["None"]})", "notInScope");
        row("absent", "null", "notInScope");
        row("somebody else", R"({"includeUsers":["you"]})", "notInScope");
        row("by id, other letter case", R"({"includeUsers":["ME"]})", "reached");
        row("by group", R"({"includeGroups":["direct"]})", "reached");
        row("by role", R"({"includeRoles":["62E90394-69F5-4237-9190-012177145E10"]})", "reached");
        row("another role", R"({"includeRoles":["x"]})", "notInScope");
        row("guests only", R"({"includeUsers":["GuestsOrExternalUsers"]})", "notInScope");
        row("guests only, new form", R"({"includeGuestsOrExternalUsers":{"guestOrExternalUserTypes":"internalGuest"}})",
            "notInScope");
        row("excluded directly", R"({"includeUsers":["All"],"excludeUsers":["x","me"]})", "excludedDirectly");
        row("excluded by group", R"({"includeUsers":["All"],"excludeGroups":["direct"]})", "excludedByGroup");
        row("excluded by outer group", everybodyButUs, "excludedByGroup");
        row("excluded by strange group", R"({"includeUsers":["All"],"excludeGroups":["strange"]})", "reached");
        row("excluded by role", R"({"includeUsers":["All"],"excludeRoles":["62e90394-69f5-4237-9190-012177145e10"]})",
            "excludedByRole");
        row("excluded as guests", R"({"includeUsers":["All"],"excludeUsers":["GuestsOrExternalUsers"]})", "reached");
    }
    void applicabilityOfOnePolicy()
    {
        QFETCH(QByteArray, users);
        QFETCH(QString, applicability);
        QCOMPARE(name(statusOf(policy(users), account())), applicability);
    }

    void excludedFromEverythingMeansInEveryState()
    {
        QVERIFY(effectiveExclusion({ policy(everybodyButUs), policy(everybodyButUs, "disabled") }, account())
                    .fromEveryPolicy());
        QVERIFY(!effectiveExclusion({ policy(everybodyButUs), policy(everybody, "disabled") }, account())
                     .fromEveryPolicy());
    }

    void blockingVerdictLooksAtEnforcedBlocksOnly()
    {
        QVERIFY(effectiveExclusion({ policy(everybody) }, account()).fromEveryBlockingPolicy());
        QVERIFY(!effectiveExclusion({ policy(everybody, "enabled", "block") }, account()).fromEveryBlockingPolicy());
        QVERIFY(effectiveExclusion({ policy(everybody, "disabled", "block") }, account()).fromEveryBlockingPolicy());
    }

    void sleepingBlockIsForetold()
    {
        const char *reportOnly = "enabledForReportingButNotEnforced";
        QVERIFY(effectiveExclusion({ policy(everybody, reportOnly, "block") }, account()).wouldBeBlockedIfEnabled());
        QVERIFY(
            !effectiveExclusion({ policy(everybodyButUs, reportOnly, "block") }, account()).wouldBeBlockedIfEnabled());
        QVERIFY(!effectiveExclusion({ policy(everybody, reportOnly, "mfa") }, account()).wouldBeBlockedIfEnabled());
    }

    void policiesForWorkloadsDoNotCount()
    {
        QJsonObject workload = policy(everybody);
        workload.insert(
            QStringLiteral("conditions"),
            QJsonDocument::fromJson(
                R"({"users":{"includeUsers":["None"]},"clientApplications":{"includeServicePrincipals":["x"]}})")
                .object());
        QCOMPARE(effectiveExclusion({ workload }, account()).applicabilities.size(), 0);
    }
};

BG_TEST(QCoreApplication, EffectiveExclusionTest)
#include "EffectiveExclusionTest.moc"
