// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/drill/DrillJournal.h"

#include "app/evidence/Evidence.h"
#include "app/journal/Journal.h"
#include "app/journal/RunEvents.h"
#include "app/record/RunId.h"

#include <QJsonDocument>

namespace bg {

Result<KeptDrill> keepDrill(const RunStore &store, Clock &clock, const RunRecord &setUp, const DrillRecord &drill,
                            const ObjectId &person)
{
    RunRecord record = setUp;
    record.runId = newRunId();
    record.mode = Mode::Drill;
    record.started = drill.begun;
    record.finished = clock.utcNow();
    record.findings.clear();
    record.sheets.clear();
    record.counters = {};
    record.failure.clear();
    record.error.reset();
    record.planHash.clear();
    for (RecordedAccount &account : record.accounts)
        account.passwordSet = false;
    record.drill = drill;
    record.outcome = drill.isPassed() ? QStringLiteral("done") : QStringLiteral("findings");

    const auto stored = store.begin(record.runId, record.finished);
    if (!stored)
        return fail(stored.error());
    const auto journal = Journal::open(stored->journalFile(), clock, stored->seal);
    if (!journal)
        return fail(journal.error());
    QStringList names;
    for (const RecordedAccount &account : record.accounts)
        names.append(account.userPrincipalName);
    const RunStarted begun{ record.runId, name(record.mode), record.tenantId, person, {}, names, record.groupName,
                            {},           {},                {},              {} };
    if (auto written = (*journal)->write(begun); !written)
        return fail(written.error());
    if (auto written = (*journal)->write(Drilled{ drill.toJson() }); !written)
        return fail(written.error());
    if (auto written = (*journal)->write(RunFinished{ record.outcome, true }); !written)
        return fail(written.error());
    if (auto saved = RunStore::saveRecord(*stored, QJsonDocument(record.toJson()).toJson()); !saved)
        return fail(saved.error());
    if (auto saved = RunStore::saveEvidence(*stored, evidenceOf(record, store.newestEvidence())); !saved)
        return fail(saved.error());
    return KeptDrill{ record, *stored };
}

} // namespace bg
