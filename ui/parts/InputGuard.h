// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QWidget>

namespace bg {

// What mouse and keys may press in a window, its dialogs included:
// - Nothing that was not seen. Presses are dropped from begin() until what begin() names was painted and everything that
//   waited in the queue was delivered; so is a double click whose first click was on what stood there before.
// - Enter presses the button that has the focus, also in dialogs, where Qt would press the default button; held down, it
//   presses once.
class InputGuard final : public QObject {
    Q_OBJECT

public:
    // `window` owns the guard.
    explicit InputGuard(QWidget &window);
    // Something else to read and to press takes the place of what was there.
    void begin(QWidget &shown);
    bool isLive() const { return m_isLive; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool isOurs(const QWidget *widget) const;
    bool drops(const QEvent &event);
    static bool pressesByEnter(QWidget &focused, QEvent &event);

    QWidget &m_window;
    QPointer<QWidget> m_shown;
    QTimer m_settled; // of zero length: it fires once the queue is empty
    QTimer m_unpainted; // a window that is covered or minimised paints nothing
    bool m_isLive = false;
    bool m_wasPressed = false; // since begin()
};

} // namespace bg
