// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/Page.h"

#include "ui/PageFlow.h"

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

void Page::setHeading(const QString &title, const QString &sentence)
{
    m_title->setText(title);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(sentence);
}

} // namespace bg
