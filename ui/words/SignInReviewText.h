// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/UnknownAuthMethod.h"
#include "app/model/AuditedAction.h"
#include "app/model/SignInReview.h"

#include <QString>

namespace bg {

QString useReasonText(SignInReason reason); // "an emergency"
// When and as whom.
QString useHeadline(const AccountSignIn &use);
// From where, into what, how, and what Conditional Access said.
QString useDetails(const AccountSignIn &use);
QString actionText(const AuditedAction &action);
QString methodText(const UnknownAuthMethod &method); // "a phone"
// What could not be seen, as a sentence; of SignInReview::blind.
QString blindText(const QString &blind);

} // namespace bg
