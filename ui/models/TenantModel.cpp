// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/TenantModel.h"

#include <utility>

namespace bg {

void TenantModel::read()
{
    if (m_call.isBusy())
        return;
    m_tenant = { true, {}, {} };
    m_seen.clear();
    const auto seen = [this](const Finding &finding) {
        QMetaObject::invokeMethod(
            this,
            [this, finding] {
                if (!m_tenant.isRunning)
                    return;
                m_seen.append(finding);
                m_seenMore.request();
            },
            Qt::QueuedConnection);
    };
    m_call.start([this, mode = m_mode, wish = m_wish,
                  seen](std::stop_token stop) { return m_engine.preflight(mode, wish, seen, stop); },
                 [this](const Result<TenantFacts> &facts) {
                     if (std::exchange(m_readsAgain, false))
                         return read();
                     if (!m_tenant.isRunning) // forgotten meanwhile
                         return;
                     m_seenMore.forget();
                     m_tenant = readingOf(facts);
                     Q_EMIT wasRead();
                     Q_EMIT changed();
                 });
    Q_EMIT changed();
}

void TenantModel::readAnew()
{
    m_tenant = {};
    m_readsAgain = m_call.isBusy();
    m_call.stop();
    read();
}

void TenantModel::forget()
{
    m_readsAgain = false;
    m_tenant = {};
    m_seen.clear();
    Q_EMIT changed();
}

QString TenantModel::initialDomain() const
{
    return m_tenant.value ? m_tenant.value->initialDomain : QString();
}

const QList<Finding> &TenantModel::findings() const
{
    return m_tenant.value ? m_tenant.value->findings : m_seen;
}

} // namespace bg
