// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/AsyncResult.h"
#include "ui/models/SignInService.h"
#include "ui/models/Worker.h"

#include <QDate>
#include <QObject>

#include <map>
#include <optional>

namespace bg {

// Emergency accounts that sign in to prove that they can, by their place in the list of accounts, and when the next
// proof is due. Lives on the GUI thread.
class Proofs final : public QObject {
    Q_OBJECT

public:
    // `door` and `call`, on which its calls are made, outlive this.
    Proofs(SignInService &service, Worker &call, QObject *parent = nullptr) : QObject(parent), m_service(service), m_call(call) { }

    // Does nothing while another call runs.
    void prove(int account, const SignInChoice &choice, const Upn &name);
    AsyncResult<Identity> proof(int account) const;
    std::optional<QDate> date(int account) const;
    void setDate(int account, const QDate &date);

Q_SIGNALS:
    void answered(); // changed() follows
    void changed();

private:
    SignInService &m_service;
    Worker &m_call;
    std::map<int, AsyncResult<Identity>> m_proofs;
    std::map<int, QDate> m_dates;
};

} // namespace bg
