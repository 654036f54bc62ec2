// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/PracticeScenario.h"

#include <functional>

namespace bg {

namespace {

struct Named {
    const char *name;
    std::function<void(PracticeScenario &)> change;
};

// The AAGUID of a YubiKey 5 NFC with firmware 5.7, which practice keys present.
QString practiceAaguid()
{
    return QStringLiteral("a25342c0-3cdc-4414-8e46-f4807fca511c");
}

const QList<Named> &all()
{
    using Scenario = PracticeScenario;
    static const QList<Named> scenarios{
        { "free",
          [](Scenario &s) {
              s.licence = Scenario::Licence::Free;
              s.policies = 0;
              s.securityDefaults = true;
          } },
        { "p1", [](Scenario &s) { s.licence = Scenario::Licence::P1; } },
        { "p2-permits", [](Scenario &) {} },
        { "p2-forbids",
          [](Scenario &s) {
              s.pimPermitsPermanent = false;
              s.pimAsksTicket = true;
          } },
        { "government",
          [](Scenario &s) {
              s.hasCreationOptions = false;
              s.initialDomain = QStringLiteral("contoso.onmicrosoft.us");
          } },
        { "campaign", [](Scenario &s) { s.registrationCampaign = true; } },
        { "self-service-off", [](Scenario &s) { s.selfServiceRegistration = false; } },
        { "aaguid-listed",
          [](Scenario &s) {
              s.passkeyProfiles = true;
              s.keyRestriction = Scenario::KeyRestriction::Allow;
              s.restrictedAaguids = { practiceAaguid() };
          } },
        { "aaguid-unlisted",
          [](Scenario &s) {
              s.keyRestriction = Scenario::KeyRestriction::Allow;
              s.restrictedAaguids = { QStringLiteral("00000000-0000-0000-0000-0000000000aa") };
          } },
        { "restricted-unit",
          [](Scenario &s) {
              s.existingPair = true;
              s.restrictedUnit = true;
          } },
        { "adopt", [](Scenario &s) { s.existingPair = true; } },
        { "many-policies", [](Scenario &s) { s.policies = 240; } },
        { "protected-action", [](Scenario &s) { s.protectedActions = true; } },
        { "role-eligible", [](Scenario &s) { s.operatorRole = Scenario::OperatorRole::Eligible; } },
        { "no-role", [](Scenario &s) { s.operatorRole = Scenario::OperatorRole::None; } },
        { "consent-refused", [](Scenario &s) { s.refusesConsent = true; } },
    };
    return scenarios;
}

} // namespace

void PracticeScenario::setReplicationLag(std::chrono::milliseconds lag)
{
    userLag = principalLag = groupLag = groupInPolicyLag = membershipLag = lag;
}

QStringList PracticeScenario::names()
{
    QStringList names;
    for (const Named &scenario : all())
        names.append(QLatin1String(scenario.name));
    return names;
}

Result<PracticeScenario> PracticeScenario::named(const QString &name)
{
    for (const Named &named : all()) {
        if (name != QLatin1String(named.name))
            continue;
        PracticeScenario scenario;
        scenario.name = name;
        named.change(scenario);
        return scenario;
    }
    return fail(Error::Kind::Input,
                QStringLiteral("There is no practice tenant named \"%1\"; there are %2.")
                    .arg(name, names().join(QStringLiteral(", "))));
}

} // namespace bg
