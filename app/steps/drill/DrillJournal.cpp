// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/drill/DrillJournal.h"

#include "app/evidence/Evidence.h"
#include "app/journal/Journal.h"
#include "app/record/RunId.h"

#include <QJsonArray>
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
    const auto journal = Journal::open(stored->journalFile(), clock);
    if (!journal)
        return fail(journal.error());
    QJsonArray names;
    for (const RecordedAccount &account : record.accounts)
        names.append(account.userPrincipalName);
    const std::pair<QString, QJsonObject> lines[]{
        { QStringLiteral("runStarted"),
          { { QStringLiteral("runId"), record.runId },
            { QStringLiteral("mode"), name(record.mode) },
            { QStringLiteral("tenantId"), record.tenantId.value },
            { QStringLiteral("operator"), person.value },
            { QStringLiteral("accounts"), names },
            { QStringLiteral("group"), record.groupName } } },
        { QStringLiteral("drilled"), drill.toJson() },
        { QStringLiteral("runFinished"),
          { { QStringLiteral("outcome"), record.outcome }, { QStringLiteral("isWhole"), true } } },
    };
    for (const auto &[event, facts] : lines)
        if (auto written = (*journal)->write(event, facts); !written)
            return fail(written.error());
    if (auto saved = RunStore::saveRecord(*stored, QJsonDocument(record.toJson()).toJson()); !saved)
        return fail(saved.error());
    if (auto saved = RunStore::saveEvidence(*stored, evidenceOf(record, store.newestEvidence())); !saved)
        return fail(saved.error());
    return KeptDrill{ record, *stored };
}

} // namespace bg
