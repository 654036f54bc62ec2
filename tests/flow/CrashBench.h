// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/RunRecord.h"
#include "app/practice/PracticeTenant.h"
#include "tests/fido/ServedKey.h"

#include <QProcess>
#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace bg {

// Where the wizard's process is killed: at its k-th request of the run, before the service looks at it, or after the
// service did what it asks and before the answer is read.
struct Blow {
    enum class Half { Before, After };
    int request = 0;
    Half half = Half::Before;
};

// A practice tenant and four practice keys that outlive the wizard, which is a process of its own.
class CrashBench {
public:
    CrashBench();
    bool isReady() const { return m_why.isEmpty(); }
    QString why() const { return m_why; }

    struct Ending {
        bool wasKilled = false;
        int requests = 0; // of the run, up to the end or the blow
        RunRecord record; // of a run that came to its end
        QString trouble; // what it said meanwhile, or why it did not work
    };
    // Starts a wizard that signs in and runs, and puts in the keys that it asks for. `blow` kills it with SIGKILL.
    Ending run(const std::optional<Blow> &blow = {}, const QStringList &more = {});
    // A registered key that none of the four holds, or the other way round; empty: none.
    QString orphan();
    // A key with a PIN that is on no sheet which any of the wizards gave out; empty: none.
    QString lockedKey();

    PracticeTenant tenant;
    QTemporaryDir folder;

private:
    void handle(QProcess &wizard, const QByteArray &line);

    std::vector<std::unique_ptr<ServedKey>> m_keys;
    QString m_why;
    int m_starts = 0;
};

} // namespace bg
