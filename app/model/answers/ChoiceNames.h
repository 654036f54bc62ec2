// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/DesiredState.h"

#include <utility>

// What the choices are called in an answers file and in the journal.
namespace bg::choice {

template <typename T> using Named = std::pair<const char *, T>;

inline constexpr Named<PinChoice> pins[]{ { "generate", PinChoice::Generate }, { "ask", PinChoice::Ask } };
inline constexpr Named<PasswordShape> passwordShapes[]{ { "whole", PasswordShape::Whole },
                                                        { "twoParts", PasswordShape::TwoParts },
                                                        { "twoOfThree", PasswordShape::TwoOfThree } };
inline constexpr Named<Paper> papers[]{ { "A4", Paper::A4 }, { "Letter", Paper::Letter } };
inline constexpr Named<PimRuleChoice> pimRules[]{ { "direct", PimRuleChoice::Direct },
                                                  { "change", PimRuleChoice::Change },
                                                  { "stop", PimRuleChoice::Stop } };
inline constexpr Named<MethodPolicyChoice> methodPolicies[]{ { "change", MethodPolicyChoice::Change },
                                                             { "leave", MethodPolicyChoice::Leave } };
inline constexpr Named<AdoptChoice> adoptions[]{ { "offer", AdoptChoice::Offer }, { "never", AdoptChoice::Never } };

// What a repair can mend, in the order in which it does. In an answers file by the name of the step.
inline constexpr StepId mendable[]{ StepId::Accounts,             StepId::ExclusionGroup, StepId::MethodPolicy,
                                    StepId::RegistrationCampaign, StepId::PerUserMfa,     StepId::Exclusions,
                                    StepId::Role,                 StepId::Alerts };

} // namespace bg::choice
