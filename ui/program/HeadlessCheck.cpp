// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/HeadlessCheck.h"

#include "app/auth/Authority.h"
#include "app/auth/SignIn.h"
#include "app/plan/Comparison.h"
#include "app/practice/PracticeTenant.h"
#include "app/engine/Engine.h"
#include "fido/KeyRingFactory.h"
#include "ui/program/CheckReport.h"
#include "ui/program/ExitCode.h"
#include "ui/program/OperatorSeal.h"
#include "ui/program/Terminal.h"
#include "ui/program/TerminalBrowser.h"
#include "ui/words/ErrorText.h"
#include "ui/words/FindingText.h"

#include <QJsonDocument>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace bg {

namespace {

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

class PracticeBrowser final : public TerminalBrowser {
public:
    explicit PracticeBrowser(PracticeTenant &tenant) : m_tenant(tenant) { }
    void offerLink(const QUrl &) override { }
    bool open(const QUrl &url) override
    {
        m_tenant.browseAside(url);
        return true;
    }

private:
    PracticeTenant &m_tenant;
};

int complain(const Error &error)
{
    const ErrorText text = ErrorText::of(error);
    printLine(stderr, QStringLiteral("breakglass-wizard: %1 %2").arg(text.happened, text.remedy));
    return ExitCode::CouldNotRun;
}

void print(const RunRecord &record, const QList<RunRecord> &records, bool asJson)
{
    if (asJson)
        return printText(stdout, QString::fromUtf8(QJsonDocument(checkReport(record, records)).toJson()));
    for (const auto &[finding, change] : compared(record, checkBefore(record, records)))
        printLine(stdout, QStringList{ name(change), name(finding.severity), finding.id, FindingText::of(finding).headline,
                                       finding.requirements.join(QLatin1Char(' ')) }.join(QLatin1String("  ")));
}

bool isAboveNote(const Finding &finding)
{
    return finding.severity != Severity::Fine && finding.severity != Severity::Note;
}

int check(const CommandLine &line, const SignInRequest &request, SignInUi &browser, const QString &stateFolder,
          const Seal &seal)
{
    SystemClock clock;
    if (const auto found = findAuthority(request.cloud, request.authority(), {}); !found)
        return complain(found.error());
    const auto tokens = signIn(request, browser, clock, {});
    if (!tokens)
        return complain(tokens.error());
    const auto keys = makeKeyRing({QStringLiteral("practice")}); // a check never asks for a key
    NobodyThere nobody;
    NobodyWatches unwatched;
    EngineParts parts{request.cloud, tokens->get(), &clock, keys->get(), &nobody, stateFolder, seal};
    Engine engine(parts);
    const RunRecord record = engine.check(line.answers, {}, unwatched, {});
    print(record, engine.records(), line.json);
    (*tokens)->signOut();
    if (record.outcome == QLatin1String("failed"))
        return ExitCode::CouldNotRun;
    return std::any_of(record.findings.begin(), record.findings.end(), isAboveNote) ? ExitCode::Findings : ExitCode::Done;
}

} // namespace

int checkWithoutWindow(const CommandLine &line)
{
    SignInRequest request;
    request.tenant = line.tenant;
    if (!line.clientId.isEmpty())
        request.clientId = line.clientId;
    if (!line.practice) {
        request.cloud = *line.cloud;
        TerminalBrowser browser;
        const auto seal = operatorSeal();
        if (!seal)
            return complain(seal.error());
        return check(line, request, browser, QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation), *seal);
    }
    PracticeTenant tenant;
    const auto cloud = tenant.start();
    if (!cloud)
        return complain(cloud.error());
    request.cloud = *cloud;
    PracticeBrowser browser(tenant);
    const QTemporaryDir folder;
    return check(line, request, browser, folder.path(), passingSeal());
}

} // namespace bg
