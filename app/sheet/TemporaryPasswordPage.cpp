// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/TemporaryPasswordPage.h"

#include "app/sheet/ContentId.h"
#include "app/sheet/SealedPanels.h"
#include "app/sheet/SecretGroups.h"
#include "app/sheet/SecurityTint.h"

namespace bg {

using namespace Qt::StringLiterals;

namespace {

void drawSlipPanel(Flow &flow, const TemporaryPasswordSlip &slip, const SheetText &text)
{
    const SheetHeader &facts = slip.facts;
    const double besideBox = SealedPanels::sealBoxWidth + 4;
    const double begin = flow.y();
    flow.title(text(u"oneTimeTitle"_s), besideBox);
    flow.subtitle(text(u"oneTimeSubtitle"_s), besideBox);
    flow.gap(2);
    if (const double below = begin + 24.5 - flow.y(); below > 0) // the seal box ends here
        flow.gap(below / flow.scale());
    flow.field(text(u"tenant"_s), dotted({ isolated(facts.tenantName), facts.tenantDomain, facts.tenantId.value }));
    flow.field(text(u"oneTimeGiveTo"_s), isolated(shortened(slip.displayName)));
    flow.heading(text(u"toSignIn"_s));
    const QVariantMap values{ { u"address"_s, facts.cloud.entraPortal.toString() } };
    int number = 0;
    for (const QString &step : { u"stepOpenOne"_s, u"oneTimeStepType"_s, u"oneTimeStepChoose"_s, u"oneTimeStepFactor"_s,
                                 u"oneTimeStepDestroy"_s })
        flow.numbered(++number, text(step, values));
}

// Folded over the secret there is nothing to read against the light, and the strip tells this slip from others.
void drawLower(const SealedPanels &panels, const TemporaryPasswordSlip &slip)
{
    Canvas &canvas = panels.canvas;
    const double top = 2 * panels.panel() + 4;
    drawSecurityTint(canvas, panels.left() - 5, top, panels.width() + 10, canvas.height() - top - 8);
    const double strip = 2 * panels.panel() + (panels.panel() - SealedPanels::stripHeight) * 0.72;
    canvas.fill(panels.left() + 5, strip, panels.width() - 10, SealedPanels::stripHeight, Qt::white);
    const QVariantMap values{ { u"id"_s, oneTimeContentId(slip.facts, slip.objectId) },
                              { u"plan"_s, slip.facts.planHash },
                              { u"issued"_s, slip.facts.issued.toUTC().date() } };
    const double x = panels.left() + 8, inner = panels.width() - 16;
    canvas.line(x, strip + 6, inner, panels.text(u"oneTimeIds"_s, values).first, { Face::Text, 8.5 });
    canvas.line(x, strip + 12.5, inner, panels.text(u"oneTimeOpened"_s).joined(), { Face::Text, 7.5, paleInk });
}

} // namespace

void drawTemporaryPassword(Canvas &canvas, const TemporaryPasswordSlip &slip, const PasswordPart &part, const SheetLook &look,
                 const SheetText &text)
{
    const SealedPanels panels{ canvas, look, text };
    panels.drawFolds();
    panels.drawUpper([&](Flow &flow) { drawSlipPanel(flow, slip, text); });
    const double top = panels.panel() + 5;
    canvas.text(panels.left(), top, panels.width(), text(u"userName"_s).joined(), { Face::Text, 8.5, paleInk });
    const double used = 4 + drawUserName(canvas, panels.left(), top + 4, panels.width(), slip.userPrincipalName);
    drawSecretGroups(canvas, { panels.left(), top + used, panels.width(), 2 * panels.panel() - 3 - (top + used) }, part,
                     look, text);
    drawLower(panels, slip);
}

} // namespace bg
