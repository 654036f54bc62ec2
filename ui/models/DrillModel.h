// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "ui/models/DrillService.h"
#include "ui/models/AsyncResult.h"
#include "ui/models/Worker.h"

#include <QObject>

namespace bg {

// One drill from "everybody knows" to the record. Lives on the GUI thread.
class DrillModel final : public QObject {
    Q_OBJECT

public:
    enum class Stage {
        Inform, // who has to know before it begins
        SignIn, // the account is to sign in
        Alert, // the clock runs until somebody was told
        Report, // what people saw
        Kept, // the record is on the disk
    };

    // `door` and `clock` outlive this.
    DrillModel(DrillService &service, Clock &clock, QObject *parent = nullptr);

    Stage stage() const { return m_stage; }
    const DrillRecord &drill() const { return m_drill; }
    // The account, before it begins. A blind drill leaves the sign-in to people who did not make the sheet.
    void choose(const ObjectId &account, const QString &userPrincipalName, bool isBlind);
    // Everybody who has to know knows.
    void begin();
    // Through the browser; for a blind drill the moment at which the people say that they are in.
    void signIn(const SignInChoice &choice);
    void stopSignIn() { m_call.stop(); }
    // The clock stops: the alert came, or nobody waits for it any longer.
    void endWaiting(bool alertCame);
    // Seconds since the sign-in, or until the alert.
    std::chrono::seconds elapsed() const;
    void keep(const QString &witness, std::optional<bool> wasSealIntact, const QString &problems);
    void forget();

    const AsyncResult<DrillProof> &proof() const { return m_proof; }
    // The tenant's log, looked into by itself after the sign-in; an empty value: nothing came in time.
    const AsyncResult<std::optional<SignInEntry>> &trace() const { return m_trace; }
    const AsyncResult<RunRecord> &kept() const { return m_kept; }
    // The drill's line is with the access record.
    bool isLinePutAway() const { return m_isLinePutAway; }

Q_SIGNALS:
    void changed();

private:
    void go(Stage stage);
    void lookIntoLog();
    void printAccessLogEntry(const RunRecord &drilled);

    DrillService &m_service;
    Clock &m_clock;
    Stage m_stage = Stage::Inform;
    DrillRecord m_drill;
    AsyncResult<DrillProof> m_proof;
    AsyncResult<std::optional<SignInEntry>> m_trace;
    AsyncResult<RunRecord> m_kept;
    // Last: they must not outlive what they use.
    bool m_isLinePutAway = false;
    Worker m_log;
    Worker m_paper;
    Worker m_call;
};

} // namespace bg
