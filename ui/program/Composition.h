// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/key/SecurityKey.h"
#include "app/practice/PracticeTenant.h"
#include "ui/models/WindowOperator.h"
#include "ui/models/WizardModel.h"
#include "ui/program/CommandLine.h"
#include "ui/program/WindowBrowser.h"
#include "ui/program/WindowSession.h"

#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <optional>

namespace bg {

// The one place that knows every concrete class: builds what a window works with, from the command line.
class Composition {
public:
    // `browser` opens addresses for a person; in practice with autoplay the practice tenant's own visitor goes instead.
    // Errors: Offline when the practice tenant finds no port, Input for the keys, File when no state folder can be made.
    static Result<std::unique_ptr<Composition>> make(const CommandLine &line, WindowBrowser::Opener browser);
    ~Composition();

    WizardModel &model() { return *m_model; }
    WindowOperator &human() { return m_human; }
    WindowSession &session() { return *m_session; }
    PracticeTenant *practice() { return m_practice.get(); }
    Clock &clock() { return m_clock; }
    // Who sits before the practice tenant's own browser at each address; the operator unless this says otherwise. Asked
    // on any thread.
    void setVisitors(std::function<Visitor(const QUrl &)> visitors) { m_visitors = std::move(visitors); }

private:
    Composition() = default;

    SystemClock m_clock;
    std::optional<QTemporaryDir> m_practiceFolder;
    std::unique_ptr<PracticeTenant> m_practice;
    std::function<Visitor(const QUrl &)> m_visitors;
    std::unique_ptr<KeyRing> m_keys;
    WindowOperator m_human;
    std::unique_ptr<WindowBrowser> m_browser;
    std::unique_ptr<WindowSession> m_session;
    std::unique_ptr<WizardModel> m_model; // first to go: it stops what still runs
};

} // namespace bg
