// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/CredentialPage.h"

#include "app/sheet/AdditionTable.h"
#include "app/sheet/ContentId.h"
#include "app/sheet/DatesLine.h"
#include "app/sheet/SealedPanels.h"
#include "app/sheet/SecretGroups.h"

namespace bg {

using namespace Qt::StringLiterals;

namespace {

Phrase subtitle(const SealedSheet &sheet, const PasswordPart &part, const SheetText &text)
{
    const QVariantMap numbers{ { u"number"_s, sheet.account.number },
                               { u"count"_s, sheet.account.count },
                               { u"part"_s, part.number },
                               { u"parts"_s, part.count } };
    return text(part.shape == PasswordShape::Whole ? u"credentialOf"_s : u"credentialPartOf"_s, numbers);
}

void drawKeysAndPlaces(Flow &flow, const SealedSheet &sheet, const SheetText &text)
{
    QStringList keys;
    for (const PrintedKey &key : sheet.account.keys) {
        const QString serial = key.serial.isEmpty() ? QString() : u" #"_s + key.serial;
        keys << key.label + u": "_s + key.model + serial + u" — "_s + orLine(isolated(shortened(key.place, 200)));
    }
    flow.field(text(u"keys"_s), keys.join(u'\n').replace(u'\n', QChar::LineSeparator));
    flow.field(text(u"storedIn"_s), isolated(shortened(sheet.account.place)));
}

void drawSignInSteps(Flow &flow, const SealedSheet &sheet, const PasswordPart &part, const SheetText &text)
{
    QStringList labels, envelopes;
    for (const PrintedKey &key : sheet.account.keys) {
        labels << key.label;
        if (!key.pinEnvelope.isEmpty() && !envelopes.contains(key.pinEnvelope))
            envelopes << key.pinEnvelope;
    }
    const QVariantMap values{ { u"address"_s, sheet.facts.cloud.entraPortal.toString() },
                              { u"second"_s, sheet.facts.cloud.portal.toString() },
                              { u"keys"_s, labels },
                              { u"envelopes"_s, envelopes },
                              { u"parts"_s, part.count } };
    flow.heading(text(u"toSignIn"_s));
    int number = 0;
    flow.numbered(
        ++number,
        text(sheet.facts.cloud.portal == sheet.facts.cloud.entraPortal ? u"stepOpenOne"_s : u"stepOpen"_s, values));
    if (!labels.isEmpty())
        flow.numbered(++number, text(envelopes.isEmpty() ? u"stepKeyNoEnvelope"_s : u"stepKey"_s, values));
    const QString step = part.shape == PasswordShape::Whole ? u"stepPassword"_s
        : part.shape == PasswordShape::TwoParts             ? u"stepTwoParts"_s
                                                            : u"stepTwoOfThree"_s;
    flow.numbered(++number, text(step, values));
    flow.numbered(++number, text(u"stepAfter"_s));
}

void drawCredentialPanel(Flow &flow, const SealedSheet &sheet, const PasswordPart &part, const SheetText &text)
{
    const SheetHeader &facts = sheet.facts;
    const double besideBox = SealedPanels::sealBoxWidth + 4;
    const double begin = flow.y();
    flow.title(text(u"credentialTitle"_s), besideBox);
    flow.subtitle(subtitle(sheet, part, text), besideBox);
    flow.gap(2);
    if (const double below = begin + 24.5 - flow.y(); below > 0) // the seal box ends here
        flow.gap(below / flow.scale());
    flow.field(text(u"tenant"_s), dotted({ isolated(facts.tenantName), facts.tenantDomain, facts.tenantId.value }));
    flow.field(text(u"openOnlyWith"_s), text(u"authorisedAnd"_s, { { u"people"_s, facts.authorisedBy } }));
    drawKeysAndPlaces(flow, sheet, text);
    drawSignInSteps(flow, sheet, part, text);
    flow.gap(0.6);
    drawDates(flow, u"dates"_s, facts, text);
}

} // namespace

void drawCredential(Canvas &canvas, const SealedSheet &sheet, const PasswordPart &part, const SheetLook &look,
                    const SheetText &text)
{
    const SealedPanels panels{ canvas, look, text };
    const QString id = contentId(sheet.facts, sheet.account.objectId.value, SheetKind::Credential, part.number);
    panels.drawFolds();
    panels.drawUpper([&](Flow &flow) { drawCredentialPanel(flow, sheet, part, text); });

    const double top = panels.panel() + 5;
    canvas.text(panels.left(), top, panels.width(), text(u"userName"_s).joined(), { Face::Text, 8.5, paleInk });
    const double used = drawUserName(canvas, panels.left(), top + 4, panels.width(), sheet.account.userPrincipalName);
    drawSecretGroups(canvas,
                     { panels.left(), top + 4 + used, panels.width(), 2 * panels.panel() - 3 - (top + 4 + used) }, part,
                     look, text);

    if (part.shape == PasswordShape::Whole) {
        panels.drawLower(id, sheet.facts.planHash, sheet.account.replaces);
        return;
    }
    panels.drawStrip(2 * panels.panel() + 2, id, sheet.facts.planHash, sheet.account.replaces);
    const double tableTop = 2 * panels.panel() + 2 + SealedPanels::stripHeight;
    drawAdditionTable(canvas, panels.left(), tableTop, panels.width(), canvas.height() - tableTop - 7, part.shape,
                      text);
}

} // namespace bg
