// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Reading.h"
#include "ui/SignInDoor.h"
#include "ui/Worker.h"

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
    Proofs(SignInDoor &door, Worker &call, QObject *parent = nullptr) : QObject(parent), m_door(door), m_call(call) { }

    // Does nothing while another call runs.
    void prove(int account, const SignInChoice &choice, const Upn &name);
    Reading<Identity> proof(int account) const;
    std::optional<QDate> date(int account) const;
    void setDate(int account, const QDate &date);

Q_SIGNALS:
    void answered(); // changed() follows
    void changed();

private:
    SignInDoor &m_door;
    Worker &m_call;
    std::map<int, Reading<Identity>> m_proofs;
    std::map<int, QDate> m_dates;
};

} // namespace bg
