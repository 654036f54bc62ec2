// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/PinPage.h"

#include "app/sheet/ContentId.h"
#include "app/sheet/DatesLine.h"
#include "app/sheet/Password.h"
#include "app/sheet/SealedPanels.h"

#include <algorithm>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

void drawPinPanel(Flow &flow, const PinSheet &sheet, const SheetText &text)
{
    const SheetHeader &facts = sheet.facts;
    const double besideBox = SealedPanels::sealBoxWidth + 4;
    const double begin = flow.y();
    flow.title(text(u"pinTitle"_s), besideBox);
    flow.subtitle(text(u"pinOf"_s, { { u"key"_s, sheet.key.label }, { u"envelope"_s, sheet.key.pinEnvelope } }),
                  besideBox);
    flow.gap(2);
    if (const double below = begin + 24.5 - flow.y(); below > 0)
        flow.gap(below / flow.scale());
    flow.field(text(u"tenant"_s), dotted({ isolated(facts.tenantName), facts.tenantDomain, facts.tenantId.value }));
    const QString serial = sheet.key.serial.isEmpty() ? QString() : u" · #"_s + sheet.key.serial;
    flow.field(text(u"key"_s), sheet.key.label + u" · "_s + sheet.key.model + serial);
    flow.field(text(u"openOnlyWith"_s), text(u"authorisedAnd"_s, { { u"people"_s, facts.authorisedBy } }));
    flow.field(text(u"keyLies"_s), isolated(shortened(sheet.key.place)));
    flow.field(text(u"storedIn"_s), isolated(shortened(sheet.key.pinPlace)));
    flow.heading(text(u"toUseThePin"_s));
    flow.numbered(1,
                  text(u"pinStepInsert"_s,
                       { { u"key"_s, sheet.key.label }, { u"address"_s, facts.cloud.entraPortal.toString() } }));
    flow.numbered(2, text(u"pinStepEnter"_s));
    flow.numbered(3, text(u"pinStepWrong"_s));
    flow.gap(0.6);
    drawDates(flow, u"dates"_s, facts, text);
}

void drawPinBoxes(Canvas &canvas, double x, double y, double width)
{
    const int boxes = 12; // a PIN by hand seldom is longer
    for (int i = 0; i < boxes; ++i)
        canvas.box(x + i * width / boxes + 0.6, y, width / boxes - 1.2, 12, 0.25, 0.4);
}

// The PIN is UTF-8 and as long as CTAP allows, 63 bytes: what does not fit one line at 30 pt goes on several at 18.
double drawPinText(Canvas &canvas, double x, double y, double width, const PinSheet &sheet, const SheetLook &look,
                   const SheetText &text)
{
    QString pin = look.ink == SecretInk::Masked ? QString(8, QChar(0x2022)) : QString::fromUtf8(sheet.pin->reveal());
    TextStyle style{ Face::CodeStrong, 30, ink, 0.095 };
    double used = 14;
    if (canvas.widthOf(pin, style) > width) {
        style.points = 18;
        used = canvas.text(x, y, width, pin, style);
    } else {
        canvas.line(x, y + 11, width, pin, style);
    }
    const bool isDigits = std::all_of(pin.begin(), pin.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (isDigits) {
        QString words = spoken(sheet.pin->reveal(), text.language());
        used += 2 + canvas.text(x, y + used + 1, width, words, { Face::Text, 10, QColor(0x30, 0x30, 0x30) });
        wipe(words);
    }
    wipe(pin);
    return used;
}

} // namespace

void drawPin(Canvas &canvas, const PinSheet &sheet, const SheetLook &look, const SheetText &text)
{
    const SealedPanels panels{ canvas, look, text };
    panels.drawFolds();
    panels.drawUpper([&](Flow &flow) { drawPinPanel(flow, sheet, text); });

    const double top = panels.panel() + 12;
    canvas.text(panels.left(), top, panels.width(), text(u"keyLabel"_s).joined(), { Face::Text, 8.5, paleInk });
    canvas.line(panels.left(), top + 11, panels.width(), sheet.key.label, { Face::CodeStrong, 18 });
    canvas.text(panels.left(), top + 18, panels.width(), text(u"pin"_s).joined(), { Face::Text, 8.5, paleInk });
    if (look.ink == SecretInk::Boxes)
        drawPinBoxes(canvas, panels.left(), top + 24, panels.width());
    else
        drawPinText(canvas, panels.left(), top + 24, panels.width(), sheet, look, text);
    const double line = 2 * panels.panel() - 13;
    canvas.rule(panels.left(), line, panels.left() + panels.width(), line, 0.2);
    fit(
        canvas, panels.left(), line + 1.5, panels.width(), 10,
        [&](Flow &flow) {
            flow.paragraph(text(u"pinNote"_s), { Face::Text, 8.5, paleInk });
        },
        look.paper);
    panels.drawLower(pinContentId(sheet.facts, sheet.account, sheet.key.label), sheet.facts.planHash, {});
}

} // namespace bg
