// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/AsyncResult.h"
#include "ui/models/SignInService.h"
#include "ui/models/Worker.h"

#include <QObject>
#include <QUrl>

namespace bg {

// Who is signed in, and what the sign-in shows while it waits. Lives on the GUI thread.
class SignInModel final : public QObject {
    Q_OBJECT

public:
    // `door` and `call`, on which its calls are made, outlive this.
    SignInModel(SignInService &service, Worker &call, QObject *parent = nullptr) : QObject(parent), m_service(service), m_call(call)
    { }

    // The next three do nothing while another call runs.
    void signIn(const SignInChoice &choice);
    // Ends all sessions of the operator's account.
    void endSessions();
    void activateRole(const RoleActivation &activation);
    void stopSignIn();
    void signOut();
    const AsyncResult<Identity> &identity() const { return m_identity; }
    const AsyncResult<bool> &ending() const { return m_ending; }
    const AsyncResult<bool> &activation() const { return m_activation; }
    void forgetActivation() { m_activation = {}; }

    // Safe to call from any thread: the link to copy, and the device code to type, while a sign-in waits.
    void offerLink(const QUrl &link);
    void offerDeviceCode(const QString &code, const QUrl &address);
    void forgetLink() { m_link.clear(); }
    QUrl link() const { return m_link; }
    QString deviceCode() const { return m_deviceCode; }

Q_SIGNALS:
    void changed();
    void signedIn();
    void sessionsEnded();
    void activationChanged();
    void roleActivated();

private:
    SignInService &m_service;
    Worker &m_call;
    AsyncResult<Identity> m_identity;
    AsyncResult<bool> m_ending;
    AsyncResult<bool> m_activation;
    QUrl m_link;
    QString m_deviceCode;
};

} // namespace bg
