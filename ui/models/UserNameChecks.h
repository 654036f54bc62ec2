// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/ResumeModel.h"
#include "ui/models/UserNameCheck.h"

#include <QObject>

#include <memory>
#include <vector>

namespace bg {

// Whether the names of all the accounts can be used, together. Lives on the GUI thread.
class UserNameChecks final : public QObject {
    Q_OBJECT

public:
    // `engine` and `resumption`, whose names are ours already, outlive this.
    UserNameChecks(TenantSession &engine, const ResumeModel &resume, QObject *parent = nullptr)
        : QObject(parent), m_engine(engine), m_resume(resume)
    { }

    // An account that exists already is not asked about. Without a domain nothing is asked.
    void settle(const QList<AccountChoice> &accounts, const QString &domain);
    void forget();
    // Of an account that settle() knew.
    UserNameCheck &of(int account) { return *m_checks[size_t(account)]; }
    // None is taken, unusable or still asked about, and no two are the same.
    bool areUsable() const;

Q_SIGNALS:
    void changed();

private:
    bool isOurs(const AccountChoice &account) const;

    TenantSession &m_engine;
    const ResumeModel &m_resume;
    QList<AccountChoice> m_accounts;
    QString m_domain;
    std::vector<std::unique_ptr<UserNameCheck>> m_checks;
};

} // namespace bg
