// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/SecretField.h"

#include "ui/look/Look.h"

#include <QAccessibleWidget>
#include <QKeyEvent>
#include <QPainter>

#include <cstring>

namespace bg {

namespace {
class SecretFieldAccess final : public QAccessibleWidget {
public:
    explicit SecretFieldAccess(QWidget *widget) : QAccessibleWidget(widget, QAccessible::EditableText) { }
    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.passwordEdit = true;
        return state;
    }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? SecretField::tr("hidden") : QAccessibleWidget::text(kind);
    }
};

QAccessibleInterface *accessOf(const QString &, QObject *object)
{
    auto *field = qobject_cast<SecretField *>(object);
    return field ? new SecretFieldAccess(field) : nullptr;
}
} // namespace

SecretField::SecretField(QWidget *parent) : QWidget(parent)
{
    static const bool isKnown = [] {
        QAccessible::installFactory(accessOf);
        return true;
    }();
    Q_UNUSED(isKnown)
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::IBeamCursor);
    setAttribute(Qt::WA_InputMethodEnabled);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

Secret SecretField::take()
{
    Secret taken = Secret::copyOf(m_secret.reveal().first(m_bytes));
    clear();
    return taken;
}

bool SecretField::sameAs(const SecretField &other) const
{
    return m_bytes == other.m_bytes && m_secret.equals(other.m_secret.reveal()); // both are zero behind their text
}

void SecretField::clear()
{
    m_secret = Secret::ofSize(capacity);
    m_bytes = m_codePoints = 0;
    update();
    Q_EMIT changed();
}

void SecretField::type(QByteArrayView utf8)
{
    if (m_bytes + utf8.size() > capacity)
        return;
    std::memcpy(m_secret.writable() + m_bytes, utf8.data(), size_t(utf8.size()));
    m_bytes += int(utf8.size());
    for (const char byte : utf8)
        m_codePoints += (byte & 0xc0) != 0x80;
    update();
    Q_EMIT changed();
}

void SecretField::eraseLast()
{
    unsigned char *bytes = m_secret.writable();
    while (m_bytes > 0) {
        const unsigned char last = bytes[--m_bytes];
        bytes[m_bytes] = 0;
        if ((last & 0xc0) != 0x80) {
            --m_codePoints;
            break;
        }
    }
    update();
    Q_EMIT changed();
}

void SecretField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        Q_EMIT entered();
        return;
    }
    if (event->key() == Qt::Key_Backspace)
        return event->modifiers() & Qt::ControlModifier ? clear() : eraseLast();
    const QString text = event->text();
    if (text.isEmpty() || !text.at(0).isPrint() || event->modifiers() & Qt::ControlModifier)
        return QWidget::keyPressEvent(event);
    QByteArray utf8 = text.toUtf8();
    type(utf8);
    wipe(utf8);
}

void SecretField::inputMethodEvent(QInputMethodEvent *event)
{
    QByteArray utf8 = event->commitString().toUtf8();
    if (!utf8.isEmpty())
        type(utf8);
    wipe(utf8);
}

QVariant SecretField::inputMethodQuery(Qt::InputMethodQuery query) const
{
    if (query == Qt::ImHints)
        return int(inputMethodHints());
    if (query == Qt::ImEnabled)
        return true;
    return QWidget::inputMethodQuery(query);
}

void SecretField::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void SecretField::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void SecretField::paintEvent(QPaintEvent *)
{
    const Look look = Look::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(hasFocus() ? look.accent : look.muted, hasFocus() ? 2 : 1));
    painter.setBrush(look.ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.text);
    const double step = width() < 120 ? 10 : 14;
    const int visible = std::min(m_codePoints, int((width() - 24) / step));
    for (int i = 0; i < visible; ++i)
        painter.drawEllipse(QPointF(16 + i * step, height() / 2.0), 4, 4);
    if (hasFocus())
        painter.fillRect(QRectF(12 + visible * step, height() / 2.0 - 9, 1.5, 18), look.accent);
}

} // namespace bg
