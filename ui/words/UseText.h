// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan/StrangeMethod.h"
#include "app/plan/UseDeed.h"
#include "app/plan/UseReview.h"

#include <QString>

namespace bg {

QString useReasonText(UseReason reason); // "an emergency"
// When and as whom.
QString useHeadline(const SeenUse &use);
// From where, into what, how, and what Conditional Access said.
QString useDetails(const SeenUse &use);
QString deedText(const UseDeed &deed);
QString methodText(const StrangeMethod &method); // "a phone"
// What could not be seen, as a sentence; of UseReview::blind.
QString blindText(const QString &blind);

} // namespace bg
