// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan/RunRecord.h"
#include "app/plan/SeenUse.h"
#include "app/plan/SignInProof.h"

#include <QHash>
#include <QList>

namespace bg {

// Which uses of the emergency accounts this computer explains: the proof of sign-in and the drill of that very account
// while it went on, and each use that somebody explained before. That a run ended a moment ago explains nothing. Pure.
class ExplainedUses {
public:
    static ExplainedUses by(const QList<RunRecord> &records, const QList<SignInProof> &proofs);

    // From when on the log tells something new about that account: its newest drill, the newest rotation, or the first
    // set-up. Not valid: nothing was ever set up.
    QDateTime since(const ObjectId &account) const;
    // The use with its reason and the run that explains it; as it came where none does.
    SeenUse explained(SeenUse use) const;

private:
    struct Window {
        QDateTime begun, ended; // as this computer's clock told
        UseReason reason = UseReason::Ours;
        ObjectId account;
        QString application; // empty: any
        QString runId;

        bool holds(const SeenUse &use) const;
    };
    QDateTime m_since;
    QHash<ObjectId, QDateTime> m_drilled;
    QList<Window> m_windows;
    QHash<QString, SeenUse> m_said; // by log entry
    QHash<QString, QString> m_saidIn; // run ids
};

} // namespace bg
