// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/WindowOperator.h"

namespace bg {

WindowOperator::WindowOperator(QObject *parent) : QObject(parent)
{
    qRegisterMetaType<bg::KeyProgress>();
    qRegisterMetaType<bg::QuestionPtr>();
}

WindowOperator::~WindowOperator() = default;

void WindowOperator::show(const KeyProgress &moment)
{
    if (moment.phase == KeyProgress::Phase::Insert || moment.phase == KeyProgress::Phase::Remove)
        m_isKeyLeftOut = false; // what was said of another place
    QMetaObject::invokeMethod(
        this, [this, moment] { Q_EMIT keyMoment(moment); }, Qt::QueuedConnection);
}

Result<WindowOperator::Value> WindowOperator::ask(Question question, std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    const int id = ++m_lastId;
    question.id = id;
    const auto made = std::make_shared<Question>(std::move(question));
    made->borrowOwnSecret();
    const QuestionPtr shared = made;
    m_slots[id].question = shared;
    QMetaObject::invokeMethod(
        this, [this, shared] { Q_EMIT asked(shared); }, Qt::QueuedConnection);

    const bool isAnswered = m_answered.wait(lock, stop, [this, id] { return m_slots[id].value.has_value(); });
    auto slot = m_slots.extract(id);
    lock.unlock();
    QMetaObject::invokeMethod(
        this, [this, id] { Q_EMIT gone(id); }, Qt::QueuedConnection);
    if (!isAnswered)
        return fail(Error::Kind::Cancelled);
    if (auto *error = std::get_if<Error>(&*slot.mapped().value))
        return fail(std::move(*error));
    return std::move(*slot.mapped().value);
}

Result<Secret> WindowOperator::pin(const PinQuestion &question, std::stop_token stop)
{
    auto value = ask(Question{ 0, question }, stop);
    if (!value)
        return fail(value.error());
    return std::move(std::get<Secret>(*value));
}

Result<AfterTrouble> WindowOperator::afterTrouble(const Error &error, const QString &subject, std::stop_token stop)
{
    const auto value = ask(Question{ 0, TroubleQuestion{ error, subject } }, stop);
    if (!value)
        return fail(value.error());
    return std::get<AfterTrouble>(*value);
}

Result<Answer> WindowOperator::confirm(const QString &questionId, const QJsonObject &facts, std::stop_token stop)
{
    const auto value = ask(Question{ 0, ConfirmQuestion{ questionId, facts } }, stop);
    if (!value)
        return fail(value.error());
    return std::get<Answer>(*value);
}

Result<void> WindowOperator::printSealedSheet(const SealedSheet &sheet, std::stop_token stop)
{
    const auto value = ask(Question{ 0, SheetQuestion{ sheet, sheet.password->duplicate() } }, stop);
    return value ? Result<void>() : fail(value.error());
}

Result<void> WindowOperator::sealPin(const PinSheet &sheet, std::stop_token stop)
{
    const auto value = ask(Question{ 0, SheetQuestion{ sheet, sheet.pin->duplicate() } }, stop);
    return value ? Result<void>() : fail(value.error());
}

Result<void> WindowOperator::printTemporaryPassword(const TemporaryPasswordSlip &slip, std::stop_token stop)
{
    const auto value = ask(Question{ 0, SheetQuestion{ slip, slip.password->duplicate() } }, stop);
    return value ? Result<void>() : fail(value.error());
}

Result<void> WindowOperator::printOpenSheets(const NonSecretSheets &sheets, std::stop_token stop)
{
    const auto value = ask(Question{ 0, SheetQuestion{ sheets, {} } }, stop);
    return value ? Result<void>() : fail(value.error());
}

void WindowOperator::answer(int question, Value value)
{
    const std::lock_guard lock(m_mutex);
    const auto slot = m_slots.find(question);
    if (slot == m_slots.end() || slot->second.value)
        return;
    slot->second.value = std::move(value);
    m_answered.notify_all();
}

void WindowOperator::answerPin(int question, Secret pin)
{
    answer(question, std::move(pin));
}
void WindowOperator::answerPin(int question, AfterTrouble instead)
{
    Error error;
    error.kind = instead == AfterTrouble::Skip ? Error::Kind::KeyLeftOut : Error::Kind::AnotherKeyWanted;
    answer(question, error);
}
void WindowOperator::answerTrouble(int question, AfterTrouble choice)
{
    answer(question, choice);
}
void WindowOperator::answerConfirm(int question, Answer given)
{
    answer(question, given);
}
void WindowOperator::answerSheet(int question)
{
    answer(question, std::monostate());
}
void WindowOperator::refuse(int question, const Error &error)
{
    answer(question, error);
}

QList<QuestionPtr> WindowOperator::open() const
{
    const std::lock_guard lock(m_mutex);
    QList<QuestionPtr> questions;
    for (const auto &[id, slot] : m_slots)
        if (!slot.value)
            questions.append(slot.question);
    return questions;
}

} // namespace bg
