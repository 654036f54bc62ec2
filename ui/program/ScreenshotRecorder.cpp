// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/ScreenshotRecorder.h"

#include "app/base/Log.h"

#include <QImage>
#include <QPixmap>

namespace bg {

void ScreenshotRecorder::take(QWidget &window, const QString &name)
{
    const QImage image = window.grab().toImage();
    const QString path = QStringLiteral("%1/%2-%3.png").arg(m_folder).arg(++m_taken, 2, 10, QLatin1Char('0')).arg(name);
    m_writers.start([image, path] {
        if (!image.save(path, "PNG"))
            qCWarning(logUi) << "a picture could not be written:" << path;
    });
}

} // namespace bg
