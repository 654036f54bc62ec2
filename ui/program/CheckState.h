// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"

#include <QLockFile>
#include <QString>
#include <QTemporaryDir>

#include <memory>
#include <optional>

namespace bg {

// Where a check remembers what it found, for one check at a time.
class CheckState {
public:
    // `given`: --state; empty: the usual folder, or where that cannot be written a folder that goes with this object, so
    // that nothing is remembered. Errors: File (`given` cannot be written), AnotherWizard (another check is at work in
    // it; detail names the folder).
    static Result<CheckState> open(const QString &given);

    QString folder() const { return m_folder; }
    bool isLasting() const { return !m_temporary; }

private:
    QString m_folder;
    std::unique_ptr<QTemporaryDir> m_temporary;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace bg
