// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/UserNameChecks.h"

namespace bg {

void UserNameChecks::settle(const QList<AccountChoice> &accounts, const QString &domain)
{
    m_accounts = accounts;
    m_domain = domain;
    while (m_checks.size() < size_t(accounts.size())) {
        m_checks.push_back(std::make_unique<UserNameCheck>(m_engine));
        connect(m_checks.back().get(), &UserNameCheck::changed, this, &UserNameChecks::changed);
    }
    for (int i = 0; i < accounts.size(); ++i) {
        if (isOurs(accounts[i]))
            of(i).forget();
        else
            of(i).check(accounts[i].userName, domain);
    }
}

void UserNameChecks::forget()
{
    m_domain.clear();
    for (auto &check : m_checks)
        check->forget();
}

bool UserNameChecks::isOurs(const AccountChoice &account) const
{
    if (account.adopted)
        return true;
    return !m_domain.isEmpty() && m_resume.covers(account.userName + QLatin1Char('@') + m_domain);
}

bool UserNameChecks::areUsable() const
{
    for (int i = 0; i < m_accounts.size(); ++i) {
        const auto state = m_checks[size_t(i)]->state();
        const bool isFree = state == UserNameCheck::State::Free
            || state == UserNameCheck::State::Unknown; // the plan asks again and says why
        if (!isOurs(m_accounts[i]) && !isFree)
            return false;
        for (int j = 0; j < i; ++j)
            if (!m_accounts[i].userName.compare(m_accounts[j].userName, Qt::CaseInsensitive))
                return false;
    }
    return true;
}

} // namespace bg
