// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/Look.h"

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QRectF>
#include <QString>

class QPainter;

namespace bg {

// The icons of resources/icons: one line weight, drawn in the colour given. A sharp picture at every scale.
void paintIcon(QPainter &painter, const QRectF &where, const QString &name, const QColor &color, const QColor &on);
// The program's own, at the sizes that desktops ask for. Needs no image plugin.
QIcon applicationIcon();

// State is told by shape, and by colour besides.
enum class Mark { Open, Current, Done, Working, Attention, Failed, Note, Skipped };
QString iconName(Mark mark);
QColor colorOf(Mark mark, const Look &look);

} // namespace bg
