// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/Icon.h"

#include "resources/Resources.h"

#include <QHash>
#include <QPainter>
#include <QSvgRenderer>

namespace bg {

void paintIcon(QPainter &painter, const QRectF &where, const QString &name, const QColor &color, const QColor &on)
{
    QByteArray svg = resource(QStringLiteral("icons/%1.svg").arg(name));
    svg.replace("currentColor", color.name().toLatin1());
    svg.replace("onColor", on.name().toLatin1());
    QSvgRenderer(svg).render(&painter, where);
}

QPixmap iconPixmap(const QString &name, int size, const QColor &color, const QColor &on, qreal ratio)
{
    QPixmap pixmap(QSize(size, size) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    paintIcon(painter, QRectF(0, 0, size, size), name, color, on);
    return pixmap;
}

QString iconName(Mark mark)
{
    switch (mark) {
    case Mark::Open:
        return QStringLiteral("open");
    case Mark::Current:
        return QStringLiteral("current");
    case Mark::Done:
        return QStringLiteral("done");
    case Mark::Working:
        return QStringLiteral("working");
    case Mark::Attention:
        return QStringLiteral("attention");
    case Mark::Failed:
        return QStringLiteral("failed");
    case Mark::Note:
        return QStringLiteral("note");
    case Mark::Skipped:
        return QStringLiteral("skipped");
    }
    return {};
}

QColor colorOf(Mark mark, const Look &look)
{
    switch (mark) {
    case Mark::Done:
        return look.ok;
    case Mark::Current:
    case Mark::Working:
    case Mark::Note:
        return look.accent;
    case Mark::Attention:
        return look.warning;
    case Mark::Failed:
        return look.stop;
    case Mark::Open:
    case Mark::Skipped:
        return look.muted;
    }
    return look.muted;
}

} // namespace bg
