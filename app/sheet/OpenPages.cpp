// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/OpenPages.h"

#include "app/sheet/ContentId.h"

namespace bg {

using namespace Qt::StringLiterals;

void drawFoot(Canvas &canvas, const SheetHeader &facts, SheetKind kind, const SheetText &text)
{
    const QVariantMap values{ { u"id"_s, contentId(facts, {}, kind) },
                              { u"plan"_s, facts.planHash },
                              { u"domain"_s, facts.tenantDomain },
                              { u"issued"_s, facts.issued.toUTC().date() } };
    const QString foot = facts.planHash.isEmpty() ? u"footWithoutPlan"_s : u"foot"_s; // a drill changes nothing
    const double y = canvas.height() - 9;
    canvas.rule(Canvas::margin, y - 4.5, canvas.width() - Canvas::margin, y - 4.5, 0.15);
    canvas.line(Canvas::margin, y, canvas.width() - 2 * Canvas::margin, text(foot, values).first,
                { Face::Text, 7.5, paleInk });
}

} // namespace bg
