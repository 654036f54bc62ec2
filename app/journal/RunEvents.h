// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/EventMembers.h"

namespace bg {

// The first line of a run. A drill that is kept afterwards has no plan and no choices.
struct RunStarted {
    static constexpr QLatin1String Name{ "runStarted" };
    QString runId;
    QString mode;
    TenantId tenantId;
    ObjectId person; // as "operator"
    std::optional<QString> planHash;
    QStringList accounts; // user principal names
    QString group; // display name of the exclusion group
    std::optional<QJsonObject> choices;
    std::optional<QStringList> adopted; // object ids, empty for a new account
    std::optional<ObjectId> adoptedGroup;
    std::optional<QJsonArray> plan;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "runId", &RunStarted::runId },
                           EventMember{ "mode", &RunStarted::mode },
                           EventMember{ "tenantId", &RunStarted::tenantId },
                           EventMember{ "operator", &RunStarted::person },
                           EventMember{ "planHash", &RunStarted::planHash },
                           EventMember{ "accounts", &RunStarted::accounts },
                           EventMember{ "group", &RunStarted::group },
                           EventMember{ "choices", &RunStarted::choices },
                           EventMember{ "adopted", &RunStarted::adopted },
                           EventMember{ "adoptedGroup", &RunStarted::adoptedGroup },
                           EventMember{ "plan", &RunStarted::plan } };
    }
    friend bool operator==(const RunStarted &, const RunStarted &) = default;
};

// The last line: the record is on the disk.
struct RunFinished {
    static constexpr QLatin1String Name{ "runFinished" };
    QString outcome;
    bool isWhole = false;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "outcome", &RunFinished::outcome },
                           EventMember{ "isWhole", &RunFinished::isWhole } };
    }
    friend bool operator==(const RunFinished &, const RunFinished &) = default;
};

// Somebody chose to leave an unfinished run as it is.
struct RunLeft {
    static constexpr QLatin1String Name{ "runLeft" };

    static constexpr std::tuple<> members() { return {}; }
    friend bool operator==(const RunLeft &, const RunLeft &) = default;
};

// The power went while a line was written.
struct TornLineKeptAside {
    static constexpr QLatin1String Name{ "tornLineKeptAside" };
    qint64 bytes = 0;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "bytes", &TornLineKeptAside::bytes } };
    }
    friend bool operator==(const TornLineKeptAside &, const TornLineKeptAside &) = default;
};

// What people said of the sign-ins, before anything is done: a SignInReview.
struct UsesSaid {
    static constexpr QLatin1String Name{ "usesSaid" };
    QJsonObject told;

    static constexpr std::tuple<> members() { return {}; }
    friend bool operator==(const UsesSaid &, const UsesSaid &) = default;
};

// An emergency account signed in here: a SignInProof.
struct SignInProven {
    static constexpr QLatin1String Name{ "signInProven" };
    QJsonObject told;

    static constexpr std::tuple<> members() { return {}; }
    friend bool operator==(const SignInProven &, const SignInProven &) = default;
};

// An AccountSignIn.
struct UseSeen {
    static constexpr QLatin1String Name{ "useSeen" };
    QJsonObject told;

    static constexpr std::tuple<> members() { return {}; }
    friend bool operator==(const UseSeen &, const UseSeen &) = default;
};

// An AuditedAction.
struct UseDeed {
    static constexpr QLatin1String Name{ "useDeed" };
    QJsonObject told;

    static constexpr std::tuple<> members() { return {}; }
    friend bool operator==(const UseDeed &, const UseDeed &) = default;
};

// A DrillRecord.
struct Drilled {
    static constexpr QLatin1String Name{ "drilled" };
    QJsonObject told;

    static constexpr std::tuple<> members() { return {}; }
    friend bool operator==(const Drilled &, const Drilled &) = default;
};

} // namespace bg
