// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/SealedPanels.h"

#include "app/sheet/SecurityTint.h"

namespace bg {

using namespace Qt::StringLiterals;

void SealedPanels::drawFolds() const
{
    const TextStyle small{ Face::Text, 6.5, paleInk };
    const auto tick = [&](double y, double length, const QString &name) {
        canvas.rule(0, y, length, y, 0.25);
        canvas.rule(canvas.width() - length, y, canvas.width(), y, 0.25);
        canvas.text(6.5, y - 3.2, Canvas::margin, name, small);
    };
    const bool isA4 = look.paper == Paper::A4;
    const QString fold = text(u"fold"_s).first;
    tick(panel(), 6, fold + (isA4 ? u" DL"_s : u" 10"_s));
    tick(2 * panel(), 6, fold + (isA4 ? u" DL"_s : u" 10"_s));
    tick(canvas.height() / 2, 4, isA4 ? u"C5"_s : u"6×9"_s);
}

void SealedPanels::drawUpper(const std::function<void(Flow &)> &content) const
{
    const double boxLeft = left() + width() - sealBoxWidth;
    const double top = 11;
    const TextStyle label{ Face::Text, 7.5, paleInk };
    canvas.box(boxLeft, top, sealBoxWidth, 12, 0.5);
    canvas.text(boxLeft + 2, top + 1, sealBoxWidth - 4, text(u"sealNumber"_s).joined(), label);
    canvas.box(boxLeft, top + 13.5, sealBoxWidth, 9, 0.3);
    canvas.text(boxLeft + 2, top + 14.2, sealBoxWidth - 4, text(u"sealDate"_s).joined(), label);
    fit(canvas, left(), top, width(), panel() - top - 4, content, look.paper);
}

void SealedPanels::drawStrip(double y, const QString &contentId, const QString &planHash, const QString &replaces) const
{
    const double inset = 5;
    canvas.fill(left() + inset, y, width() - 2 * inset, stripHeight, Qt::white);
    const double x = left() + inset + 3;
    const double inner = width() - 2 * inset - 6;
    const Phrase ids = replaces.isEmpty()
        ? text(u"idsFirst"_s, { { u"id"_s, contentId }, { u"plan"_s, planHash } })
        : text(u"ids"_s, { { u"id"_s, contentId }, { u"plan"_s, planHash }, { u"old"_s, replaces } });
    canvas.line(x, y + 4.2, inner, ids.first, { Face::Text, 8.5 });
    canvas.line(x, y + 10.2, inner, text(u"sealedBy"_s).first, { Face::Text, 8.5 });
    canvas.line(x, y + 15, inner, text(u"tamper"_s).joined(), { Face::Text, 7.5, paleInk });
}

void SealedPanels::drawLower(const QString &contentId, const QString &planHash, const QString &replaces) const
{
    const double top = 2 * panel() + 4;
    drawSecurityTint(canvas, left() - 5, top, width() + 10, canvas.height() - top - 8);
    drawStrip(2 * panel() + (panel() - stripHeight) * 0.72, contentId, planHash, replaces);
}

} // namespace bg
