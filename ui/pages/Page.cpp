// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/Page.h"

#include "ui/PageFlow.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QScrollArea>

namespace bg {

Page::Page(PageId id, const QString &name, WizardModel &model, Body body)
    : m_model(model), m_body(new QVBoxLayout), m_id(id), m_title(makeText({}, Tone::Plain, Size::Title, true)),
      m_sentence(makeText({}, Tone::Muted))
{
    setObjectName(name);
    m_title->setObjectName(QStringLiteral("pageTitle"));
    m_sentence->setObjectName(QStringLiteral("pageSentence"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4 * grid, 3 * grid, 4 * grid, grid);
    column->setSpacing(grid / 2);
    column->addWidget(m_title);
    column->addWidget(m_sentence);
    column->addSpacing(grid + grid / 2);
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(grid + grid / 2);
    if (body == Body::Fits) {
        column->addLayout(m_body, 1);
    } else {
        auto *inside = new QWidget;
        inside->setLayout(m_body);
        auto *area = new QScrollArea;
        area->setObjectName(QStringLiteral("pageScroll"));
        area->setFrameShape(QFrame::NoFrame);
        area->setWidgetResizable(true);
        area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        area->setFocusPolicy(Qt::NoFocus);
        area->setWidget(inside);
        column->addWidget(area, 1);
    }
    connect(&m_model, &WizardModel::readinessChanged, this, &QWizardPage::completeChanged);
}

int Page::nextId() const
{
    const auto next = pageAfter(m_model.mode(), m_id, m_model.desired());
    return next ? int(*next) : -1;
}

namespace {

bool takesFocus(const QWidget &widget)
{
    return widget.isVisible() && widget.isEnabled() && (widget.focusPolicy() & Qt::TabFocus) && !widget.focusProxy()
        && !qobject_cast<const QScrollArea *>(&widget);
}

// Of a group of which one is chosen, Tab comes to the chosen one only; Qt does so once one of them had the focus.
void letTabComeToTheChosenOnes(const QWidget &page)
{
    const QList<QButtonGroup *> groups = page.findChildren<QButtonGroup *>();
    for (const QButtonGroup *group : groups)
        if (group->exclusive() && group->checkedButton())
            for (QAbstractButton *button : group->buttons())
                button->setFocusPolicy(button->isChecked() ? Qt::StrongFocus : Qt::ClickFocus);
}

void collectFields(QWidget &widget, QList<QWidget *> &fields);

void collectFields(QLayout &layout, QList<QWidget *> &fields)
{
    for (int i = 0; i < layout.count(); ++i) {
        const QLayoutItem *item = layout.itemAt(i);
        if (QWidget *widget = item->widget())
            collectFields(*widget, fields);
        else if (QLayout *inner = layout.itemAt(i)->layout())
            collectFields(*inner, fields);
    }
}

void collectFields(QWidget &widget, QList<QWidget *> &fields)
{
    auto *area = qobject_cast<QScrollArea *>(&widget);
    if (widget.focusPolicy() & Qt::TabFocus)
        fields.append(&widget);
    if (area && area->widget())
        collectFields(*area->widget(), fields);
    else if (widget.layout())
        collectFields(*widget.layout(), fields);
}

} // namespace

// Qt puts what is made later at the end, wherever it stands: Tab follows the layout, which is the order of reading.
void Page::orderFocus()
{
    QList<QWidget *> fields;
    collectFields(*layout(), fields);
    for (qsizetype i = 1; i < fields.size(); ++i)
        if (fields[i - 1]->nextInFocusChain() != fields[i])
            setTabOrder(fields[i - 1], fields[i]);
}

bool Page::focusNextPrevChild(bool next)
{
    orderFocus();
    return QWizardPage::focusNextPrevChild(next);
}

void Page::focusStart()
{
    letTabComeToTheChosenOnes(*this);
    orderFocus();
    for (QWidget *widget = nextInFocusChain(); widget && widget != this; widget = widget->nextInFocusChain())
        if (isAncestorOf(widget) && takesFocus(*widget))
            return widget->setFocus(Qt::TabFocusReason);
    focusTitle();
}

void Page::focusTitle()
{
    m_title->setFocus(Qt::OtherFocusReason);
}

void Page::setHeading(const QString &title, const QString &sentence)
{
    m_title->setText(title);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(sentence);
}

} // namespace bg
