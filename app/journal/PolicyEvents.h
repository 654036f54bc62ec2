// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/EventMembers.h"

namespace bg {

// A create is about to be sent.
struct GroupBegun {
    static constexpr QLatin1String Name{ "groupBegun" };
    QString step;
    QString displayName;
    QString mailNickname;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &GroupBegun::step },
                           EventMember{ "displayName", &GroupBegun::displayName },
                           EventMember{ "mailNickname", &GroupBegun::mailNickname } };
    }
    friend bool operator==(const GroupBegun &, const GroupBegun &) = default;
};

// Made, or taken over by agreement.
struct GroupKnown {
    static constexpr QLatin1String Name{ "groupKnown" };
    QString step;
    QString displayName;
    ObjectId objectId;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &GroupKnown::step },
                           EventMember{ "displayName", &GroupKnown::displayName },
                           EventMember{ "objectId", &GroupKnown::objectId } };
    }
    friend bool operator==(const GroupKnown &, const GroupKnown &) = default;
};

// Deleted again: another one of its name is older.
struct GroupTakenBack {
    static constexpr QLatin1String Name{ "groupTakenBack" };
    QString step;
    QString displayName;
    ObjectId objectId;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &GroupTakenBack::step },
                           EventMember{ "displayName", &GroupTakenBack::displayName },
                           EventMember{ "objectId", &GroupTakenBack::objectId } };
    }
    friend bool operator==(const GroupTakenBack &, const GroupTakenBack &) = default;
};

// An exclusion is about to be sent.
struct PolicyBefore {
    static constexpr QLatin1String Name{ "policyBefore" };
    QString step;
    PolicyId policyId;
    QString displayName;
    ObjectId group; // ours
    QString groupName;
    QList<ObjectId> sent; // the whole list of excluded groups
    QList<ObjectId> dropped; // a group of ours that does not exist any more
    QJsonObject before;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &PolicyBefore::step },
                           EventMember{ "policyId", &PolicyBefore::policyId },
                           EventMember{ "displayName", &PolicyBefore::displayName },
                           EventMember{ "group", &PolicyBefore::group },
                           EventMember{ "groupName", &PolicyBefore::groupName },
                           EventMember{ "sent", &PolicyBefore::sent },
                           EventMember{ "dropped", &PolicyBefore::dropped },
                           EventMember{ "before", &PolicyBefore::before } };
    }
    friend bool operator==(const PolicyBefore &, const PolicyBefore &) = default;
};

// The exclusion was not taken.
struct PolicyRefused {
    static constexpr QLatin1String Name{ "policyRefused" };
    QString step;
    PolicyId policyId;
    QString requestId;
    QJsonObject finding;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &PolicyRefused::step },
                           EventMember{ "policyId", &PolicyRefused::policyId },
                           EventMember{ "requestId", &PolicyRefused::requestId },
                           EventMember{ "finding", &PolicyRefused::finding } };
    }
    friend bool operator==(const PolicyRefused &, const PolicyRefused &) = default;
};

// What was sent to them was compared with the audit log; nothing is open.
struct PoliciesAudited {
    static constexpr QLatin1String Name{ "policiesAudited" };
    QList<PolicyId> policyIds;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "policyIds", &PoliciesAudited::policyIds } };
    }
    friend bool operator==(const PoliciesAudited &, const PoliciesAudited &) = default;
};

// Somebody's edit that we overwrote is about to be put back.
struct EditPutBack {
    static constexpr QLatin1String Name{ "editPutBack" };
    QString step;
    PolicyId policyId;
    QString displayName;
    QList<ObjectId> lost;
    QList<ObjectId> returned;
    QJsonObject before;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &EditPutBack::step },
                           EventMember{ "policyId", &EditPutBack::policyId },
                           EventMember{ "displayName", &EditPutBack::displayName },
                           EventMember{ "lost", &EditPutBack::lost },
                           EventMember{ "returned", &EditPutBack::returned },
                           EventMember{ "before", &EditPutBack::before } };
    }
    friend bool operator==(const EditPutBack &, const EditPutBack &) = default;
};

// About to be set to report only.
struct PolicyRelieved {
    static constexpr QLatin1String Name{ "policyRelieved" };
    QString step;
    PolicyId policyId;
    QString displayName;
    QJsonObject before;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &PolicyRelieved::step },
                           EventMember{ "policyId", &PolicyRelieved::policyId },
                           EventMember{ "displayName", &PolicyRelieved::displayName },
                           EventMember{ "before", &PolicyRelieved::before } };
    }
    friend bool operator==(const PolicyRelieved &, const PolicyRelieved &) = default;
};

// About to be put back to what it was.
struct PolicyRestored {
    static constexpr QLatin1String Name{ "policyRestored" };
    QString step;
    PolicyId policyId;
    QString displayName;
    ObjectId group; // ours
    QJsonObject sent; // the patch
    QJsonObject before;
    QJsonObject after;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &PolicyRestored::step },
                           EventMember{ "policyId", &PolicyRestored::policyId },
                           EventMember{ "displayName", &PolicyRestored::displayName },
                           EventMember{ "group", &PolicyRestored::group },
                           EventMember{ "sent", &PolicyRestored::sent },
                           EventMember{ "before", &PolicyRestored::before },
                           EventMember{ "after", &PolicyRestored::after } };
    }
    friend bool operator==(const PolicyRestored &, const PolicyRestored &) = default;
};

// The service refused that.
struct PolicyNotRestored {
    static constexpr QLatin1String Name{ "policyNotRestored" };
    QString step;
    PolicyId policyId;
    QString requestId;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &PolicyNotRestored::step },
                           EventMember{ "policyId", &PolicyNotRestored::policyId },
                           EventMember{ "requestId", &PolicyNotRestored::requestId } };
    }
    friend bool operator==(const PolicyNotRestored &, const PolicyNotRestored &) = default;
};

// A change of ours is about to be taken back.
struct PolicyTakenBack {
    static constexpr QLatin1String Name{ "policyUndo" };
    PolicyId policyId;
    QString displayName;
    QJsonObject before;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "policyId", &PolicyTakenBack::policyId },
                           EventMember{ "displayName", &PolicyTakenBack::displayName },
                           EventMember{ "before", &PolicyTakenBack::before } };
    }
    friend bool operator==(const PolicyTakenBack &, const PolicyTakenBack &) = default;
};

struct GuardMade {
    static constexpr QLatin1String Name{ "guardMade" };
    QString step;
    PolicyId policyId;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &GuardMade::step },
                           EventMember{ "policyId", &GuardMade::policyId } };
    }
    friend bool operator==(const GuardMade &, const GuardMade &) = default;
};

struct CampaignBefore {
    static constexpr QLatin1String Name{ "campaignBefore" };
    QString step;
    QJsonArray excludeTargets;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &CampaignBefore::step },
                           EventMember{ "excludeTargets", &CampaignBefore::excludeTargets } };
    }
    friend bool operator==(const CampaignBefore &, const CampaignBefore &) = default;
};

struct MethodPolicyBefore {
    static constexpr QLatin1String Name{ "methodPolicyBefore" };
    QString step;
    QJsonObject before;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &MethodPolicyBefore::step },
                           EventMember{ "before", &MethodPolicyBefore::before } };
    }
    friend bool operator==(const MethodPolicyBefore &, const MethodPolicyBefore &) = default;
};

// Alert resources are about to be made.
struct AlertsBegun {
    static constexpr QLatin1String Name{ "alertsBegun" };
    QString step;
    QJsonObject alerts; // see recordedAlerts()

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &AlertsBegun::step },
                           EventMember{ "alerts", &AlertsBegun::alerts } };
    }
    friend bool operator==(const AlertsBegun &, const AlertsBegun &) = default;
};

} // namespace bg
