// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/PlainStyle.h"

#include "app/base/VisibleText.h"

namespace bg {

void PlainStyle::drawItemText(QPainter *painter, const QRect &where, int flags, const QPalette &palette, bool isEnabled,
                              const QString &text, QPalette::ColorRole role) const
{
    QProxyStyle::drawItemText(painter, where, flags, palette, isEnabled, visibleText(text), role);
}

QRect PlainStyle::itemTextRect(const QFontMetrics &metrics, const QRect &where, int flags, bool isEnabled,
                               const QString &text) const
{
    return QProxyStyle::itemTextRect(metrics, where, flags, isEnabled, visibleText(text));
}

} // namespace bg
