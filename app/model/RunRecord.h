// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Error.h"
#include "app/base/Ids.h"
#include "app/base/Result.h"
#include "app/model/RenewalIntervals.h"
#include "app/model/DrillRecord.h"
#include "app/model/Finding.h"
#include "app/model/Questionnaire.h"
#include "app/model/SignInReview.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>

#include <chrono>
#include <optional>

namespace bg {

enum class Mode { Provision, Rotate, Check, Drill, Incident, Repair };
QString name(Mode mode);
std::optional<Mode> modeNamed(const QString &text);

struct RecordedKey {
    QString credentialId; // base64url without padding
    QString methodId; // Entra's id of the method
    QString aaguid, model, serial, firmware, label;
};

struct RecordedAccount {
    ObjectId objectId;
    QString userPrincipalName;
    QString displayName;
    QString roleAssignment; // "permanent", "none", "eligible", "timeBound"
    bool passwordSet = false; // by this run
    QList<RecordedKey> keys;
};

struct RecordedPolicy {
    QString id, displayName, state;
    QString outcome; // "excluded", "already", "skipped", "failed"
    QString reason;
};

// A sheet with a secret that this run put away.
struct RecordedSheet {
    QString contentId; // "9F2C-71A4", as printed on it
    QString kind; // "credential", "pin", "oneTime"
    QString userPrincipalName;
    QString label; // of the key whose PIN it holds
    QString replaces; // content id of the sheet that is to be destroyed before a witness; empty for the first
    friend bool operator==(const RecordedSheet &, const RecordedSheet &) = default;
};

struct RunCounters {
    int graphRequests = 0;
    int retries = 0;
    int throttled = 0;
    QMap<QString, int> perEndpoint;
    qint64 longestGuiStallMs = 0;
    double secondsDirectoryLane = 0;
    double secondsKeyLane = 0;
};

// What a run leaves behind, without any secret: record.json.
struct RunRecord {
    TenantId tenantId;
    QString tenantName, tenantDomain;
    QString runId;
    Mode mode = Mode::Provision;
    QDateTime started, finished;
    QString planHash;
    QList<RecordedAccount> accounts;
    QString groupId, groupName;
    QList<QString> groupMembers;
    QList<RecordedPolicy> policies;
    QList<RecordedSheet> sheets;
    RenewalIntervals renewalIntervals; // as the set-up was told
    std::optional<DrillRecord> drill; // of Mode::Drill
    std::optional<SignInReview> signIns; // of Mode::Incident
    QList<Finding> findings;
    QJsonObject alerts; // see recordedAlerts(); empty: no run that is known of made alerts
    StatementAnswers answers; // to the questionnaire, of this run or carried over
    RunCounters counters;
    QString outcome; // "done", "findings", "cancelled", "failed"
    QString failure; // for "failed" and "cancelled": the error's kind and detail, as scripts read it
    std::optional<Error> error; // the same error whole; of an old record what its text tells. None: no kind is named

    void setFailure(const Error &why); // both of them; does not touch the outcome

    // It came to its end, whatever it found there.
    bool isWhole() const { return outcome == QLatin1String("done") || outcome == QLatin1String("findings"); }

    // {version, tenantId, mode, started, finished, plan{hash}, accounts[...], group{id, members[]}, policies[...],
    //  cadence{...}, alerts{...}, findings[...], questionnaire[...], counters{...}, outcome, failure, error{...}}
    QJsonObject toJson() const;
    // Reads one that an earlier run left; Malformed when it is none.
    static Result<RunRecord> fromJson(const QByteArray &json);
};

} // namespace bg
