// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/Text.h"

#include "app/base/VisibleText.h"

#include <QLayout>
#include <QStyle>

namespace bg {

namespace {
QString nameOf(Tone tone)
{
    switch (tone) {
    case Tone::Plain:
        return {};
    case Tone::Muted:
        return QStringLiteral("muted");
    case Tone::Ok:
        return QStringLiteral("ok");
    case Tone::Warning:
        return QStringLiteral("warning");
    case Tone::Stop:
        return QStringLiteral("stop");
    case Tone::Accent:
        return QStringLiteral("accent");
    }
    return {};
}
} // namespace

QLabel *makeText(const QString &text, Tone tone, Size size, bool isBold)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setProperty("tone", nameOf(tone));
    if (size != Size::Text || isBold)
        label->setFont(scaled(label->font(), size, isBold));
    return label;
}

void setPlainText(QMessageBox &box, const QString &headline, const QString &sentence, const QString &details)
{
    box.setTextFormat(Qt::PlainText);
    box.setText(visibleText(headline));
    box.setInformativeText(visibleText(sentence));
    if (!details.isEmpty())
        box.setDetailedText(visibleText(details));
    // The format of the box is not that of its second label (qmessagebox.cpp), which would load what HTML names.
    const QList<QLabel *> labels = box.findChildren<QLabel *>();
    for (QLabel *label : labels)
        label->setTextFormat(Qt::PlainText);
}

void setTone(QWidget *widget, Tone tone)
{
    if (widget->property("tone").toString() == nameOf(tone))
        return;
    widget->setProperty("tone", nameOf(tone));
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

QFrame *makeCard()
{
    auto *card = new QFrame;
    card->setProperty("card", true);
    return card;
}

QFrame *makeRule()
{
    auto *rule = new QFrame;
    rule->setProperty("rule", true);
    rule->setFixedHeight(1);
    return rule;
}

QPushButton *makeButton(const QString &text, const QString &name)
{
    auto *button = new QPushButton(text);
    button->setObjectName(name);
    button->setAutoDefault(false);
    return button;
}

QPushButton *makeLink(const QString &text, const QString &name)
{
    auto *button = makeButton(text, name);
    button->setProperty("flat", true);
    button->setCursor(Qt::PointingHandCursor);
    return button;
}

void clear(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (item->layout())
            clear(item->layout());
        delete item->widget();
        delete item;
    }
}

} // namespace bg
