// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/ScriptedOperator.h"

#include "ui/program/SheetTyper.h"

#include <QTimer>
#include <QUrlQuery>

namespace bg {

using namespace std::chrono_literals;

namespace {

// As ScriptedPins names keys.
QString nameOf(const QString &serial, const QString &label)
{
    return serial.isEmpty() ? label : serial;
}

} // namespace

void ScriptedOperator::answer(const QuestionPtr &question, const QString &folder)
{
    if (!m_answered.insert(question->id).second)
        return;
    if (question->as<PinQuestion>())
        answerPin(*question);
    else if (question->as<TroubleQuestion>())
        answerTrouble(*question);
    else if (question->as<ConfirmQuestion>())
        m_model.human().answerConfirm(question->id, Answer::Yes);
    else
        answerSheet(question, folder);
}

void ScriptedOperator::answerPin(const Question &question)
{
    const PinQuestion &pin = *question.as<PinQuestion>();
    WindowOperator &human = m_model.human();
    const QString key = nameOf(pin.key.serial, pin.slot.label);
    if (pin.purpose == PinQuestion::Purpose::Choose)
        return human.answerPin(question.id, m_pins.chosenFor(key, pin.key.minimumPinLength));
    if (pin.purpose == PinQuestion::Purpose::Change)
        return human.answerPin(question.id, m_pins.changedFor(key, pin.key.minimumPinLength));
    auto known = m_pins.of(key);
    if (known && !pin.before)
        return human.answerPin(question.id, std::move(*known));
    Error unknown; // no guess: tries are few
    unknown.kind = Error::Kind::PinNeeded;
    human.refuse(question.id, unknown);
}

// Once more, then without it; nothing helps against a PIN that nobody knows.
void ScriptedOperator::answerTrouble(const Question &question)
{
    const auto &[error, subject] = *question.as<TroubleQuestion>();
    const bool isFirst = m_troubles.insert(name(error.kind) + subject).second;
    const bool isAboutKnowledge = error.kind == Error::Kind::PinWrong || error.kind == Error::Kind::PinNeeded;
    m_model.human().answerTrouble(question.id,
                                  isFirst && !isAboutKnowledge ? AfterTrouble::TryAgain : AfterTrouble::Skip);
}

void ScriptedOperator::remember(const SheetQuestion &sheet)
{
    if (const auto *pin = std::get_if<PinSheet>(&sheet.sheet))
        m_pins.readOnSheet(nameOf(pin->key.serial, pin->key.label), *pin->pin);
    const std::scoped_lock lock(m_mutex);
    if (const auto *sealed = std::get_if<SealedSheet>(&sheet.sheet))
        m_passwords[sealed->account.userPrincipalName] = sealed->password->duplicate();
}

Visitor ScriptedOperator::visitorAt(const QUrl &address) const
{
    const QString hint = QUrlQuery(address).queryItemValue(QStringLiteral("login_hint"), QUrl::FullyDecoded);
    const std::scoped_lock lock(m_mutex);
    const auto known = m_passwords.find(hint);
    Visitor visitor;
    if (known != m_passwords.end()) {
        visitor.userName = hint;
        visitor.password = known->second.reveal().toByteArray();
    }
    return visitor;
}

void ScriptedOperator::answerSheet(const QuestionPtr &question, const QString &folder)
{
    // The page shows the sheet first; its picture is taken before the paper is put away.
    QTimer::singleShot(60ms, this, [this, question, folder] {
        Q_EMIT sheetShown();
        m_sheets.start([question, desired = m_model.desired(),
                        folder](std::stop_token) { return playSheet(*question->as<SheetQuestion>(), desired, folder); },
                       [this, question](Result<void> played) {
                           if (!played)
                               return failed(played.error());
                           remember(*question->as<SheetQuestion>());
                           m_model.human().answerSheet(question->id);
                       });
    });
}

} // namespace bg
