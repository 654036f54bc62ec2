// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/reconcile/Operator.h"

#include <QRegularExpression>
#include <QStringList>

#include <condition_variable>
#include <functional>
#include <mutex>

namespace bg {

// A person who answers every question at once, and remembers what was asked. Safe to use from both lanes.
class AnsweringOperator final : public Operator {
public:
    // What to say to trouble; by default one leaves the step out, so that a test that expects none sees it.
    std::function<AfterTrouble(const Error &, const QString &)> onTrouble;
    std::function<Answer(const QString &)> onConfirm;
    std::function<QByteArray(const PinQuestion &)> onPin;
    // Instead of a PIN: AnotherKeyWanted or KeyLeftOut.
    std::function<Error::Kind(const PinQuestion &)> insteadOfPin;
    // Whether the question stays open until it is stopped.
    std::function<bool(const PinQuestion &)> waitsAtPin;
    std::function<void(const SealedSheet &)> onSealedSheet;
    std::function<void(const PinSheet &)> onSealPin;
    std::function<void(const TemporaryPasswordSlip &)> onHandOver;
    std::function<void(const KeyProgress &)> onShow;

    void show(const KeyProgress &moment) override
    {
        if (onShow)
            onShow(moment);
    }
    Result<Secret> pin(const PinQuestion &question, std::stop_token stop) override
    {
        remember(QStringLiteral("pin ") + question.slot.label);
        if (stop.stop_requested())
            return fail(Error::Kind::Cancelled);
        if (insteadOfPin)
            return fail(insteadOfPin(question));
        if (waitsAtPin && waitsAtPin(question)) {
            std::mutex mutex;
            std::unique_lock lock(mutex);
            std::condition_variable_any().wait(lock, stop, [] { return false; });
            return fail(Error::Kind::Cancelled);
        }
        QByteArray answer = onPin ? onPin(question) : QByteArray("73915208");
        answer.detach(); // a paper keeps its own
        return Secret::taking(answer);
    }
    Result<AfterTrouble> afterTrouble(const Error &error, const QString &subject, std::stop_token stop) override
    {
        remember(QStringLiteral("trouble %1 %2 %3 %4 %5")
                     .arg(subject, name(error.kind), error.detail, error.serviceCode, error.serviceMessage));
        if (stop.stop_requested())
            return fail(Error::Kind::Cancelled);
        return onTrouble ? onTrouble(error, subject) : AfterTrouble::Skip;
    }
    Result<Answer> confirm(const QString &questionId, const QJsonObject &, std::stop_token stop) override
    {
        remember(QStringLiteral("confirm ") + questionId);
        if (stop.stop_requested())
            return fail(Error::Kind::Cancelled);
        return onConfirm ? onConfirm(questionId) : Answer::Yes;
    }
    Result<void> printSealedSheet(const SealedSheet &sheet, std::stop_token stop) override
    {
        remember(QStringLiteral("seal ") + sheet.account.userPrincipalName);
        if (stop.stop_requested())
            return fail(Error::Kind::Cancelled);
        if (onSealedSheet)
            onSealedSheet(sheet);
        return {};
    }
    Result<void> sealPin(const PinSheet &sheet, std::stop_token stop) override
    {
        remember(QStringLiteral("sealPin ") + sheet.key.label);
        if (stop.stop_requested())
            return fail(Error::Kind::Cancelled);
        if (onSealPin)
            onSealPin(sheet);
        return {};
    }
    Result<void> printTemporaryPassword(const TemporaryPasswordSlip &slip, std::stop_token stop) override
    {
        remember(QStringLiteral("handOver ") + slip.userPrincipalName);
        if (stop.stop_requested())
            return fail(Error::Kind::Cancelled);
        if (onHandOver)
            onHandOver(slip);
        return {};
    }
    Result<void> printOpenSheets(const NonSecretSheets &, std::stop_token stop) override
    {
        remember(QStringLiteral("hand"));
        return stop.stop_requested() ? Result<void>(fail(Error::Kind::Cancelled)) : Result<void>();
    }

    QStringList asked() const
    {
        const std::lock_guard lock(m_mutex);
        return m_asked;
    }
    // Questions of one kind: "trouble", "confirm", "seal", ...
    QStringList asked(const QString &kind) const
    {
        return asked().filter(QRegularExpression(QStringLiteral("^") + kind + QStringLiteral("\\b")));
    }

private:
    void remember(const QString &question)
    {
        const std::lock_guard lock(m_mutex);
        m_asked.append(question);
    }

    mutable std::mutex m_mutex;
    QStringList m_asked;
};

} // namespace bg
