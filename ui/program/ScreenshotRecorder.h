// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QWidget>

namespace bg {

// Pictures of the wizard's pages, numbered in the order they are taken: "03-tenant.png". Encoding and writing happen
// beside the GUI thread; finish() waits for the last.
class ScreenshotRecorder {
public:
    explicit ScreenshotRecorder(QString folder) : m_folder(std::move(folder)) { m_writers.setMaxThreadCount(1); }
    // For the GUI thread. `name` is the page's name, with a suffix where a page is taken more than once.
    void take(QWidget &window, const QString &name);
    void finish() { m_writers.waitForDone(); }

private:
    QString m_folder;
    QThreadPool m_writers;
    int m_taken = 0;
};

} // namespace bg
