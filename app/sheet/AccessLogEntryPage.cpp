// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/OpenPages.h"

#include "app/sheet/Flow.h"

namespace bg {

using namespace Qt::StringLiterals;

namespace {

// The columns of the access record's own log, so that the line can be copied or cut out.
void drawLines(Flow &flow, const NonSecretSheets &sheets, const SheetText &text)
{
    const QList<double> shares{ 0.16, 0.36, 0.3, 0.18 };
    flow.heading(text(u"testLog"_s));
    flow.row({ text(u"date"_s).joined(), text(u"whatWasTested"_s).joined(), text(u"result"_s).joined(),
               text(u"initials"_s).joined() },
             shares, { Face::Text, 7.5, paleInk });
    for (const RecordLine &line : sheets.lines) {
        const QVariantMap facts = line.facts.toVariantMap();
        QStringList results;
        for (const QString &result : line.results)
            results << text(result, facts).first;
        flow.row({ text(u"day"_s, { { u"day"_s, line.when.toUTC().date() } }).first, text(line.what, facts).first,
                   results.join(u"; "_s) },
                 shares, { Face::Text, 9 }, 8);
    }
}

void drawOutdated(Flow &flow, const NonSecretSheets &sheets, const SheetText &text)
{
    if (sheets.outdated.isEmpty())
        return;
    const QList<double> shares{ 0.16, 0.32, 0.16, 0.18, 0.18 };
    flow.heading(text(u"toDestroy"_s));
    flow.row({ text(u"oldSheet"_s).joined(), text(u"belongsTo"_s).joined(), text(u"replacedBy"_s).joined(),
               text(u"destroyedOn"_s).joined(), text(u"witnessInitials"_s).joined() },
             shares, { Face::Text, 7.5, paleInk });
    for (const OutdatedSheet &sheet : sheets.outdated)
        flow.row({ sheet.contentId, sheet.subject, sheet.replacedBy }, shares, { Face::Text, 9 }, 8);
}

} // namespace

void drawAccessLogEntry(Canvas &canvas, const NonSecretSheets &sheets, const SheetLook &look, const SheetText &text)
{
    const SheetHeader &facts = sheets.facts;
    fit(
        canvas, Canvas::margin, 14, canvas.width() - 2 * Canvas::margin, canvas.height() - 14 - 15,
        [&](Flow &flow) {
            flow.title(text(u"slipTitle"_s));
            flow.subtitle(text(u"slipSubtitle"_s));
            flow.gap(2.5);
            flow.field(text(u"tenant"_s),
                       dotted({ isolated(facts.tenantName), facts.tenantDomain, facts.tenantId.value }));
            drawLines(flow, sheets, text);
            drawOutdated(flow, sheets, text);
            flow.heading(text(u"signatures"_s));
            flow.gap(2);
            flow.blank(text(u"operatorSigns"_s));
            flow.blank(text(u"witnessSigns"_s));
        },
        look.paper);
    drawFoot(canvas, facts, SheetKind::Slip, text);
}

} // namespace bg
