// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/Proofs.h"

namespace bg {

void Proofs::prove(int account, const SignInChoice &choice, const Upn &name)
{
    if (m_call.isBusy())
        return;
    m_proofs[account] = { true, {}, {} };
    m_call.start([this, choice, name](std::stop_token stop) { return m_service.proveSignIn(choice, name, stop); },
                 [this, account](const Result<Identity> &who) {
                     m_proofs[account] = readingOf(who);
                     Q_EMIT answered();
                     Q_EMIT changed();
                 });
    Q_EMIT changed();
}

AsyncResult<Identity> Proofs::proof(int account) const
{
    const auto found = m_proofs.find(account);
    return found == m_proofs.end() ? AsyncResult<Identity>{} : found->second;
}

std::optional<QDate> Proofs::date(int account) const
{
    const auto found = m_dates.find(account);
    return found == m_dates.end() ? std::nullopt : std::optional(found->second);
}

void Proofs::setDate(int account, const QDate &date)
{
    m_dates[account] = date;
    Q_EMIT changed();
}

} // namespace bg
