// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/PolicyUndo.h"

#include <algorithm>

namespace bg {

void PolicyUndo::read(const QString &journalFile)
{
    if (m_worker.isBusy() || (journalFile == m_journalFile && m_changes.value))
        return;
    m_journalFile = journalFile;
    m_undone.clear();
    m_error.reset();
    m_changes = { true, {}, {} };
    m_worker.start([this, journalFile](std::stop_token) { return m_engine.policyChanges(journalFile); },
                   [this](const Result<QList<PolicyChange>> &changes) {
                       m_changes = {};
                       if (changes)
                           m_changes.value = *changes;
                       else
                           m_changes.error = changes.error();
                       Q_EMIT changed();
                   });
    Q_EMIT changed();
}

void PolicyUndo::forget()
{
    m_worker.stop();
    m_journalFile.clear();
    m_changes = {};
    m_undone.clear();
    m_error.reset();
    Q_EMIT changed();
}

void PolicyUndo::putBack(const QList<PolicyId> &only)
{
    if (m_worker.isBusy() || !m_changes.value)
        return;
    m_isRunning = true;
    m_error.reset();
    m_worker.start(
        [this, journal = m_journalFile, only](std::stop_token stop) { return m_engine.undo(journal, only, stop); },
        [this](const Result<QList<UndoneChange>> &undone) {
            m_isRunning = false;
            if (!undone && !undone.error().isCancelled())
                m_error = undone.error();
            for (const UndoneChange &one : undone.value_or(QList<UndoneChange>())) {
                // Put back a moment ago, and so there is nothing to do: the first answer stands.
                if (outcome(one.change.policy) && one.outcome == UndoneChange::Outcome::NothingToDo)
                    continue;
                m_undone.removeIf([&](const UndoneChange &old) { return old.change.policy == one.change.policy; });
                m_undone.append(one);
            }
            Q_EMIT changed();
        });
    Q_EMIT changed();
}

std::optional<UndoneChange> PolicyUndo::outcome(const PolicyId &policy) const
{
    const auto found = std::find_if(m_undone.begin(), m_undone.end(),
                                    [&](const UndoneChange &one) { return one.change.policy == policy; });
    return found == m_undone.end() ? std::nullopt : std::optional(*found);
}

int PolicyUndo::putBackCount() const
{
    return int(std::count_if(m_undone.begin(), m_undone.end(),
                             [](const UndoneChange &one) { return one.outcome == UndoneChange::Outcome::PutBack; }));
}

} // namespace bg
