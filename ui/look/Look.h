// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>

namespace bg {

// The colours of the window. Light and dark are ours; a high-contrast palette of the system is taken as it is.
struct Look {
    QColor ground, text, muted, line, accent, onAccent, rail, card, ok, warning, stop, practice, onPractice;
    QColor faint; // of what cannot be used now
    bool isDark = false;
    bool isHighContrast = false;

    // The look that fits `palette`: of the system's, or of our own, which gives the same look again.
    static Look of(const QPalette &palette);
    QPalette palette() const;
    // For the window and all that is in it.
    QString styleSheet() const;
};

// Spacing is a multiple of this, in device independent pixels.
constexpr int grid = 8;

// The three sizes of type: 1.0, 1.25 and 1.6 of the system's font.
enum class Size { Text, Lead, Title };
QFont scaled(const QFont &font, Size size, bool isBold = false);
// The face of codes: the one that the sheets are printed in.
QFont codeFont(const QFont &like, Size size = Size::Text);
// One style on every system, so that the window looks the same everywhere, in the system's own font; where there is no
// screen to have one (offscreen) in the face of the sheets. Before the first widget is made.
void dressApplication();

// No animations: the system asks for reduced motion, or nobody could see them (offscreen).
bool prefersReducedMotion();

} // namespace bg
