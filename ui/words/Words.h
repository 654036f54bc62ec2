// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/Finding.h"
#include "app/reconcile/RunObserver.h"
#include "app/model/RunRecord.h"
#include "app/model/TenantFacts.h"
#include "app/sheet/Printer.h"
#include "ui/PageId.h"
#include "ui/look/Icon.h"

#include <QString>

#include <chrono>

namespace bg {

// The names that people read for what the engine calls by identifiers.

QString modeName(Mode mode); // "Set up"
QString modeSentence(Mode mode);
QString stageName(PageId page); // "Places and people"
QString licenceName(Licence licence);
QString printerWarning(TrustReason reason); // why a printer is warned of or refused
QString printerKind(Trust trust);

QString stepTitle(StepId step, const QString &subject); // "Account harbour.north"
// Under the title: how far it is, or why it waits.
QString stepDetail(const StepStatus &status);
Mark markOf(StepStatus::Phase phase);
Mark markOf(const Finding &finding);

// "About 2 minutes left", "Less than a minute left".
QString timeLeftText(std::chrono::seconds left);
QString actionOwnerTitle(ActionOwner actionOwner);

} // namespace bg
