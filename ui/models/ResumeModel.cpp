// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/ResumeModel.h"

namespace bg {

void ResumeModel::look()
{
    if (m_worker.isBusy())
        return;
    m_isLooking = true;
    struct Found {
        std::optional<UnfinishedRun> run;
        QList<UsableCredentials> usableCredentials;
    };
    m_worker.start(
        [this](std::stop_token) {
            Found found{ m_engine.unfinished(), {} };
            if (found.run && found.run->mode == Mode::Rotate)
                found.usableCredentials = m_engine.usableCredentials();
            return found;
        },
        [this](const Found &found) {
            if (!m_isLooking) // forgotten meanwhile
                return;
            m_isLooking = false;
            m_open = found.run;
            m_usableCredentials = found.usableCredentials;
            Q_EMIT changed();
        });
    Q_EMIT changed();
}

void ResumeModel::forget()
{
    m_isLooking = false;
    m_open.reset();
    m_takenUp.reset();
    m_usableCredentials.clear();
    Q_EMIT changed();
}

void ResumeModel::accept()
{
    m_takenUp = std::exchange(m_open, std::nullopt);
    Q_EMIT changed();
}

bool ResumeModel::covers(const QString &userPrincipalName) const
{
    return m_takenUp && m_takenUp->userPrincipalNames.contains(userPrincipalName, Qt::CaseInsensitive);
}

void ResumeModel::leave()
{
    const auto left = std::exchange(m_open, std::nullopt);
    if (!left)
        return;
    // Where it cannot be written, the worst is that it is asked about again.
    m_worker.start([this, left](std::stop_token) { return m_engine.leave(*left); }, [](const Result<void> &) {});
    Q_EMIT changed();
}

} // namespace bg
