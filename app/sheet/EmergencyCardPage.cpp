// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/OpenPages.h"

#include "app/sheet/Flow.h"
#include "app/sheet/Qr.h"

namespace bg {

using namespace Qt::StringLiterals;

namespace {

constexpr double cardQrSize = 34;

void drawList(Flow &flow, const SheetText &text, const QString &heading, const QStringList &steps,
              const QVariantMap &values)
{
    flow.heading(text(heading));
    int number = 0;
    for (const QString &step : steps)
        flow.numbered(++number, text(step, values));
}

} // namespace

void drawEmergencyCard(Canvas &canvas, const NonSecretSheets &sheets, const SheetLook &look, const SheetText &text)
{
    const SheetHeader &facts = sheets.facts;
    const double width = canvas.width() - 2 * Canvas::margin;
    drawQr(canvas, canvas.width() - Canvas::margin - cardQrSize + 4, 10, cardQrSize, facts.cloud.entraPortal.toString());
    QStringList names, labels;
    for (const PrintedAccount &account : sheets.accounts) {
        names << account.userPrincipalName;
        for (const PrintedKey &key : account.keys)
            labels << key.label;
    }
    const QVariantMap values{ { u"address"_s, facts.cloud.entraPortal.toString() },
                              { u"second"_s, facts.cloud.portal.toString() },
                              { u"people"_s, facts.authorisedBy },
                              { u"keys"_s, labels },
                              { u"tenantId"_s, facts.tenantId.value },
                              { u"domain"_s, facts.tenantDomain } };
    fit(
        canvas, Canvas::margin, 14, width, canvas.height() - 14 - 15,
        [&](Flow &flow) {
            const double begin = flow.y();
            flow.title(text(u"cardTitle"_s), cardQrSize);
            flow.subtitle(text(u"cardSubtitle"_s), cardQrSize);
            if (const double below = begin + cardQrSize - 6 - flow.y(); below > 0)
                flow.gap(below / flow.scale());
            flow.field(text(u"signInAt"_s), facts.cloud.entraPortal.toString(), Face::CodeStrong);
            if (facts.cloud.portal != facts.cloud.entraPortal)
                flow.field(text(u"orAt"_s), facts.cloud.portal.toString(), Face::CodeStrong);
            flow.field(text(u"tenant"_s), dotted({ isolated(facts.tenantName), facts.tenantDomain }));
            flow.field(text(u"tenantId"_s), facts.tenantId.value, Face::Code);
            flow.field(text(u"userNames"_s), names.join(QChar::LineSeparator), Face::Code);
            flow.field(text(u"whoMayOpen"_s), text(u"authorisedAnd"_s, { { u"people"_s, facts.authorisedBy } }));
            flow.field(text(u"setA"_s), isolated(shortened(facts.placeA)));
            flow.field(text(u"setB"_s), isolated(shortened(facts.placeB)));
            drawList(flow, text, u"cardFirst"_s, { u"cardFirstSure"_s, u"cardFirstAsk"_s, u"cardFirstTwo"_s }, values);
            drawList(flow, text, u"cardWithKey"_s,
                     { u"cardKeyOpen"_s, u"cardKeyName"_s, u"cardKeyTouch"_s, u"cardKeyOther"_s }, values);
            drawList(flow, text, u"cardWithPassword"_s,
                     { u"cardPasswordType"_s, u"cardPasswordKeyboard"_s, u"cardPasswordSecond"_s }, values);
            drawList(flow, text, u"cardAfter"_s, { u"cardAfterWrite"_s, u"cardAfterRotate"_s, u"cardAfterSeal"_s },
                     values);
            drawList(flow, text, u"cardSupport"_s,
                     { u"cardSupportCall"_s, u"cardSupportSay"_s, u"cardSupportTicket"_s }, values);
            flow.gap(2);
            flow.blank(text(u"supportNumber"_s));
            flow.blank(text(u"contractNumber"_s));
        },
        look.paper);
    drawFoot(canvas, facts, SheetKind::Card, text);
}

} // namespace bg
