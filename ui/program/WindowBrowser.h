// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/SignInUi.h"

#include <QPointer>

#include <functional>

namespace bg {

class WindowOperator;
class WizardModel;

// The browser as the window has it: links and codes are shown on its pages, a later round is explained by a question.
class WindowBrowser final : public SignInUi {
public:
    // Opens an address; called on the GUI thread.
    using Opener = std::function<bool(const QUrl &)>;
    WindowBrowser(WindowOperator &human, Opener opener);
    // The window whose pages show links. Before the first sign-in.
    void setModel(WizardModel *model);

    Result<void> explain(const SignInRound &round, std::stop_token stop) override;
    void offerLink(const QUrl &url) override;
    bool open(const QUrl &url) override;
    void showDeviceCode(const DeviceCode &code) override;
    void roundOver() override;

private:
    WindowOperator &m_human;
    Opener m_opener;
    QPointer<QObject> m_context; // the model, as the object whose thread opens browsers
    WizardModel *m_model = nullptr;
};

} // namespace bg
