// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/WizardModel.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace bg {

class FocusScroll;
class KeyDrawing;
class SecretField;

// The right side of the Work page: what the person's hands are to do now, one drawing and one sentence, and the answer
// to what a lane asks: a PIN, what to do after trouble, yes or no.
class KeyPanel final : public QFrame {
    Q_OBJECT

public:
    explicit KeyPanel(WizardModel &model, QWidget *parent = nullptr);
    // The answer that Enter gives from a field; null while nothing is asked.
    QAbstractButton *primary() const;

Q_SIGNALS:
    // Something new is asked, or nothing any more.
    void primaryChanged();

private:
    QWidget *makePin();
    QWidget *makeTrouble();
    QWidget *makeConfirm();
    QWidget *makeWaiting();
    void refresh();
    void showQuestion(const Question &question);
    void showAnswers(QWidget *answers); // none: null
    void showMoment();
    void showMatrix();
    void checkPin();
    void givePin();

    WizardModel &m_model;
    QuestionPtr m_question;
    QLabel *m_which, *m_headline, *m_sentence, *m_keyLine;
    KeyDrawing *m_drawing;
    QWidget *m_answers;
    QWidget *m_pin, *m_trouble, *m_confirm, *m_waiting;
    SecretField *m_pinField, *m_pinAgain;
    QLabel *m_pinProblem, *m_againLabel;
    QPushButton *m_usePin, *m_tryAgain, *m_otherKey, *m_skip, *m_stop, *m_yes, *m_no, *m_fold;
    QLabel *m_details;
    FocusScroll *m_scroll;
    QHBoxLayout *m_matrix;
};

} // namespace bg
