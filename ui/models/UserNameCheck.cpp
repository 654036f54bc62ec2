// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/UserNameCheck.h"

namespace bg {

using namespace std::chrono_literals;

UserNameCheck::UserNameCheck(TenantSession &engine, QObject *parent) : QObject(parent), m_engine(engine)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(400ms);
    connect(&m_pause, &QTimer::timeout, this, &UserNameCheck::ask);
}

void UserNameCheck::check(const QString &userName, const QString &domain)
{
    const QString wanted = domain.isEmpty() ? QString() : userName + QLatin1Char('@') + domain;
    const auto problem = userNameProblem(userName);
    if (problem) {
        forget();
        m_problem = *problem;
        return become(State::Unusable);
    }
    if (wanted.isEmpty())
        return forget();
    if (wanted == m_wanted && m_state != State::Unknown)
        return;
    m_wanted = wanted;
    m_worker.stop();
    m_pause.start();
    become(State::Asking);
}

void UserNameCheck::forget()
{
    m_pause.stop();
    m_worker.stop();
    m_wanted.clear();
    become(State::NotAsked);
}

void UserNameCheck::ask()
{
    if (m_wanted.isEmpty())
        return;
    if (m_worker.isBusy()) // the stopped call is about to end; then this name's turn comes
        return m_pause.start();
    const QString name = m_wanted;
    m_worker.start([this, name](std::stop_token stop) { return m_engine.userNameTaken(name, stop); },
                   [this, name](const Result<bool> &taken) {
                       if (name != m_wanted)
                           return;
                       if (!taken && taken.error().isCancelled())
                           return;
                       m_error = taken ? std::nullopt : std::optional(taken.error());
                       become(!taken ? State::Unknown : *taken ? State::Taken : State::Free);
                   });
}

void UserNameCheck::become(State state)
{
    if (state != State::Unusable)
        m_problem.clear();
    m_state = state;
    Q_EMIT changed();
}

} // namespace bg
