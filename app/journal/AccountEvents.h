// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/EventMembers.h"

namespace bg {

// A create is about to be sent.
struct AccountBegun {
    static constexpr QLatin1String Name{ "accountBegun" };
    QString step;
    Upn userPrincipalName;
    QString mailNickname;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &AccountBegun::step },
                           EventMember{ "userPrincipalName", &AccountBegun::userPrincipalName },
                           EventMember{ "mailNickname", &AccountBegun::mailNickname } };
    }
    friend bool operator==(const AccountBegun &, const AccountBegun &) = default;
};

// Made, or taken over by agreement.
struct AccountKnown {
    static constexpr QLatin1String Name{ "accountKnown" };
    QString step;
    Upn userPrincipalName;
    ObjectId objectId;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &AccountKnown::step },
                           EventMember{ "userPrincipalName", &AccountKnown::userPrincipalName },
                           EventMember{ "objectId", &AccountKnown::objectId } };
    }
    friend bool operator==(const AccountKnown &, const AccountKnown &) = default;
};

// About an account; the subject is its user principal name.
struct AccountNote {
    QString step;
    QString subject;
    ObjectId objectId;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &AccountNote::step },
                           EventMember{ "subject", &AccountNote::subject },
                           EventMember{ "objectId", &AccountNote::objectId } };
    }
    friend bool operator==(const AccountNote &, const AccountNote &) = default;
};

// From here on nobody knows the password, until a new one is on paper.
struct PasswordBegun : AccountNote {
    static constexpr QLatin1String Name{ "passwordBegun" };
};

// The service took the new one.
struct PasswordSet : AccountNote {
    static constexpr QLatin1String Name{ "passwordSet" };
};

// It is on paper.
struct PasswordSealed {
    static constexpr QLatin1String Name{ "passwordSealed" };
    QString step;
    QString subject;
    ObjectId objectId;
    std::optional<QString> contentId; // of the sheet

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &PasswordSealed::step },
                           EventMember{ "subject", &PasswordSealed::subject },
                           EventMember{ "objectId", &PasswordSealed::objectId },
                           EventMember{ "contentId", &PasswordSealed::contentId } };
    }
    friend bool operator==(const PasswordSealed &, const PasswordSealed &) = default;
};

// A password that nobody knows is set, and sessions are ended.
struct ShutOut : AccountNote {
    static constexpr QLatin1String Name{ "shutOut" };
};

// About to be taken out of a restricted unit.
struct UnitLeft {
    static constexpr QLatin1String Name{ "unitLeft" };
    QString step;
    QString subject;
    ObjectId objectId;
    ObjectId unit;
    QString displayName;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &UnitLeft::step },
                           EventMember{ "subject", &UnitLeft::subject },
                           EventMember{ "objectId", &UnitLeft::objectId },
                           EventMember{ "unit", &UnitLeft::unit },
                           EventMember{ "displayName", &UnitLeft::displayName } };
    }
    friend bool operator==(const UnitLeft &, const UnitLeft &) = default;
};

struct UnitReturned {
    static constexpr QLatin1String Name{ "unitReturned" };
    QString step;
    QString subject;
    ObjectId objectId;
    ObjectId unit;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &UnitReturned::step },
                           EventMember{ "subject", &UnitReturned::subject },
                           EventMember{ "objectId", &UnitReturned::objectId },
                           EventMember{ "unit", &UnitReturned::unit } };
    }
    friend bool operator==(const UnitReturned &, const UnitReturned &) = default;
};

// About to change the rule of role activation; `before` puts it back.
struct PimRuleLoosened {
    static constexpr QLatin1String Name{ "pimRuleLoosened" };
    QString step;
    QJsonObject before;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &PimRuleLoosened::step },
                           EventMember{ "before", &PimRuleLoosened::before } };
    }
    friend bool operator==(const PimRuleLoosened &, const PimRuleLoosened &) = default;
};

struct PimRuleRestored {
    static constexpr QLatin1String Name{ "pimRuleRestored" };
    QString step;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &PimRuleRestored::step } };
    }
    friend bool operator==(const PimRuleRestored &, const PimRuleRestored &) = default;
};

// About a person whose password a repair replaces.
struct SignInResetNote {
    QString step;
    QString subject;
    ObjectId objectId;
    QString displayName;

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &SignInResetNote::step },
                           EventMember{ "subject", &SignInResetNote::subject },
                           EventMember{ "objectId", &SignInResetNote::objectId },
                           EventMember{ "displayName", &SignInResetNote::displayName } };
    }
    friend bool operator==(const SignInResetNote &, const SignInResetNote &) = default;
};

// From here on nobody knows the password, until a new one is on paper.
struct SignInResetBegun : SignInResetNote {
    static constexpr QLatin1String Name{ "signInResetBegun" };
};

struct SignInSessionsEnding : SignInResetNote {
    static constexpr QLatin1String Name{ "signInSessionsEnding" };
};

struct SignInSwitchingOn : SignInResetNote {
    static constexpr QLatin1String Name{ "signInSwitchingOn" };
};

struct SignInResetOnPaper {
    static constexpr QLatin1String Name{ "signInResetOnPaper" };
    QString step;
    QString subject;
    ObjectId objectId;
    QString displayName;
    QString contentId; // of the sheet

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &SignInResetOnPaper::step },
                           EventMember{ "subject", &SignInResetOnPaper::subject },
                           EventMember{ "objectId", &SignInResetOnPaper::objectId },
                           EventMember{ "displayName", &SignInResetOnPaper::displayName },
                           EventMember{ "contentId", &SignInResetOnPaper::contentId } };
    }
    friend bool operator==(const SignInResetOnPaper &, const SignInResetOnPaper &) = default;
};

// A stranger's key is about to be taken out.
struct StrangeMethodBegun {
    static constexpr QLatin1String Name{ "strangeMethodBegun" };
    QString step;
    QString subject;
    QJsonObject method; // an UnknownAuthMethod

    static constexpr auto members()
    {
        return std::tuple{ EventMember{ "step", &StrangeMethodBegun::step },
                           EventMember{ "subject", &StrangeMethodBegun::subject },
                           EventMember{ "method", &StrangeMethodBegun::method } };
    }
    friend bool operator==(const StrangeMethodBegun &, const StrangeMethodBegun &) = default;
};

} // namespace bg
