// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/policies/PolicyPatch.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace bg;

// The smallest PATCH that makes a policy what it was.
class PolicyPatchTest : public QObject {
    Q_OBJECT

private:
    static QJsonObject json(const QByteArray &text) { return QJsonDocument::fromJson(text).object(); }
    static QByteArray compact(const QJsonObject &object)
    {
        return QJsonDocument(object).toJson(QJsonDocument::Compact);
    }

private Q_SLOTS:
    void onlyWhatDiffersIsSent_data();
    void onlyWhatDiffersIsSent();
    void everyChangeIsToldWithWhatIsAndWhatWas();
    void theGroupIsExcludedOnceWhateverThePolicyWas();
};

void PolicyPatchTest::onlyWhatDiffersIsSent_data()
{
    QTest::addColumn<QByteArray>("now");
    QTest::addColumn<QByteArray>("then");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const char *now, const char *then, const char *body) {
        QTest::newRow(name) << QByteArray(now) << QByteArray(then) << QByteArray(body);
    };
    row("nothing", R"({"id":"p","state":"enabled","modifiedDateTime":"2026-11-30T10:00:00Z"})",
        R"({"id":"p","state":"enabled","templateId":null})", "{}");
    row("the log leaves out what is empty",
        R"({"state":"enabled","sessionControls":null,"conditions":{"locations":null,"userRiskLevels":[],
           "users":{"includeUsers":["All"],"excludeGroups":[]}}})",
        R"({"state":"enabled","conditions":{"users":{"includeUsers":["All"]}}})", "{}");
    row("order and letter case", R"({"conditions":{"users":{"excludeGroups":["B","a"]}}})",
        R"({"conditions":{"users":{"excludeGroups":["A","b"]}}})", "{}");
    row("state", R"({"state":"enabled"})", R"({"state":"disabled"})", R"({"state":"disabled"})");
    row("a list of many", R"({"conditions":{"users":{"includeUsers":["All"],"includeRoles":["r"]}}})",
        R"({"conditions":{"users":{"includeUsers":["None"],"includeRoles":["r"]}}})",
        R"({"conditions":{"users":{"includeUsers":["None"]}}})");
    row("a list that was empty", R"({"conditions":{"users":{"includeUsers":["All"],"includeGroups":["g"]}}})",
        R"({"conditions":{"users":{"includeUsers":["All"]}}})", R"({"conditions":{"users":{"includeGroups":[]}}})");
    row("an object that was not there", R"({"sessionControls":{"signInFrequency":{"value":4,"type":"hours"}}})",
        R"({"sessionControls":null})", R"({"sessionControls":null})");
    row("an object that is gone", R"({"grantControls":null})",
        R"({"grantControls":{"operator":"OR","builtInControls":["mfa"],"customAuthenticationFactors":[],
           "authenticationStrength@odata.context":"x","authenticationStrength":null}})",
        R"({"grantControls":{"builtInControls":["mfa"],"operator":"OR"}})");
    row("half of a session control is never sent",
        R"({"sessionControls":{"signInFrequency":{"value":1,"type":"hours","isEnabled":true}}})",
        R"({"sessionControls":{"signInFrequency":{"value":4,"type":"hours","isEnabled":true,"x":null}}})",
        R"({"sessionControls":{"signInFrequency":{"isEnabled":true,"type":"hours","value":4}}})");
    row("a strength goes by its id",
        R"({"grantControls":{"operator":"OR","builtInControls":["block"],"authenticationStrength":null}})",
        R"({"grantControls":{"operator":"OR","builtInControls":[],
           "authenticationStrength":{"id":"4","displayName":"Phishing-resistant MFA","allowedCombinations":["fido2"]}}})",
        R"({"grantControls":{"authenticationStrength":{"id":"4"},"builtInControls":[]}})");
    row("a strength of another wording is the same",
        R"({"grantControls":{"authenticationStrength":{"id":"4","displayName":"New name"}}})",
        R"({"grantControls":{"authenticationStrength":{"id":"4","displayName":"Old name"}}})", "{}");
    row("who is outside keeps its type", R"({"conditions":{"users":{"includeGuestsOrExternalUsers":null}}})",
        R"({"conditions":{"users":{"includeGuestsOrExternalUsers":{"guestOrExternalUserTypes":"b2bCollaborationGuest",
           "externalTenants":{"@odata.type":"#microsoft.graph.conditionalAccessAllExternalTenants","membershipKind":"all"}}}}})",
        R"({"conditions":{"users":{"includeGuestsOrExternalUsers":{"externalTenants":{"@odata.type":"#microsoft.graph.conditionalAccessAllExternalTenants","membershipKind":"all"},"guestOrExternalUserTypes":"b2bCollaborationGuest"}}}})");
    row("what nobody may write", R"({"id":"p","templateId":"t","createdDateTime":"2026-01-01T00:00:00Z"})",
        R"({"id":"q","templateId":null,"createdDateTime":"2025-01-01T00:00:00Z"})", "{}");
    row("of Microsoft's own its state and its exclusions",
        R"({"displayName":"Microsoft-managed: MFA","templateId":"t","state":"enabled",
           "grantControls":{"builtInControls":["block"]},"conditions":{"users":{"includeUsers":["All"],"excludeUsers":["a"]}}})",
        R"({"displayName":"Microsoft-managed: x","templateId":"t","state":"disabled",
           "grantControls":{"builtInControls":["mfa"]},"conditions":{"users":{"includeUsers":["b"],"excludeUsers":[]}}})",
        R"({"conditions":{"users":{"excludeUsers":[]}},"state":"disabled"})");
}

void PolicyPatchTest::onlyWhatDiffersIsSent()
{
    QFETCH(QByteArray, now);
    QFETCH(QByteArray, then);
    QFETCH(QByteArray, body);
    QVERIFY(!json(now).isEmpty() && !json(then).isEmpty());
    const PolicyPatch patch = PolicyPatch::from(json(now), json(then));
    QCOMPARE(compact(patch.body), body);
    QCOMPARE(patch.changes.isEmpty(), patch.body.isEmpty());
}

void PolicyPatchTest::everyChangeIsToldWithWhatIsAndWhatWas()
{
    const PolicyPatch patch
        = PolicyPatch::from(json(R"({"state":"enabled","grantControls":{"builtInControls":["block"]}})"),
                            json(R"({"state":"disabled","grantControls":{"builtInControls":["mfa"]}})"));
    QCOMPARE(patch.lines(),
             QStringList({ QStringLiteral("grantControls.builtInControls: [\"block\"] -> [\"mfa\"]"),
                           QStringLiteral("state: enabled -> disabled") }));
}

void PolicyPatchTest::theGroupIsExcludedOnceWhateverThePolicyWas()
{
    const ObjectId group(QStringLiteral("G"));
    const QJsonObject bare = withExclusion(json(R"({"state":"enabled"})"), group);
    QCOMPARE(compact(bare), QByteArray(R"({"conditions":{"users":{"excludeGroups":["G"]}},"state":"enabled"})"));
    QCOMPARE(withExclusion(json(R"({"conditions":{"users":{"excludeGroups":["g"]}}})"), group),
             json(R"({"conditions":{"users":{"excludeGroups":["g"]}}})"));
    QCOMPARE(withExclusion(json(R"({"state":"enabled"})"), ObjectId()), json(R"({"state":"enabled"})"));
}

BG_TEST(QCoreApplication, PolicyPatchTest)
#include "PolicyPatchTest.moc"
