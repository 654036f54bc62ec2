// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Resumption.h"

namespace bg {

void Resumption::look()
{
    if (m_worker.isBusy())
        return;
    m_isLooking = true;
    struct Found {
        std::optional<UnfinishedRun> run;
        QList<WaysIn> waysIn;
    };
    m_worker.start(
        [this](std::stop_token) {
            Found found{ m_engine.unfinished(), {} };
            if (found.run && found.run->mode == Mode::Rotate)
                found.waysIn = m_engine.waysIn();
            return found;
        },
        [this](const Found &found) {
            if (!m_isLooking) // forgotten meanwhile
                return;
            m_isLooking = false;
            m_open = found.run;
            m_waysIn = found.waysIn;
            Q_EMIT changed();
        });
    Q_EMIT changed();
}

void Resumption::forget()
{
    m_isLooking = false;
    m_open.reset();
    m_takenUp.reset();
    m_waysIn.clear();
    Q_EMIT changed();
}

void Resumption::takeUp()
{
    m_takenUp = std::exchange(m_open, std::nullopt);
    Q_EMIT changed();
}

bool Resumption::covers(const QString &userPrincipalName) const
{
    return m_takenUp && m_takenUp->userPrincipalNames.contains(userPrincipalName, Qt::CaseInsensitive);
}

void Resumption::leave()
{
    const auto left = std::exchange(m_open, std::nullopt);
    if (!left)
        return;
    // Where it cannot be written, the worst is that it is asked about again.
    m_worker.start([this, left](std::stop_token) { return m_engine.leave(*left); }, [](const Result<void> &) {});
    Q_EMIT changed();
}

} // namespace bg
