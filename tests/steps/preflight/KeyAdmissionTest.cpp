// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/preflight/KeyAdmission.h"
#include "tests/support/TestProgram.h"

#include <QJsonDocument>
#include <QTest>

using namespace bg;

namespace {

const char *ours = "2fc0579f-8113-47ea-b116-bb5a8db9202a";

QByteArray flat(const char *restrictions, const char *more = "")
{
    return QByteArray(R"({"state":"enabled","includeTargets":[{"id":"all_users"}],"keyRestrictions":)") + restrictions
        + more + "}";
}

QByteArray profiles(const char *list, const char *targetProfiles)
{
    return QByteArray(
               R"({"state":"enabled","defaultPasskeyProfile":"d","includeTargets":[{"id":"g","allowedPasskeyProfiles":)")
        + targetProfiles + R"(}],"passkeyProfiles":)" + list + "}";
}

const char *allowsOurs
    = R"({"isEnforced":true,"enforcementType":"allow","aaGuids":["2FC0579F-8113-47EA-B116-BB5A8DB9202A"]})";
const char *allowsOther = R"({"isEnforced":true,"enforcementType":"allow","aaGuids":["x"]})";
const char *blocksOurs
    = R"({"isEnforced":true,"enforcementType":"block","aaGuids":["2fc0579f-8113-47ea-b116-bb5a8db9202a"]})";
const char *sleeping
    = R"({"isEnforced":false,"enforcementType":"block","aaGuids":["2fc0579f-8113-47ea-b116-bb5a8db9202a"]})";

} // namespace

class KeyAdmissionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void verdicts_data()
    {
        QTest::addColumn<QByteArray>("policy");
        QTest::addColumn<QString>("registration");
        QTest::addColumn<QString>("signIn");
        QTest::addColumn<bool>("mustBeAttested");
        const auto row = [](const char *name, const QByteArray &policy, const char *registration, const char *signIn,
                            bool attested = false) {
            QTest::newRow(name) << policy << QString::fromLatin1(registration) << QString::fromLatin1(signIn)
                                << attested;
        };
        row("off", R"({"state":"disabled","includeTargets":[{"id":"all_users"}]})", "policyOff", "policyOff");
        row("allowed", flat(allowsOurs), "admitted", "admitted");
        row("not on the list", flat(allowsOther), "modelNotAllowed", "modelNotAllowed");
        row("blocked", flat(blocksOurs), "modelNotAllowed", "modelNotAllowed");
        row("list not enforced", flat(sleeping), "admitted", "admitted");
        row("attested", flat(sleeping, R"(,"isAttestationEnforced":true)"), "admitted", "admitted", true);
        row("self-service off", flat(sleeping, R"(,"isSelfServiceRegistrationAllowed":false)"), "selfServiceOff",
            "admitted");
        row("model comes before self-service", flat(allowsOther, R"(,"isSelfServiceRegistrationAllowed":false)"),
            "modelNotAllowed", "modelNotAllowed");
        row("other group", R"({"state":"enabled","includeTargets":[{"id":"h"}]})", "accountNotTarget",
            "accountNotTarget");
        row("our group", R"({"state":"enabled","includeTargets":[{"id":"G"}]})", "admitted", "admitted");
        row("excluded", R"({"state":"enabled","includeTargets":[{"id":"all_users"}],"excludeTargets":[{"id":"g"}]})",
            "accountExcluded", "accountExcluded");

        const QByteArray strict
            = QByteArray(
                  R"({"id":"s","name":"strict","passkeyTypes":"deviceBound","attestationEnforcement":"registrationOnly","keyRestrictions":)")
            + allowsOurs + "}";
        const QByteArray other
            = QByteArray(R"({"id":"o","name":"other","passkeyTypes":"deviceBound,synced","keyRestrictions":)")
            + allowsOther + "}";
        const QByteArray synced
            = R"({"id":"d","name":"default","passkeyTypes":"synced","attestationEnforcement":"disabled"})";
        row("profile admits", profiles("[" + strict + "]", R"(["s"])"), "admitted", "admitted", true);
        row("profile refuses", profiles("[" + other + "," + strict + "]", R"(["o"])"), "modelNotAllowed",
            "modelNotAllowed");
        row("one of two admits", profiles("[" + other + "," + strict + "]", R"(["o","s"])"), "admitted", "admitted",
            true);
        row("synced only", profiles("[" + synced + "," + strict + "]", R"(["d"])"), "deviceBoundNotAllowed",
            "deviceBoundNotAllowed");
        row("target without profiles takes the default", profiles("[" + synced + "," + strict + "]", "[]"),
            "deviceBoundNotAllowed", "deviceBoundNotAllowed");
        row("flat members do not count beside profiles",
            profiles("[" + strict + "]", R"(["s"])").chopped(1) + R"(,"keyRestrictions":)" + blocksOurs + "}",
            "admitted", "admitted", true);
    }
    void verdicts()
    {
        QFETCH(QByteArray, policy);
        QFETCH(QString, registration);
        QFETCH(QString, signIn);
        QFETCH(bool, mustBeAttested);
        const QJsonDocument document = QJsonDocument::fromJson(policy);
        QVERIFY2(document.isObject(), policy.constData());
        const KeyAdmission admission = keyAdmission(Fido2Policy::fromJson(document.object()),
                                                    { ObjectId(QStringLiteral("g")) }, QLatin1String(ours));
        QCOMPARE(name(admission.registration), registration);
        QCOMPARE(name(admission.signIn), signIn);
        QCOMPARE(admission.mustBeAttested, mustBeAttested);
    }
};

BG_TEST(QCoreApplication, KeyAdmissionTest)
#include "KeyAdmissionTest.moc"
