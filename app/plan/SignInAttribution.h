// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/RunRecord.h"
#include "app/model/RecordedAttributions.h"
#include "app/model/AccountSignIn.h"
#include "app/model/SignInProof.h"

#include <QHash>
#include <QList>

namespace bg {

// Which uses of the emergency accounts this computer explains: the proof of sign-in and the drill of that very account
// while it went on, and each use that somebody explained before. That a run ended a moment ago explains nothing. What
// was said in a run that did not come to its end stands, but no run explains it yet: a misuse is still to be answered.
// Pure.
class SignInAttribution {
public:
    // `said`: by runs that left no record.
    static SignInAttribution by(const QList<RunRecord> &records, const QList<SignInProof> &proofs,
                            const QList<RecordedAttributions> &said);

    // From when on the log tells something new about that account: its newest drill, or the first set-up. A rotation
    // changes nothing in it: who came in before is still to be explained. Not valid: nothing was ever set up.
    QDateTime since(const ObjectId &account) const;
    // The use with its reason and the run that explains it; as it came where none does.
    AccountSignIn explained(AccountSignIn use) const;
    // Somebody chose to have it taken away, and that run did not come to its end.
    bool isToGo(const UnknownAuthMethod &method) const;

private:
    struct Window {
        QDateTime begun, ended; // as this computer's clock told
        SignInReason reason = SignInReason::Ours;
        ObjectId account;
        QString application; // empty: any
        QString runId;

        bool holds(const AccountSignIn &use) const;
    };
    void take(const RecordedAttributions &said);

    QDateTime m_since; // the first set-up
    QHash<ObjectId, QDateTime> m_drilled;
    QList<Window> m_windows;
    QHash<QString, AccountSignIn> m_said; // by log entry; explainedBy is the run that answered it
    QList<UnknownAuthMethod> m_methods; // that something was chosen for, and not carried out to the end
};

} // namespace bg
