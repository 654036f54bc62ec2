// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace bg {

// Fusion, which draws texts of labels and buttons as visibleText(): names that others wrote stand in them.
class PlainStyle final : public QProxyStyle {
    Q_OBJECT
public:
    PlainStyle() : QProxyStyle(QStringLiteral("Fusion")) { }

    void drawItemText(QPainter *painter, const QRect &where, int flags, const QPalette &palette, bool isEnabled,
                      const QString &text, QPalette::ColorRole role) const override;
    QRect itemTextRect(const QFontMetrics &metrics, const QRect &where, int flags, bool isEnabled,
                       const QString &text) const override;
};

} // namespace bg
