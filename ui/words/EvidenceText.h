// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/evidence/EvidencePaper.h"
#include "app/model/RunRecord.h"

namespace bg {

// The evidence of a run in words. `evidence`: its JSON, whose hash stands on the paper.
EvidencePaper evidencePaper(const RunRecord &record, const QByteArray &evidence);

} // namespace bg
