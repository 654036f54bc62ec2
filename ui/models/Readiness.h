// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/PageId.h"

namespace bg {

class WizardModel;

// Whether the page has what it needs, so that Next works.
bool isReadyToGoOn(const WizardModel &model, PageId page);
// The tenant stands in the way, and the person chose not to change it.
bool isHeldBack(const WizardModel &model);

} // namespace bg
