// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/QuestionBox.h"

#include "ui/parts/Text.h"
#include "ui/words/QuestionText.h"

#include <QPushButton>

namespace bg {

QuestionBox::QuestionBox(WizardModel &model, QWidget *window) : QObject(window), m_model(model), m_window(window)
{
    connect(&m_model, &WizardModel::questionAsked, this, [this] { refresh(m_page); });
    connect(&m_model, &WizardModel::questionGone, this, [this] { refresh(m_page); });
}

void QuestionBox::refresh(PageId page)
{
    m_page = page;
    const QuestionPtr question = page == PageId::Work ? QuestionPtr() : m_model.workQuestion();
    const auto *confirm = question ? question->as<ConfirmQuestion>() : nullptr;
    if (m_box && (!confirm || question->id != m_asked))
        m_box->deleteLater();
    if (!confirm || (m_box && question->id == m_asked))
        return;
    m_asked = question->id;
    const ConfirmText text = ConfirmText::of(confirm->id, confirm->facts);
    m_box = new QMessageBox(m_window);
    m_box->setObjectName(QStringLiteral("questionBox"));
    m_box->setAttribute(Qt::WA_DeleteOnClose);
    setPlainText(*m_box, text.headline, text.sentence, text.details); // it names objects of the directory
    QPushButton *yes = m_box->addButton(text.yes, QMessageBox::AcceptRole);
    QPushButton *no = m_box->addButton(text.no, QMessageBox::RejectRole);
    yes->setObjectName(QStringLiteral("answerYes"));
    no->setObjectName(QStringLiteral("answerNo"));
    m_box->setDefaultButton(text.isSafe ? yes : no);
    m_box->setEscapeButton(no);
    connect(yes, &QPushButton::clicked, this, [this] { m_model.human().answerConfirm(m_asked, Answer::Yes); });
    connect(no, &QPushButton::clicked, this, [this] { m_model.human().answerConfirm(m_asked, Answer::No); });
    m_box->open();
}

} // namespace bg
