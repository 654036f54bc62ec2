// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/SecurityTint.h"

#include "app/base/Random.h"
#include "app/sheet/Password.h"

namespace bg {

namespace {

constexpr int tintDpi = 200; // three greys without edges between them: small enough for memory that is locked

QString noise(int length)
{
    const QByteArrayView symbols = alphabet(PasswordForm::Sealed);
    QString line;
    for (const char byte : randomBytes(length)) // 32 divides 256: no symbol is favoured
        line += QLatin1Char(symbols[static_cast<unsigned char>(byte) % symbols.size()]);
    return line;
}

void layer(QPainter &painter, const QSize &area, double points, double leading, QColor colour)
{
    QFont font = face(Face::CodeStrong, points);
    font.setPixelSize(qRound(points * tintDpi / 72));
    font.setStyleStrategy(QFont::NoAntialias);
    painter.setFont(font);
    painter.setPen(colour);
    const double advance = font.pixelSize() * 0.6;
    const double distance = font.pixelSize() * leading;
    for (double y = distance * 0.4; y < area.height() + distance; y += distance) {
        const double shift = randomBelow(1000) / 1000.0 * advance;
        painter.drawText(QPointF(-shift, y), noise(int(area.width() / advance) + 2));
    }
}

} // namespace

void drawSecurityTint(Canvas &canvas, double x, double y, double width, double height)
{
    QImage area(QSize(int(width / 25.4 * tintDpi), int(height / 25.4 * tintDpi)), QImage::Format_Grayscale8);
    area.fill(Qt::white);
    QPainter painter(&area);
    layer(painter, area.size(), 22, 0.82, QColor(0xb4, 0xb4, 0xb4));
    layer(painter, area.size(), 10, 0.72, QColor(0x6e, 0x6e, 0x6e));
    painter.end();
    canvas.image(x, y, width, height, area);
}

} // namespace bg
