// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/Question.h"

#include <QObject>

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>

namespace bg {

// The human behind the window. Lanes call the Operator functions and block; the window hears asked() on its own
// thread, shows the question and calls one answer function. Two lanes may ask at once. Secrets cross by move through
// one guarded slot per question, never in a signal.
class WindowOperator final : public QObject, public Operator {
    Q_OBJECT

public:
    explicit WindowOperator(QObject *parent = nullptr);
    ~WindowOperator() override;

    // Lanes
    void show(const KeyProgress &moment) override;
    bool leavesKeyOut() override { return m_isKeyLeftOut.exchange(false); }
    Result<Secret> pin(const PinQuestion &question, std::stop_token stop) override;
    Result<AfterTrouble> afterTrouble(const Error &error, const QString &subject, std::stop_token stop) override;
    Result<Answer> confirm(const QString &questionId, const QJsonObject &facts, std::stop_token stop) override;
    Result<void> printSealedSheet(const SealedSheet &sheet, std::stop_token stop) override;
    Result<void> sealPin(const PinSheet &sheet, std::stop_token stop) override;
    Result<void> printTemporaryPassword(const TemporaryPasswordSlip &slip, std::stop_token stop) override;
    Result<void> printOpenSheets(const NonSecretSheets &sheets, std::stop_token stop) override;

    // The window, on its own thread. An answer to a question that is gone is dropped (its secret wiped).
    void answerPin(int question, Secret pin);
    // Instead of a PIN: another key, or none.
    void answerPin(int question, AfterTrouble instead);
    // No key is at hand for the place that one is waited for.
    void leaveKeyOut() { m_isKeyLeftOut = true; }
    void answerTrouble(int question, AfterTrouble choice);
    void answerConfirm(int question, Answer answer);
    // The sheet is printed, typed back and put away.
    void answerSheet(int question);
    // The person gave up on this question only: the lane gets `error`.
    void refuse(int question, const Error &error);
    QList<bg::QuestionPtr> open() const;

Q_SIGNALS:
    void keyMoment(const bg::KeyProgress &moment);
    void asked(const bg::QuestionPtr &question);
    void gone(int question); // answered, or stopped

private:
    using Value = std::variant<std::monostate, Secret, AfterTrouble, Answer, Error>;
    struct Slot {
        QuestionPtr question;
        std::optional<Value> value;
    };
    // Shows it and blocks until it is answered or stopped.
    Result<Value> ask(Question question, std::stop_token stop);
    void answer(int question, Value value);

    mutable std::mutex m_mutex;
    std::condition_variable_any m_answered;
    std::map<int, Slot> m_slots;
    int m_lastId = 0;
    std::atomic<bool> m_isKeyLeftOut = false;
};

} // namespace bg

Q_DECLARE_METATYPE(bg::KeyProgress)
Q_DECLARE_METATYPE(bg::QuestionPtr)
