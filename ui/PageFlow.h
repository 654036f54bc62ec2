// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/DesiredState.h"
#include "app/model/RunRecord.h"
#include "ui/PageId.h"

#include <QList>

#include <optional>

namespace bg {

// The pages of a mode in the order in which they are walked: Welcome first, Done last. The only place where it is
// written; the wizard walks them and the rail shows them. A repair has paper only where it resets a sign-in.
QList<PageId> pagesOf(Mode mode, const DesiredState &desired = {});
// The modes whose pages are all there: what the Welcome page and --mode offer.
QList<Mode> workingModes();
// One account's paper comes before the other's keys: Work and Paper take turns, as the person is asked.
bool turnsBetweenWorkAndPaper(Mode mode);
// Where Next leads. A page that is none of the mode's (the mode was changed on it) leads to the first one after the
// sign-in. Nothing after the last.
std::optional<PageId> pageAfter(Mode mode, PageId page, const DesiredState &desired = {});

} // namespace bg
