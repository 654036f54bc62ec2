// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/WindowBrowser.h"

#include "ui/models/WindowOperator.h"
#include "ui/models/WizardModel.h"

#include <QJsonArray>
#include <QJsonObject>

#include <future>

namespace bg {

namespace {

QString questionFor(SignInRound::Purpose purpose)
{
    switch (purpose) {
    case SignInRound::Purpose::Consent:
        return QStringLiteral("signIn.consent");
    case SignInRound::Purpose::StepUp:
        return QStringLiteral("signIn.stepUp");
    case SignInRound::Purpose::SessionEnded:
    case SignInRound::Purpose::Begin:
        break;
    }
    return QStringLiteral("signIn.sessionEnded");
}

} // namespace

WindowBrowser::WindowBrowser(WindowOperator &human, Opener opener) : m_human(human), m_opener(std::move(opener)) { }

void WindowBrowser::setModel(WizardModel *model)
{
    m_model = model;
    m_context = model;
}

Result<void> WindowBrowser::explain(const SignInRound &round, std::stop_token stop)
{
    if (round.purpose == SignInRound::Purpose::Begin)
        return {};
    const QJsonObject facts{{QStringLiteral("consent"), name(round.consent)},
                            {QStringLiteral("scopes"), QJsonArray::fromStringList(round.scopes)},
                            {QStringLiteral("userName"), round.userName}};
    const auto answer = m_human.confirm(questionFor(round.purpose), facts, stop);
    if (!answer)
        return fail(answer.error());
    if (*answer == Answer::No)
        return fail(Error::Kind::Cancelled);
    return {};
}

void WindowBrowser::offerLink(const QUrl &url)
{
    if (m_model)
        m_model->offerLink(url);
}

bool WindowBrowser::open(const QUrl &url)
{
    // The GUI thread opens it; a window that is closing answers no more.
    auto opened = std::make_shared<std::promise<bool>>();
    auto answer = opened->get_future();
    QMetaObject::invokeMethod(m_context, [opener = m_opener, url, opened] { opened->set_value(opener(url)); },
                              Qt::QueuedConnection);
    if (answer.wait_for(std::chrono::seconds(5)) != std::future_status::ready)
        return true; // the link can still be copied
    return answer.get();
}

void WindowBrowser::showDeviceCode(const DeviceCode &code)
{
    if (m_model)
        m_model->offerDeviceCode(code.userCode, code.verificationUrl);
}

void WindowBrowser::roundOver()
{
    if (m_model)
        m_model->offerDeviceCode({}, {});
}

} // namespace bg
