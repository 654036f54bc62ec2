// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/preflight/FindingIds.h"
#include "app/steps/preflight/FindingOf.h"
#include "app/steps/preflight/Scene.h"

namespace bg::preflight {

namespace {

QString wordFor(Licence licence)
{
    switch (licence) {
    case Licence::Free:
        return QStringLiteral("free");
    case Licence::P1:
        return QStringLiteral("p1");
    case Licence::P2:
        return QStringLiteral("p2");
    }
    return {};
}

// Only PIM tells without a write; what Conditional Access thinks shows when the first policy is changed.
Licence behaviour(Licence listed, std::optional<bool> hasPim)
{
    if (!hasPim)
        return listed;
    if (*hasPim)
        return Licence::P2;
    return listed == Licence::P2 ? Licence::P1 : listed;
}

} // namespace

void judgeLicence(const Scene &scene)
{
    const Licence listed = scene.tenant.licence;
    const Licence behaves = behaviour(listed, scene.hasPim);
    scene.tenant.licence = behaves;
    if (listed != behaves)
        scene.report(
            note(LicenceDisagrees, QStringLiteral("assignedPlans, roleManagementPolicyAssignments"),
                 { { QStringLiteral("listed"), wordFor(listed) }, { QStringLiteral("behaves"), wordFor(behaves) } }));
    const QString evidence = QStringLiteral("assignedPlans: ") + wordFor(listed);
    switch (behaves) {
    case Licence::P2:
        scene.report(fine(LicenceP2, evidence));
        return;
    case Licence::P1:
        scene.report(fine(LicenceP1, evidence));
        return;
    case Licence::Free:
        scene.report(note(LicenceFree, evidence, {}, { QStringLiteral("S50"), QStringLiteral("S138") }));
        return;
    }
}

} // namespace bg::preflight
