// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/TenantSession.h"
#include "ui/models/Worker.h"

#include <QTimer>

#include <optional>

namespace bg {

// Is this user name still free? Asks the directory half a second after the last change, off the GUI thread.
class UserNameCheck final : public QObject {
    Q_OBJECT

public:
    enum class State { NotAsked, Unusable, Asking, Free, Taken, Unknown };

    explicit UserNameCheck(TenantSession &engine, QObject *parent = nullptr);

    // `userName` before the @. Without a domain nothing is asked.
    void check(const QString &userName, const QString &domain);
    void forget();
    State state() const { return m_state; }
    QString problem() const { return m_problem; } // for Unusable, a sentence
    std::optional<Error> error() const { return m_error; } // for Unknown

Q_SIGNALS:
    void changed();

private:
    void ask();
    void become(State state);

    TenantSession &m_engine;
    State m_state = State::NotAsked;
    QString m_problem;
    QString m_wanted; // the principal name asked for last
    std::optional<Error> m_error;
    QTimer m_pause;
    Worker m_worker;
};

} // namespace bg
