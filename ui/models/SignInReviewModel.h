// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/AsyncResult.h"
#include "ui/models/SignInReviewService.h"
#include "ui/models/Worker.h"

#include <QObject>

namespace bg {

// How the accounts were used, and what the person says of it. Lives on the GUI thread.
class SignInReviewModel final : public QObject {
    Q_OBJECT

public:
    // `door` outlives this.
    explicit SignInReviewModel(SignInReviewService &service, QObject *parent = nullptr) : QObject(parent), m_service(service) { }

    // Somebody is signed in. Does nothing while it reads already.
    void read();
    void forget();
    const AsyncResult<SignInReview> &review() const { return m_review; }

    // Of a use that no record explains; `note` is the reason or the ticket.
    void explain(const QString &logEntry, SignInReason reason, const QString &note);
    // A strange way to sign in that can go: take it away, or leave it.
    void choose(const ObjectId &account, const QString &method, bool isToGo);
    // Nothing that was said is incomplete: an emergency has a reason.
    bool isWhole() const;

Q_SIGNALS:
    void wasRead(); // anew: what was said before is forgotten
    void changed();

private:
    SignInReviewService &m_service;
    AsyncResult<SignInReview> m_review;
    Worker m_call; // last: it must not outlive what it uses
};

} // namespace bg
