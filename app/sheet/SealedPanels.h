// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sheet/Canvas.h"
#include "app/sheet/Flow.h"
#include "app/sheet/SheetLook.h"
#include "app/sheet/SheetText.h"

#include <functional>

namespace bg {

// The frame of a sheet that is sealed: three panels of equal height. Folded with the print inside, the lowest comes to
// lie on the middle one, which holds the secret; DL and No. 10 envelopes take the page folded in three, C5 takes it
// folded once.
struct SealedPanels {
    Canvas &canvas;
    SheetLook look;
    const SheetText &text;

    double panel() const { return canvas.height() / 3; }
    double left() const { return Canvas::margin; }
    double width() const { return canvas.width() - 2 * Canvas::margin; }

    // The fold ticks at the page's edges.
    void drawFolds() const;
    // Upper panel: seal box at the right, `content` beside and below it.
    void drawUpper(const std::function<void(Flow &)> &content) const;
    // Lower panel: the tint, and in it a strip that tells this sheet from others and shows tampering.
    void drawLower(const QString &contentId, const QString &planHash, const QString &replaces) const;
    void drawStrip(double y, const QString &contentId, const QString &planHash, const QString &replaces) const;

    static constexpr double sealBoxWidth = 40;
    static constexpr double stripHeight = 17;
};

} // namespace bg
