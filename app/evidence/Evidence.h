// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/RunRecord.h"

#include <QByteArray>
#include <QString>

namespace bg {

// What a run leaves for an auditor, as JSON and without any secret: {version, previous: {sha256} or null, run: the
// record, benchmarks: [{id, source, asks, complains, because[], configure}], requirements: [{number, asks, answer, how,
// open[]}]}. `previous` is the evidence of the run
// before, byte for byte as it was written; empty for the first one. Whoever holds the newest evidence can tell that
// none of the earlier ones was changed or taken away.
QByteArray evidenceOf(const RunRecord &record, const QByteArray &previous);
// As it stands in the next one's "previous": lower-case hex of SHA-256.
QString evidenceHash(const QByteArray &evidence);

} // namespace bg
