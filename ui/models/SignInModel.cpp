// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/SignInModel.h"

namespace bg {

void SignInModel::signIn(const SignInChoice &choice)
{
    if (m_call.isBusy())
        return;
    m_identity = { true, {}, {} };
    m_call.start([this, choice](std::stop_token stop) { return m_service.signIn(choice, stop); },
                 [this](const Result<Identity> &who) {
                     m_link.clear();
                     m_deviceCode.clear();
                     m_identity = readingOf(who);
                     Q_EMIT changed();
                     if (who)
                         Q_EMIT signedIn();
                 });
    Q_EMIT changed();
}

void SignInModel::stopSignIn()
{
    if (m_identity.isRunning)
        m_call.stop();
}

void SignInModel::signOut()
{
    m_call.stop();
    m_service.signOut();
    m_identity = {};
}

void SignInModel::endSessions()
{
    if (m_call.isBusy() || !m_identity.value)
        return;
    m_ending = { true, {}, {} };
    m_call.start([this](std::stop_token stop) { return m_service.endSessions(stop); },
                 [this](const Result<void> &ended) {
                     m_ending = readingOf(ended);
                     if (ended)
                         Q_EMIT sessionsEnded();
                     else
                         Q_EMIT changed();
                 });
    Q_EMIT changed();
}

void SignInModel::activateRole(const RoleActivation &activation)
{
    if (m_call.isBusy())
        return;
    m_activation = { true, {}, {} };
    m_call.start([this, activation](std::stop_token stop) { return m_service.activateRole(activation, stop); },
                 [this](const Result<void> &done) {
                     m_activation = readingOf(done);
                     Q_EMIT activationChanged();
                     if (done)
                         Q_EMIT roleActivated();
                 });
    Q_EMIT activationChanged();
}

void SignInModel::offerLink(const QUrl &link)
{
    QMetaObject::invokeMethod(
        this,
        [this, link] {
            m_link = link;
            Q_EMIT changed();
        },
        Qt::QueuedConnection);
}

void SignInModel::offerDeviceCode(const QString &code, const QUrl &address)
{
    QMetaObject::invokeMethod(
        this,
        [this, code, address] {
            m_deviceCode = code;
            m_link = address;
            Q_EMIT changed();
        },
        Qt::QueuedConnection);
}

} // namespace bg
