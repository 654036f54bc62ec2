// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/OpenPages.h"

#include "app/sheet/Flow.h"

#include <algorithm>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostSteps = 34; // what one page holds at a readable size; the journal has them all

// A step that this table has no words for is printed as it was recorded rather than left out.
Phrase sentenceOf(const CeremonyStep &step, const SheetText &text)
{
    const QString key = u"did."_s + step.id;
    if (text.knows(key))
        return text(key, step.facts.toVariantMap());
    QStringList facts;
    for (auto fact = step.facts.begin(); fact != step.facts.end(); ++fact)
        facts << fact.key() + u'=' + fact.value().toVariant().toString();
    return { step.id + (facts.isEmpty() ? QString() : u": "_s + facts.join(u", "_s)), {} };
}

void drawCeremonySteps(Flow &flow, const NonSecretSheets &sheets, const SheetText &text)
{
    const QList<double> shares{ 0.05, 0.2, 0.5, 0.125, 0.125 };
    flow.row({ u"#"_s, text(u"time"_s).joined(), text(u"whatHappened"_s).joined(), text(u"operatorInitials"_s).joined(),
               text(u"witnessInitials"_s).joined() },
             shares, { Face::Text, 7.5, paleInk });
    const qsizetype shown = std::min(mostSteps, sheets.ceremony.size());
    for (qsizetype i = 0; i < shown; ++i) {
        const CeremonyStep &step = sheets.ceremony[i];
        const double top = flow.y();
        flow.row({ QString::number(i + 1), text(u"moment"_s, { { u"when"_s, step.when } }).first,
                   sentenceOf(step, text).first },
                 shares, { Face::Text, 8.5 }, 5.4);
        for (const double share : { 0.75, 0.875 })
            flow.canvas().rule(flow.x() + flow.width() * share, top, flow.x() + flow.width() * share, flow.y(), 0.1,
                               Qt::SolidLine, QColor(0x90, 0x90, 0x90));
    }
    if (shown < sheets.ceremony.size())
        flow.paragraph(text(u"moreSteps"_s, { { u"count"_s, int(sheets.ceremony.size() - shown) } }),
                       { Face::Text, 8.5, paleInk });
}

} // namespace

void drawCeremonyScript(Canvas &canvas, const NonSecretSheets &sheets, const SheetLook &look, const SheetText &text)
{
    const SheetHeader &facts = sheets.facts;
    fit(
        canvas, Canvas::margin, 14, canvas.width() - 2 * Canvas::margin, canvas.height() - 14 - 15,
        [&](Flow &flow) {
            flow.title(text(u"ceremonyTitle"_s));
            flow.subtitle(text(u"ceremonySubtitle"_s,
                               { { u"run"_s, facts.runId }, { u"issued"_s, facts.issued.toUTC().date() } }));
            flow.gap(2.5);
            flow.field(text(u"tenant"_s),
                       dotted({ isolated(facts.tenantName), facts.tenantDomain, facts.tenantId.value }));
            flow.field(text(u"operator"_s), isolated(facts.operatorName));
            flow.field(text(u"witness"_s), isolated(facts.witness));
            flow.gap(1.5);
            drawCeremonySteps(flow, sheets, text);
            flow.heading(text(u"seals"_s));
            for (const PrintedAccount &account : sheets.accounts) {
                flow.blank(text(u"sealOfSheet"_s, { { u"name"_s, account.userPrincipalName } }));
                for (const PrintedKey &key : account.keys)
                    flow.blank(text(u"sealOfPin"_s, { { u"envelope"_s, key.pinEnvelope }, { u"key"_s, key.label } }));
            }
            flow.heading(text(u"exceptions"_s));
            flow.blank({});
            flow.blank({});
            flow.heading(text(u"signatures"_s));
            flow.gap(2);
            flow.blank(text(u"operatorSigns"_s));
            flow.blank(text(u"witnessSigns"_s));
        },
        look.paper);
    drawFoot(canvas, facts, SheetKind::Ceremony, text);
}

} // namespace bg
