// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/SheetView.h"

#include "ui/look/Look.h"

#include <QPainter>

namespace bg {

SheetView::SheetView(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Preview of the sheet"));
    setAccessibleDescription(tr("hidden"));
}

SheetView::~SheetView()
{
    wipePage();
}

void SheetView::wipePage()
{
    if (!m_page.isNull())
        m_page.fill(Qt::white);
}

void SheetView::show(QImage page)
{
    wipePage();
    m_page = std::move(page);
    update();
}

void SheetView::paintEvent(QPaintEvent *)
{
    const Look look = Look::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QSizeF paper = m_page.isNull() ? QSizeF(210, 297) : QSizeF(m_page.size());
    QSizeF size = paper.scaled(QSizeF(width() - 4, height() - 4), Qt::KeepAspectRatio);
    const QRectF box(QPointF((width() - size.width()) / 2, (height() - size.height()) / 2), size);
    painter.fillRect(box, Qt::white);
    if (!m_page.isNull()) {
        const QSize pixels = (size * devicePixelRatioF()).toSize();
        painter.drawImage(box, m_page.scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    }
    painter.setPen(QPen(look.isDark ? look.line : look.muted, 1));
    painter.drawRect(box);
}

} // namespace bg
