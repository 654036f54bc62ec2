// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/Qr.h"

#include <qrencode.h>

#include <memory>

namespace bg {

void drawQr(Canvas &canvas, double x, double y, double size, const QString &content)
{
    const QByteArray bytes = content.toUtf8();
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString(bytes.constData(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), QRcode_free);
    if (!code)
        return;
    const int quiet = 4;
    const double module = size / (code->width + 2 * quiet);
    for (int row = 0; row < code->width; ++row)
        for (int column = 0; column < code->width; ++column)
            if (code->data[row * code->width + column] & 1)
                canvas.fill(x + (column + quiet) * module, y + (row + quiet) * module, module * 1.02, module * 1.02,
                            ink);
}

} // namespace bg
