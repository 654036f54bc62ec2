// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/CheckState.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace bg {

namespace {

bool isUsable(const QString &folder)
{
    return !folder.isEmpty() && QDir().mkpath(folder) && QFileInfo(folder).isWritable();
}

} // namespace

Result<CheckState> CheckState::open(const QString &given)
{
    CheckState state;
    state.m_folder = given.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) : given;
    if (!isUsable(state.m_folder)) {
        if (!given.isEmpty())
            return fail(Error::Kind::File, given);
        state.m_temporary = std::make_unique<QTemporaryDir>();
        if (!state.m_temporary->isValid())
            return fail(Error::Kind::File, state.m_temporary->errorString());
        state.m_folder = state.m_temporary->path();
    }
    state.m_lock = std::make_unique<QLockFile>(state.m_folder + QStringLiteral("/check.lock"));
    state.m_lock->setStaleLockTime(0); // only the end of the other process frees it
    if (!state.m_lock->tryLock())
        return state.m_lock->error() == QLockFile::LockFailedError
            ? fail(Error::Kind::AnotherWizard, state.m_folder)
            : fail(Error::Kind::File, state.m_folder);
    return state;
}

} // namespace bg
