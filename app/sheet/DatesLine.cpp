// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/DatesLine.h"

namespace bg {

using namespace Qt::StringLiterals;

void drawDates(Flow &flow, const QString &phrase, const SheetHeader &facts, const SheetText &text)
{
    flow.paragraph(text(phrase,
                        { { u"issued"_s, facts.issued.toUTC().date() },
                          { u"drill"_s, facts.drillBy },
                          { u"review"_s, facts.reviewBy },
                          { u"rotate"_s, facts.rotateBy } }),
                   { Face::Text, 8.5, paleInk });
}

} // namespace bg
