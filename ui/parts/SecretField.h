// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"

#include <QWidget>

namespace bg {

// Takes a PIN without ever holding it as text: what is typed goes straight into locked memory, and only dots are
// painted. No clipboard, no undo, no input history; the accessibility tree says "hidden".
class SecretField final : public QWidget {
    Q_OBJECT

public:
    explicit SecretField(QWidget *parent = nullptr);

    // UTF-8. The field is empty afterwards.
    Secret take();
    void clear();
    int codePoints() const { return m_codePoints; }
    bool isEmpty() const { return m_bytes == 0; }
    bool sameAs(const SecretField &other) const;
    // Lends what was typed so far to one comparison.
    template <typename Compare> auto compare(Compare with) const { return with(m_secret.reveal().first(m_bytes)); }
    // For those who play the person in code; the field takes a copy.
    void type(QByteArrayView utf8);
    QSize sizeHint() const override { return { 200, 36 }; }
    QSize minimumSizeHint() const override { return { 56, 36 }; }

Q_SIGNALS:
    void changed();
    void entered(); // Return was pressed

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void eraseLast();

    static constexpr int capacity = 256; // bytes; CTAP takes 63
    Secret m_secret = Secret::ofSize(capacity);
    int m_bytes = 0;
    int m_codePoints = 0;
};

} // namespace bg
