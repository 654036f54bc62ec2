// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/StandingModel.h"

namespace bg {

void StandingModel::read()
{
    if (m_call.isBusy())
        return;
    m_standing = { true, {}, {} };
    m_call.start([this](std::stop_token stop) { return m_engine.standing(stop); },
                 [this](const Result<Standing> &standing) {
                     if (!m_standing.isRunning) // forgotten meanwhile
                         return;
                     m_standing = readingOf(standing);
                     Q_EMIT changed();
                 });
    Q_EMIT changed();
}

void StandingModel::forget()
{
    m_call.stop();
    m_standing = {};
    Q_EMIT changed();
}

} // namespace bg
