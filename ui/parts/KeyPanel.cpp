// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/KeyPanel.h"

#include "ui/models/TroubleChoices.h"
#include "ui/parts/FocusScroll.h"
#include "ui/parts/KeyDrawing.h"
#include "ui/parts/MarkLabel.h"
#include "ui/parts/SecretField.h"
#include "ui/parts/Text.h"
#include "ui/words/ErrorText.h"
#include "ui/words/KeyLabel.h"
#include "ui/words/QuestionText.h"

#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace bg {

KeyPanel::KeyPanel(WizardModel &model, QWidget *parent)
    : QFrame(parent), m_model(model), m_which(makeText({}, Tone::Muted)),
      m_headline(makeText({}, Tone::Plain, Size::Lead, true)), m_sentence(makeText({}, Tone::Muted)),
      m_keyLine(makeText({}, Tone::Muted)), m_drawing(new KeyDrawing), m_answers(new QWidget),
      m_pin(makePin()), m_trouble(makeTrouble()), m_confirm(makeConfirm()),
      m_waiting(makeWaiting()),
      m_matrix(new QHBoxLayout)
{
    setObjectName(QStringLiteral("keyPanel"));
    setProperty("card", true);
    m_headline->setObjectName(QStringLiteral("keyHeadline"));
    m_sentence->setObjectName(QStringLiteral("keySentence"));
    auto *answers = new QVBoxLayout(m_answers); // only what is asked takes room
    answers->setContentsMargins(0, 0, 0, 0);
    for (QWidget *page : { m_pin, m_trouble, m_confirm, m_waiting }) {
        page->hide();
        answers->addWidget(page);
    }
    m_answers->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_matrix->setSpacing(6);

    // In a small window the middle scrolls to what is asked for; which key and how many are done stay in sight.
    auto *inside = new QWidget;
    auto *middle = new QVBoxLayout(inside);
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(grid);
    middle->addWidget(m_drawing, 3);
    middle->addWidget(m_headline);
    middle->addWidget(m_sentence);
    middle->addWidget(m_keyLine);
    middle->addWidget(m_answers);
    middle->addStretch(2);
    auto *area = m_scroll = new FocusScroll;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(inside);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 2 * grid, 20, 2 * grid);
    column->setSpacing(grid);
    column->addWidget(m_which);
    column->addWidget(area, 1);
    column->addLayout(m_matrix);
    connect(&m_model, &WizardModel::keyMomentChanged, this, &KeyPanel::refresh);
    connect(&m_model, &WizardModel::runChanged, this, &KeyPanel::refresh);
    connect(&m_model, &WizardModel::questionAsked, this, &KeyPanel::refresh);
    connect(&m_model, &WizardModel::questionGone, this, &KeyPanel::refresh);
    refresh();
}

QWidget *KeyPanel::makePin()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_pinField = new SecretField;
    m_pinField->setObjectName(QStringLiteral("pin"));
    m_pinField->setAccessibleName(tr("PIN"));
    m_againLabel = makeText(tr("The same again"), Tone::Muted);
    m_pinAgain = new SecretField;
    m_pinAgain->setObjectName(QStringLiteral("pinAgain"));
    m_pinAgain->setAccessibleName(tr("PIN again"));
    m_pinProblem = makeText({}, Tone::Warning);
    m_usePin = makeButton(tr("Use this PIN"), QStringLiteral("usePin"));
    column->addWidget(m_pinField);
    column->addWidget(m_againLabel);
    column->addWidget(m_pinAgain);
    column->addWidget(m_pinProblem);
    auto *otherKey = makeButton(tr("Take another key"), QStringLiteral("pinOtherKey"));
    auto *leaveOut = makeButton(tr("Leave it out"), QStringLiteral("pinLeaveOut"));
    for (QPushButton *button : { m_usePin, otherKey, leaveOut })
        column->addWidget(button, 0, Qt::AlignLeft);
    for (const auto &[button, choice] :
         { std::pair(otherKey, AfterTrouble::OtherKey), std::pair(leaveOut, AfterTrouble::Skip) })
        connect(button, &QPushButton::clicked, this, [this, choice = choice] {
            if (m_question)
                m_model.human().answerPin(m_question->id, choice);
        });
    connect(m_pinField, &SecretField::changed, this, &KeyPanel::checkPin);
    connect(m_pinAgain, &SecretField::changed, this, &KeyPanel::checkPin);
    connect(m_pinField, &SecretField::entered, this,
            [this] { m_pinAgain->isVisible() ? m_pinAgain->setFocus() : givePin(); });
    connect(m_pinAgain, &SecretField::entered, this, &KeyPanel::givePin);
    connect(m_usePin, &QPushButton::clicked, this, &KeyPanel::givePin);
    return page;
}

QWidget *KeyPanel::makeTrouble()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_tryAgain = makeButton(tr("Try again"), QStringLiteral("tryAgain"));
    m_otherKey = makeButton(tr("Take another key"), QStringLiteral("otherKey"));
    m_skip = makeButton(tr("Leave it out"), QStringLiteral("skip"));
    for (const auto &[button, choice] :
         { std::pair(m_tryAgain, AfterTrouble::TryAgain), std::pair(m_otherKey, AfterTrouble::OtherKey),
           std::pair(m_skip, AfterTrouble::Skip) }) {
        column->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, choice = choice] {
            if (m_question)
                m_model.human().answerTrouble(m_question->id, choice);
        });
    }
    column->addWidget(m_stop = makeButton(tr("Stop here"), QStringLiteral("stopHere")));
    connect(m_stop, &QPushButton::clicked, &m_model, &WizardModel::stopRun);
    return page;
}

QWidget *KeyPanel::makeConfirm()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_details = makeText({}, Tone::Muted);
    m_details->setObjectName(QStringLiteral("questionDetailsText"));
    m_fold = makeLink(tr("Details of the permissions"), QStringLiteral("questionDetails"));
    m_fold->setCheckable(true);
    connect(m_fold, &QPushButton::toggled, m_details, &QWidget::setVisible);
    m_yes = makeButton({}, QStringLiteral("answerYes"));
    m_no = makeButton({}, QStringLiteral("answerNo"));
    for (const auto &[button, answer] : { std::pair(m_yes, Answer::Yes), std::pair(m_no, Answer::No) }) {
        column->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, answer = answer] {
            if (m_question)
                m_model.human().answerConfirm(m_question->id, answer);
        });
    }
    column->addWidget(m_fold, 0, Qt::AlignLeft);
    column->addWidget(m_details);
    return page;
}

QAbstractButton *KeyPanel::primary() const
{
    if (!m_question)
        return nullptr;
    if (m_question->as<PinQuestion>())
        return m_usePin;
    if (m_question->as<TroubleQuestion>())
        return m_tryAgain;
    const auto *confirm = m_question->as<ConfirmQuestion>();
    return confirm && ConfirmText::of(confirm->id, confirm->facts).isSafe ? m_yes : m_no;
}

// A key is waited for: there may be none.
QWidget *KeyPanel::makeWaiting()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    auto *leaveOut = makeButton(tr("Leave it out"), QStringLiteral("leaveKeyOut"));
    column->addWidget(leaveOut, 0, Qt::AlignLeft);
    connect(leaveOut, &QPushButton::clicked, this, [this] { m_model.human().leaveKeyOut(); });
    return page;
}

void KeyPanel::refresh()
{
    const QuestionPtr question = m_model.workQuestion();
    const bool isNew = question && (!m_question || question->id != m_question->id);
    m_question = question;
    showMatrix();
    if (!question) {
        const auto &moment = m_model.run().moment;
        const bool isWaiting = moment && m_model.run().isRunning
            && (moment->phase == KeyProgress::Phase::Insert || moment->phase == KeyProgress::Phase::Remove);
        showAnswers(isWaiting ? m_waiting : nullptr);
        m_answers->setVisible(isWaiting);
        showMoment();
        return Q_EMIT primaryChanged();
    }
    m_answers->show();
    if (!isNew)
        return;
    showQuestion(*question);
    Q_EMIT primaryChanged();
}

void KeyPanel::showAnswers(QWidget *answers)
{
    for (QWidget *page : { m_pin, m_trouble, m_confirm, m_waiting })
        page->setVisible(page == answers);
}

void KeyPanel::showQuestion(const Question &question)
{
    m_drawing->setVisible(true);
    m_keyLine->clear();
    m_scroll->verticalScrollBar()->setValue(0); // what is asked is read from its beginning
    if (const auto *pin = question.as<PinQuestion>()) {
        const PanelText text = PanelText::of(*pin);
        m_headline->setText(text.headline);
        m_sentence->setText(text.sentence);
        setTone(m_sentence, pin->isLast || pin->isLastBeforeReinsert ? Tone::Warning : Tone::Muted);
        m_keyLine->setText(keyLine(pin->key));
        m_drawing->show(KeyProgress::Phase::Working, pin->slot.label);
        const bool isNewPin = pin->purpose != PinQuestion::Purpose::Enter;
        m_againLabel->setVisible(isNewPin);
        m_pinAgain->setVisible(isNewPin);
        m_pinField->clear();
        m_pinAgain->clear();
        showAnswers(m_pin);
        m_pinField->setFocus();
    } else if (const auto *trouble = question.as<TroubleQuestion>()) {
        const ErrorText text = ErrorText::of(trouble->error);
        m_headline->setText(text.happened);
        m_sentence->setText(text.remedy);
        setTone(m_sentence, Tone::Muted);
        const TroubleChoices choices = TroubleChoices::of(trouble->error);
        m_otherKey->setVisible(choices.otherKey);
        m_skip->setVisible(choices.leaveOut);
        m_stop->setVisible(choices.stop);
        m_keyLine->setText(troubleSubject(trouble->subject));
        m_drawing->show(KeyProgress::Phase::Trouble, {});
        showAnswers(m_trouble);
        m_tryAgain->setFocus();
    } else if (const auto *confirm = question.as<ConfirmQuestion>()) {
        const ConfirmText text = ConfirmText::of(confirm->id, confirm->facts);
        m_headline->setText(text.headline);
        m_sentence->setText(text.sentence);
        setTone(m_sentence, Tone::Muted);
        m_fold->setVisible(!text.details.isEmpty());
        m_fold->setChecked(false);
        m_details->setText(text.details);
        m_details->hide();
        m_yes->setText(text.yes);
        m_no->setText(text.no);
        m_drawing->show(KeyProgress::Phase::Trouble, {});
        showAnswers(m_confirm);
        (text.isSafe ? m_yes : m_no)->setFocus();
    }
}

void KeyPanel::showMoment()
{
    const auto &moment = m_model.run().moment;
    setTone(m_sentence, Tone::Muted);
    if (!moment) {
        m_which->clear();
        m_keyLine->clear();
        m_drawing->show(KeyProgress::Phase::Working, {});
        m_headline->setText(m_model.run().isRunning ? tr("Keys come next") : tr("No key is needed now"));
        m_sentence->setText(m_model.run().isRunning ? tr("The accounts are made first. Have the labelled keys at hand.")
                                                    : QString());
        return;
    }
    const KeySlot &slot = moment->slot;
    m_which->setText(tr("Key %1 of %2 · %3").arg(slot.position).arg(slot.total).arg(slot.userName));
    const bool areAllDone = int(m_model.run().keysDone.size()) >= slot.total && slot.total > 0;
    const PanelText text = PanelText::of(*moment);
    m_headline->setText(areAllDone ? tr("All keys are registered and proven") : text.headline);
    m_sentence->setText(areAllDone ? tr("Put each one aside with its label.") : text.sentence);
    m_keyLine->setText(moment->key ? keyLine(*moment->key) : QString());
    m_drawing->show(moment->phase, slot.label);
}

void KeyPanel::showMatrix()
{
    clear(m_matrix);
    const DesiredState &desired = m_model.desired();
    const auto &moment = m_model.run().moment;
    const auto &done = m_model.run().keysDone;
    for (int account = 0; account < desired.accounts.size(); ++account)
        for (int number = 0; number < desired.keysPerAccount; ++number) {
            const auto isHere
                = [account, number](const KeySlot &slot) { return slot.account == account && slot.number == number; };
            const bool isDone = std::any_of(done.begin(), done.end(), isHere);
            const bool isNow = moment && isHere(moment->slot);
            const Mark mark = isDone ? Mark::Done : isNow ? Mark::Current : Mark::Open;
            m_matrix->addWidget(new MarkLabel(mark, 18));
            auto *label = makeText(isNow ? moment->slot.label : keyLabel(desired, account, number), Tone::Muted);
            label->setWordWrap(false);
            m_matrix->addWidget(label);
            m_matrix->addSpacing(grid);
        }
    m_matrix->addStretch(1);
}

void KeyPanel::checkPin()
{
    const auto *pin = m_question ? m_question->as<PinQuestion>() : nullptr;
    const bool isNewPin = pin && pin->purpose != PinQuestion::Purpose::Enter;
    const int least = pin && isNewPin ? pin->key.minimumPinLength : 1;
    const bool isLongEnough = m_pinField->codePoints() >= least;
    const bool isSame = !isNewPin || m_pinAgain->sameAs(*m_pinField);
    m_usePin->setEnabled(isLongEnough && isSame);
    QString problem;
    if (isNewPin && !m_pinField->isEmpty() && !isLongEnough)
        problem = tr("At least %1 characters.").arg(least);
    else if (isNewPin && m_pinAgain->codePoints() >= m_pinField->codePoints() && !m_pinAgain->isEmpty() && !isSame)
        problem = tr("The two are not the same.");
    m_pinProblem->setText(problem);
    m_pinProblem->setVisible(!problem.isEmpty());
}

void KeyPanel::givePin()
{
    if (!m_question || !m_question->as<PinQuestion>() || !m_usePin->isEnabled())
        return;
    const int id = m_question->id;
    m_pinAgain->clear();
    m_usePin->setEnabled(false);
    m_model.human().answerPin(id, m_pinField->take());
}

} // namespace bg
