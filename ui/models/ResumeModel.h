// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/TenantSession.h"
#include "ui/models/Worker.h"

#include <QObject>

#include <optional>

namespace bg {

// A run that ended in the middle, found after the sign-in, and what the person wants done about it.
class ResumeModel final : public QObject {
    Q_OBJECT

public:
    explicit ResumeModel(TenantSession &engine, QObject *parent = nullptr) : QObject(parent), m_engine(engine) { }

    // Reads the journals, off the GUI thread.
    void look();
    void forget();
    bool isLooking() const { return m_isLooking; }
    // The run that waits for an answer; nothing once it was given.
    const std::optional<UnfinishedRun> &open() const { return m_open; }
    // What opens each account now, where that run is a rotation.
    const QList<UsableCredentials> &usableCredentials() const { return m_usableCredentials; }
    // It is gone on with, in that mode.
    bool isTakenUp(Mode mode) const { return m_takenUp && m_takenUp->mode == mode; }
    // What was gone on with is over.
    void decline() { m_takenUp.reset(); }
    // It is gone on with: its accounts and group are the wish now, and its names are ours.
    void accept();
    bool covers(const QString &userPrincipalName) const;
    // It stays as it is, and is not asked about again.
    void leave();

Q_SIGNALS:
    void changed();

private:
    TenantSession &m_engine;
    bool m_isLooking = false;
    std::optional<UnfinishedRun> m_open, m_takenUp;
    QList<UsableCredentials> m_usableCredentials;
    Worker m_worker;
};

} // namespace bg
