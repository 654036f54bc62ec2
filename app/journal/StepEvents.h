// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/EventMembers.h"

namespace bg {

// A step looked at the tenant.
struct StepLook {
    QString step;
    QString subject;
    QJsonObject finding;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &StepLook::step },
                           EventMember{ "subject", &StepLook::subject },
                           EventMember{ "finding", &StepLook::finding } };
    }
    friend bool operator==(const StepLook &, const StepLook &) = default;
};

// Before it does anything.
struct Inspected : StepLook {
    static constexpr QLatin1String Name{ "inspected" };
};

// After it wrote.
struct Verified : StepLook {
    static constexpr QLatin1String Name{ "verified" };
};

// A step sent what it had to; `requests` are receipts of the service.
struct Applied {
    static constexpr QLatin1String Name{ "applied" };
    QString step;
    QString subject;
    std::optional<QJsonArray> requests;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &Applied::step },
                           EventMember{ "subject", &Applied::subject },
                           EventMember{ "requests", &Applied::requests } };
    }
    friend bool operator==(const Applied &, const Applied &) = default;
};

struct Failed {
    static constexpr QLatin1String Name{ "failed" };
    QString step;
    QString subject;
    QString error;
    QString detail;
    QString serviceCode;
    QString serviceMessage;
    QString requestId;
    std::optional<QJsonArray> requests;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &Failed::step },
                           EventMember{ "subject", &Failed::subject },
                           EventMember{ "error", &Failed::error },
                           EventMember{ "detail", &Failed::detail },
                           EventMember{ "serviceCode", &Failed::serviceCode },
                           EventMember{ "serviceMessage", &Failed::serviceMessage },
                           EventMember{ "requestId", &Failed::requestId },
                           EventMember{ "requests", &Failed::requests } };
    }
    friend bool operator==(const Failed &, const Failed &) = default;
};

// The person chose to go on without it.
struct Skipped {
    static constexpr QLatin1String Name{ "skipped" };
    QString step;
    QString subject;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &Skipped::step },
                           EventMember{ "subject", &Skipped::subject } };
    }
    friend bool operator==(const Skipped &, const Skipped &) = default;
};

} // namespace bg
