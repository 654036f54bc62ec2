// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/TenantCheck.h"

#include "app/engine/Engine.h"
#include "app/plan/Schedule.h"
#include "fido/KeyRingFactory.h"
#include "ui/program/CheckReport.h"
#include "ui/words/AppSignInText.h"

#include <QFile>

namespace bg {

namespace {

constexpr qint64 largestRecordFile = 8 << 20; // bytes

// A check asks nobody anything.
class NobodyThere final : public Operator {
public:
    void show(const KeyProgress &) override { }
    Result<Secret> pin(const PinQuestion &, std::stop_token) override { return fail(Error::Kind::Cancelled); }
    Result<AfterTrouble> afterTrouble(const Error &, const QString &, std::stop_token) override { return AfterTrouble::Skip; }
    Result<Answer> confirm(const QString &, const QJsonObject &, std::stop_token) override { return Answer::No; }
    Result<void> printSealedSheet(const SealedSheet &, std::stop_token) override { return fail(Error::Kind::Cancelled); }
    Result<void> sealPin(const PinSheet &, std::stop_token) override { return fail(Error::Kind::Cancelled); }
    Result<void> printTemporaryPassword(const TemporaryPasswordSlip &, std::stop_token) override { return fail(Error::Kind::Cancelled); }
    Result<void> printOpenSheets(const NonSecretSheets &, std::stop_token) override { return fail(Error::Kind::Cancelled); }
};

class NobodyWatches final : public RunObserver {
public:
    void stepChanged(const StepStatus &) override { }
    void changesMade(int, int) override { }
    void timeLeft(LaneId, std::chrono::seconds) override { }
    void paperBegins() override { }
};

// What a set-up elsewhere wanted. It must be of the tenant that signed in.
Result<DesiredState> wantedByRecord(const QString &path, const TenantId &tenant)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Kind::File, QStringLiteral("%1: %2").arg(path, file.errorString()));
    const auto record = RunRecord::fromJson(file.read(largestRecordFile));
    if (!record)
        return fail(Error::Kind::Input, QStringLiteral("\"%1\" is no record of a set-up.").arg(path));
    if (!(record->tenantId == tenant))
        return fail(Error::Kind::Input, QStringLiteral("the record \"%1\" is of another tenant.").arg(path));
    const auto wanted = recordedState({ *record });
    if (!wanted)
        return fail(Error::Kind::Input, QStringLiteral("the record \"%1\" names no accounts and group.").arg(path));
    return *wanted;
}

} // namespace

TenantReport notChecked(const QString &tenant, const QStringList &tags, const Error &error)
{
    const ErrorText text = error.isCancelled()
        ? ErrorText{ QStringLiteral("The check was stopped before this tenant was through."), QStringLiteral("Run it again.") }
        : appSignInText(error);
    TenantReport report;
    report.tenant = tenant;
    report.tags = tags;
    report.trouble = TenantTrouble{ name(error.kind),     error.detail,  error.serviceCode, error.serviceMessage,
                                    error.requestId, text.happened, text.remedy };
    return report;
}

TenantReport checkTenant(const TenantCheckRequest &request, TokenSource &tokens, Clock &clock, std::stop_token stop)
{
    std::optional<DesiredState> wanted = request.wanted;
    if (!request.recordFile.isEmpty()) {
        const auto recorded = wantedByRecord(request.recordFile, tokens.identity().tenantId);
        if (!recorded)
            return notChecked(request.tenant, request.tags, recorded.error());
        wanted = *recorded;
    }
    const auto keys = makeKeyRing({ QStringLiteral("practice") }); // a check never asks for a key
    NobodyThere nobody;
    NobodyWatches unwatched;
    Engine engine({ request.cloud, &tokens, &clock, keys->get(), &nobody, request.stateFolder, request.seal });
    const RunRecord record = engine.check(wanted, {}, unwatched, stop);
    if (!record.isWhole()) {
        Error why = record.error.value_or(Error{});
        if (record.outcome == QLatin1String("cancelled"))
            why.kind = Error::Kind::Cancelled;
        TenantReport cut = notChecked(request.tenant, request.tags, why);
        cut.unfinished = checkReport(record, engine.records());
        return cut;
    }
    const QList<RunRecord> records = engine.records();
    TenantReport report;
    report.tenant = request.tenant;
    report.tags = request.tags;
    report.requests = record.counters.graphRequests;
    report.lastDrill = LastDone::of(records).drill;
    report.setReport(checkReport(record, records));
    return report;
}

} // namespace bg
