// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/OpenPages.h"

#include "app/sheet/ContentId.h"
#include "app/sheet/DatesLine.h"
#include "app/sheet/Flow.h"
#include "app/sheet/Qr.h"

namespace bg {

using namespace Qt::StringLiterals;

namespace {

constexpr double recordQrSize = 26;

void drawAccounts(Flow &flow, const NonSecretSheets &sheets, const SheetText &text)
{
    flow.heading(text(u"accounts"_s));
    const TextStyle head{ Face::Text, 7.5, paleInk };
    const QList<double> shares{ 0.36, 0.39, 0.25 };
    flow.row({ text(u"userName"_s).joined(), text(u"objectId"_s).joined(), text(u"sealedSheetIn"_s).joined() }, shares,
             head);
    for (const PrintedAccount &account : sheets.accounts)
        flow.row({ account.userPrincipalName, account.objectId.value, isolated(shortened(account.place)) }, shares,
                 { Face::Text, 7.8 });
}

void drawKeys(Flow &flow, const NonSecretSheets &sheets, const SheetText &text)
{
    flow.heading(text(u"securityKeys"_s));
    const TextStyle head{ Face::Text, 7.5, paleInk };
    const QList<double> shares{ 0.09, 0.22, 0.14, 0.1, 0.225, 0.225 };
    flow.row({ text(u"label"_s).joined(), text(u"model"_s).joined(), text(u"serial"_s).joined(),
               text(u"firmware"_s).joined(), text(u"keyIn"_s).joined(), text(u"pinIn"_s).joined() },
             shares, head);
    for (const PrintedAccount &account : sheets.accounts)
        for (const PrintedKey &key : account.keys)
            flow.row({ key.label, key.model, key.serial.isEmpty() ? u"–"_s : key.serial,
                       key.firmware.isEmpty() ? u"–"_s : key.firmware, isolated(shortened(key.place)),
                       dotted({ key.pinEnvelope, isolated(shortened(key.pinPlace)) }) },
                     shares, { Face::Text, 8.5 });
}

void drawLog(Flow &flow, const Phrase &heading, const QList<Phrase> &columns, const QList<double> &shares, int rows)
{
    flow.heading(heading);
    QStringList names;
    for (const Phrase &column : columns)
        names << column.joined();
    flow.row(names, shares, { Face::Text, 7.5, paleInk });
    for (int i = 0; i < rows; ++i)
        flow.row({}, shares, {}, 6.2);
}

void drawProcedure(Flow &flow, const NonSecretSheets &sheets, const SheetText &text)
{
    flow.heading(text(u"accessProcedure"_s));
    const QVariantMap people{ { u"people"_s, sheets.facts.authorisedBy } };
    int number = 0;
    for (const QString &step :
         { u"procedureAsk"_s, u"procedureLog"_s, u"procedureFetch"_s, u"procedureUse"_s, u"procedureAfter"_s })
        flow.numbered(++number, text(step, people));
}

} // namespace

void drawAccessRecord(Canvas &canvas, const NonSecretSheets &sheets, const SheetLook &look, const SheetText &text)
{
    const SheetHeader &facts = sheets.facts;
    const double width = canvas.width() - 2 * Canvas::margin;
    drawQr(canvas, canvas.width() - Canvas::margin - recordQrSize + 3, 10, recordQrSize, facts.cloud.entraPortal.toString());
    canvas.text(canvas.width() - Canvas::margin - recordQrSize, 10 + recordQrSize - 1.5, recordQrSize + 3, facts.cloud.entraPortal.host(),
                { Face::Text, 6.5, paleInk, 0, Qt::AlignHCenter });
    fit(
        canvas, Canvas::margin, 14, width, canvas.height() - 14 - 15,
        [&](Flow &flow) {
            const double begin = flow.y();
            flow.title(text(u"recordTitle"_s), recordQrSize + 2);
            flow.subtitle(text(u"recordSubtitle"_s), recordQrSize + 2);
            if (const double below = begin + recordQrSize + 1 - flow.y(); below > 0)
                flow.gap(below / flow.scale());
            drawDates(flow, u"recordDates"_s, facts, text);
            flow.gap(1.5);
            flow.field(text(u"tenant"_s),
                       dotted({ isolated(facts.tenantName), facts.tenantDomain, facts.tenantId.value }));
            flow.field(text(u"exclusionGroup"_s),
                       text(u"groupAndPolicies"_s,
                            { { u"group"_s, sheets.exclusionGroup }, { u"count"_s, sheets.policiesExcluded } }));
            flow.field(text(u"whoMayOpen"_s), text(u"authorisedAnd"_s, { { u"people"_s, facts.authorisedBy } }));
            flow.field(text(u"setA"_s), isolated(shortened(facts.placeA)));
            flow.field(text(u"setB"_s), isolated(shortened(facts.placeB)));
            drawAccounts(flow, sheets, text);
            drawKeys(flow, sheets, text);
            drawProcedure(flow, sheets, text);
            drawLog(flow, text(u"testLog"_s),
                    { text(u"date"_s), text(u"whatWasTested"_s), text(u"result"_s), text(u"initials"_s) },
                    { 0.16, 0.44, 0.22, 0.18 }, 3);
            drawLog(
                flow, text(u"safeLog"_s),
                { text(u"date"_s), text(u"openedBy"_s), text(u"why"_s), text(u"sealNumbers"_s), text(u"initials"_s) },
                { 0.14, 0.24, 0.28, 0.2, 0.14 }, 4);
        },
        look.paper);
    drawFoot(canvas, facts, SheetKind::Record, text);
}

} // namespace bg
