// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/OpenPages.h"

#include "app/sheet/Flow.h"

#include <algorithm>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

// What one page holds at a readable size; the record has them all.
constexpr qsizetype mostSignIns = 10;
constexpr qsizetype mostActions = 14;

QString moment(const QDateTime &when, const SheetText &text)
{
    return text(u"moment"_s, { { u"when"_s, when } }).first;
}

QString nickname(const QString &userName)
{
    return userName.section(u'@', 0, 0);
}

void more(Flow &flow, qsizetype left, const SheetText &text)
{
    if (left > 0)
        flow.paragraph(text(u"useMore"_s, { { u"count"_s, int(left) } }), { Face::Text, 8, paleInk });
}

void drawSignIns(Flow &flow, const PostMortem &form, const SheetText &text)
{
    flow.heading(text(u"useList"_s));
    if (form.signIns.isEmpty())
        return flow.paragraph(text(u"useNone"_s), { Face::Text, 8.5 });
    const QList<double> shares{ 0.17, 0.16, 0.27, 0.16, 0.24 };
    flow.row({ text(u"time"_s).joined(), text(u"userName"_s).joined(), text(u"useApplication"_s).joined(),
               text(u"useHow"_s).joined(), text(u"useWas"_s).joined() },
             shares, { Face::Text, 7.5, paleInk });
    const qsizetype shown = std::min(mostSignIns, form.signIns.size());
    for (const PostMortem::Use &use : form.signIns.first(shown)) {
        const QString how = use.gotIn ? use.how : dotted({ use.how, text(u"useRefused"_s).first });
        flow.row({ moment(use.when, text), nickname(use.userName),
                   dotted({ isolated(shortened(use.application, 60)), use.from }), how,
                   dotted({ text(u"useReason."_s + use.reason).first, isolated(shortened(use.note, 90)) }) },
                 shares, { Face::Text, 8 });
    }
    more(flow, form.signIns.size() - shown, text);
}

void drawActions(Flow &flow, const PostMortem &form, const SheetText &text)
{
    flow.heading(text(u"deedList"_s));
    if (form.actions.isEmpty())
        return flow.paragraph(text(u"deedNone"_s), { Face::Text, 8.5 });
    const QList<double> shares{ 0.17, 0.16, 0.32, 0.35 };
    flow.row({ text(u"time"_s).joined(), text(u"userName"_s).joined(), text(u"deedWhat"_s).joined(),
               text(u"deedAt"_s).joined() },
             shares, { Face::Text, 7.5, paleInk });
    const qsizetype shown = std::min(mostActions, form.actions.size());
    for (const PostMortem::Deed &action : form.actions.first(shown))
        flow.row({ moment(action.when, text), nickname(action.userName), isolated(shortened(action.activity, 80)),
                   isolated(shortened(action.targets.join(u", "_s), 90)) },
                 shares, { Face::Text, 8 });
    more(flow, form.actions.size() - shown, text);
}

} // namespace

void drawPostMortem(Canvas &canvas, const NonSecretSheets &sheets, const SheetLook &look, const SheetText &text)
{
    const SheetHeader &facts = sheets.facts;
    const PostMortem form = sheets.postMortem.value_or(PostMortem());
    fit(
        canvas, Canvas::margin, 14, canvas.width() - 2 * Canvas::margin, canvas.height() - 14 - 15,
        [&](Flow &flow) {
            flow.title(text(u"useTitle"_s));
            flow.subtitle(
                text(u"useSubtitle"_s, { { u"run"_s, facts.runId }, { u"issued"_s, facts.issued.toUTC().date() } }));
            flow.gap(2.5);
            flow.field(text(u"tenant"_s),
                       dotted({ isolated(facts.tenantName), facts.tenantDomain, facts.tenantId.value }));
            flow.field(text(u"usePeriod"_s),
                       text(u"usePeriodIs"_s,
                            { { u"since"_s, form.since.toUTC().date() }, { u"until"_s, form.until.toUTC().date() } }));
            QStringList blind;
            for (const QString &one : form.blind)
                blind << text(u"useBlind."_s + one).first;
            if (!blind.isEmpty())
                flow.field(text(u"useBlind"_s), dotted(blind));
            flow.field(text(u"useShut"_s),
                       form.renewed.isEmpty() ? text(u"useShutNone"_s).first : form.renewed.join(u", "_s));
            flow.field(text(u"operator"_s), isolated(facts.operatorName));
            drawSignIns(flow, form, text);
            drawActions(flow, form, text);
            flow.heading(text(u"useQuestions"_s));
            for (const QString &ask : { u"askAuthorised"_s, u"askOpened"_s, u"askNoticed"_s, u"askUndone"_s,
                                        u"askPlaces"_s, u"askLearnt"_s }) {
                flow.blank(text(ask));
                flow.blank({});
            }
            flow.heading(text(u"signatures"_s));
            flow.gap(2);
            flow.blank(text(u"operatorSigns"_s));
            flow.blank(text(u"witnessSigns"_s));
        },
        look.paper);
    drawFoot(canvas, facts, SheetKind::PostMortem, text);
}

} // namespace bg
