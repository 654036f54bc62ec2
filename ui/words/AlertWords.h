// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/words/FindingText.h"

#include <span>

namespace bg {

// The sentences for the ids of app/arm/AlertFindings.h and for those of the step in app/model/FindingIds.h.
std::span<const FindingWords> alertWords();
// The facts of such a finding as people say them: of a rule what it watches, of a resource id its last name.
QJsonObject alertFacts(QJsonObject facts);

// What a resource of the kit is, by its key: "rule.signIn", "workspace".
QString alertResourceTitle(const QString &key);

} // namespace bg
