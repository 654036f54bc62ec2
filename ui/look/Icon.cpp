// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/Icon.h"

#include "resources/Resources.h"

#include <QHash>
#include <QImage>
#include <QPainter>

namespace bg {

namespace {

// As the build drew it: red where the icon is of `color`, green where it is of `on`.
QImage drawing(const QString &name)
{
    static QHash<QString, QImage> drawings;
    QImage &one = drawings[name];
    if (one.isNull())
        one = QImage::fromData(resource(QStringLiteral("icons/%1.png").arg(name)), "PNG")
                  .convertToFormat(QImage::Format_ARGB32_Premultiplied);
    return one;
}

int mixed(int color, int share, int on, int onShare)
{
    return (color * share + on * onShare + 127) / 255;
}

} // namespace

void paintIcon(QPainter &painter, const QRectF &where, const QString &name, const QColor &color, const QColor &on)
{
    const double scale = painter.deviceTransform().m11();
    const QSize size = (where.size() * scale).toSize();
    QImage icon = drawing(name).scaled(size, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    for (int y = 0; y < icon.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(icon.scanLine(y));
        for (int x = 0; x < icon.width(); ++x) {
            const int fore = qRed(line[x]), back = qGreen(line[x]); // times alpha
            line[x] = qRgba(mixed(color.red(), fore, on.red(), back), mixed(color.green(), fore, on.green(), back),
                            mixed(color.blue(), fore, on.blue(), back), qAlpha(line[x]));
        }
    }
    painter.drawImage(where, icon);
}

QIcon applicationIcon()
{
    QIcon icon;
    for (const int size : { 16, 24, 32, 48, 64, 128, 256 })
        icon.addPixmap(QPixmap::fromImage(drawing(QStringLiteral("application-%1").arg(size))));
    return icon;
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
