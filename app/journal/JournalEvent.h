// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/AccountEvents.h"
#include "app/journal/KeyEvents.h"
#include "app/journal/PolicyEvents.h"
#include "app/journal/RunEvents.h"
#include "app/journal/StepEvents.h"

#include <QDateTime>

#include <variant>

namespace bg {

// A line whose event this version does not know.
struct UnknownEvent {
    QString name;
    QJsonObject line;
    friend bool operator==(const UnknownEvent &, const UnknownEvent &) = default;
};

using JournalEvent = std::variant<UnknownEvent, RunStarted, RunFinished, RunLeft, TornLineKeptAside, UsesSaid,
                                  SignInProven, UseSeen, UseDeed, Drilled, Inspected, Verified, Applied, Failed,
                                  Skipped, AccountBegun, AccountKnown, PasswordBegun, PasswordSet, PasswordSealed,
                                  ShutOut, UnitLeft, UnitReturned, PimRuleLoosened, PimRuleRestored, SignInResetBegun,
                                  SignInSessionsEnding, SignInSwitchingOn, SignInResetOnPaper, StrangeMethodBegun,
                                  GroupBegun, GroupKnown, GroupTakenBack, PolicyBefore, PolicyRefused,
                                  PoliciesAudited, EditPutBack, PolicyRelieved, PolicyRestored, PolicyNotRestored,
                                  PolicyTakenBack, GuardMade, CampaignBefore, MethodPolicyBefore, AlertsBegun, KeyBegun,
                                  KeyProven, KeyTakenBack, KeyWithdrawn, KeyReplacing, KeyRetired, KeyResetBegun, KeyWasReset,
                                  PinToSet, PinNotSet, PinBegun, PinChanged, PinSealed, SparePinSealed>;

// Reads a line of a journal, written by this version or an earlier one.
JournalEvent readEvent(const QJsonObject &line);
// When it was written; UTC.
QDateTime writtenAt(const QJsonObject &line);

// For std::visit over a JournalEvent: one function per event that matters.
template <typename... Functions> struct ForEvents : Functions... {
    using Functions::operator()...;
};
template <typename... Functions> ForEvents(Functions...) -> ForEvents<Functions...>;

} // namespace bg
