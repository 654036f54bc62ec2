// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"
#include "app/base/Result.h"
#include "app/model/AlertChoice.h"
#include "app/model/Finding.h"
#include "app/model/RenewalIntervals.h"
#include "app/model/PolicyVersion.h"
#include "app/model/Questionnaire.h"
#include "app/model/SignInReview.h"
#include "app/sheet/SheetHeader.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace bg {

struct AccountChoice {
    QString userName; // before the @; the domain is always the tenant's initial one
    QString displayName;
    std::optional<ObjectId> adopted; // an account that exists and is taken over
    friend bool operator==(const AccountChoice &, const AccountChoice &) = default;
};

enum class PinChoice { Generate, Ask };
// What the keys themselves are told to insist on, where they can (authenticatorConfig, CTAP 2.1 section 6.11). A raised
// minimum can be lowered by a reset of the key only.
struct KeySettings {
    int minimumPinLength = 0; // code points, 4 to 63; 0: as the key has it
    bool alwaysUv = false; // the PIN at every use, even where a site does not ask for it
    friend bool operator==(const KeySettings &, const KeySettings &) = default;
};
enum class PimRuleChoice { Direct, Change, Stop }; // what to do where PIM forbids a permanent assignment
enum class MethodPolicyChoice { Change, Leave }; // where the passkey policy stops the set-up
enum class AdoptChoice { Offer, Never };

struct Places {
    QString a, b;
    friend bool operator==(const Places &, const Places &) = default;
};
struct People {
    QStringList authorisedBy;
    QString operatorName;
    QString witness;
    friend bool operator==(const People &, const People &) = default;
};
// What a rotation makes new. The accounts are done one after the other, in this order, never both at once.
struct RotationChoice {
    QList<int> accounts{ 0, 1 }; // indexes in DesiredState::accounts
    bool password = true;
    bool pins = false; // of the keys that stay
    bool keys = false; // each by another key, with a PIN of its own
    friend bool operator==(const RotationChoice &, const RotationChoice &) = default;
};

// Of Mode::Repair: an administrator who gets a new way to sign in. The object id decides; the name is the one that was
// read when they were chosen.
struct ResetChoice {
    ObjectId id;
    Upn userPrincipalName;
    friend bool operator==(const ResetChoice &, const ResetChoice &) = default;
};

// Everything the person decides: the one value that all pages edit, and that an answers file fills in.
struct DesiredState {
    QList<AccountChoice> accounts; // two
    int keysPerAccount = 2;
    QString exclusionGroup;
    std::optional<ObjectId> adoptedGroup; // a group that exists and is used; else one is looked for by name
    PinChoice pin = PinChoice::Generate;
    KeySettings keySettings;
    Places places;
    People people;
    PasswordShape passwordShape = PasswordShape::Whole;
    Paper paper = Paper::A4;
    QString language; // of the paper: "en", "de", "fr", "es", "ja"; empty: the window's
    PimRuleChoice pimRule = PimRuleChoice::Direct;
    MethodPolicyChoice methodPolicy = MethodPolicyChoice::Change;
    bool guardPolicy = false;
    AlertChoice alerts;
    AdoptChoice adopt = AdoptChoice::Offer;
    RotationChoice rotation;
    RenewalIntervals renewalIntervals;
    QList<PolicyId> reportOnly; // of Mode::Repair: policies that only report from now on
    QList<PolicyVersion> restored; // of Mode::Repair: policies that become what they were; none of them in `relief`
    QList<ResetChoice> resets; // of Mode::Repair: never the person who signed in, never an emergency account
    // Of Mode::Repair: what a check found that is to be mended, by the step that mends it; nothing else of the accounts
    // is written then. See plan/DriftRepair.h.
    QList<StepId> drift;
    SignInReview signIns; // of Mode::Incident: what people said of what the logs hold
    StatementAnswers answers; // what people said of what no program can see

    // The wizard's own proposal: two neutral generated names, two keys each, the group's usual name.
    static DesiredState proposal();
    // The proposal with what an answers file holds laid over it. Input: one sentence that names the member and what is
    // wrong with it (not JSON, unknown member, wrong type, value out of range, the same user name twice).
    static Result<DesiredState> fromAnswers(const QByteArray &json);
    // The same members, so that fromAnswers() reads them again: no secret. An account to be taken over goes by its name
    // only, and webhooks are left out.
    QJsonObject toAnswers() const;
    friend bool operator==(const DesiredState &, const DesiredState &) = default;
};

// What is wrong with the part before the @ by Entra's rules (ASCII letters, digits and ' . - _ ! # ^ ~, at most 64, no
// dot at either end), as a sentence; nothing when it is fine.
std::optional<QString> userNameProblem(const QString &userName);
// admin, breakglass, emergency and their like: allowed, but an attacker looks for them first.
bool isObviousName(const QString &userName);
// The name says, in one of a few languages, that the account is for emergencies.
bool saysEmergency(const QString &userName);

} // namespace bg
