// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/HeadlessCheck.h"

#include "app/auth/Authority.h"
#include "app/auth/SignIn.h"
#include "app/practice/PracticeTenant.h"
#include "ui/program/AppCredentials.h"
#include "ui/program/CheckProgress.h"
#include "ui/program/CheckState.h"
#include "ui/program/ExitCode.h"
#include "ui/program/OperatorSeal.h"
#include "ui/program/ManyChecks.h"
#include "ui/program/TenantCheck.h"
#include "ui/program/Terminal.h"
#include "ui/program/TerminalBrowser.h"
#include "ui/report/Reports.h"
#include "ui/words/ErrorText.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>
#include <atomic>
#include <csignal>

namespace bg {

namespace {

constexpr std::chrono::minutes tenantDeadline{ 10 };

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

int complain(const QString &sentence)
{
    printLine(stderr, QStringLiteral("breakglass-wizard: ") + sentence);
    return ExitCode::CouldNotRun;
}

int complain(const Error &error)
{
    const ErrorText text = ErrorText::of(error);
    return complain(text.happened + QLatin1Char(' ') + text.remedy);
}

// Everything that is written there is text.
class TextOutput final : public QIODevice {
public:
    TextOutput() { open(QIODevice::WriteOnly | QIODevice::Unbuffered); }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *bytes, qint64 size) override
    {
        printText(stdout, QString::fromUtf8(bytes, size));
        return size;
    }
};

void printFindings(const TenantReport &tenant, bool isOneOfMany)
{
    for (const QJsonValue &finding : tenant.report()[QLatin1String("findings")].toArray()) {
        const auto text = [&](const char *member) { return finding[QLatin1String(member)].toString(); };
        QStringList requirements;
        for (const QJsonValue &number : finding[QLatin1String("requirements")].toArray())
            requirements.append(number.toString());
        QStringList parts{ text("change"), text("severity"), text("id"), text("headline"),
                           requirements.join(QLatin1Char(' ')) };
        if (isOneOfMany)
            parts.prepend(tenant.tenant);
        printLine(stdout, parts.join(QLatin1String("  ")));
    }
}

// To standard output and into the files that were asked for; the exit code.
int deliver(const CheckResult &result, const CommandLine &line)
{
    const bool isMany = !line.check.tenants.isEmpty();
    if (line.json && isMany) {
        TextOutput output;
        writeTenantsJson(result, output);
    } else {
        for (const TenantReport &tenant : result.tenants) {
            const QJsonObject whole = tenant.isChecked() ? tenant.report() : tenant.unfinished;
            if (line.json && !whole.isEmpty())
                printText(stdout, QString::fromUtf8(QJsonDocument(whole).toJson()));
            else if (tenant.isChecked())
                printFindings(tenant, isMany);
        }
    }
    int code = exitCodeOf(result);
    const auto save = [&](const QString &path, bool isForAll, auto write) {
        if (path.isEmpty())
            return;
        if (const auto saved = saveReport(path, isForAll, [&](QIODevice &to) { return write(result, to); }); !saved)
            code = complain(saved.error());
    };
    save(line.check.junit, false, writeJUnit);
    save(line.check.prometheus, true, writePrometheus); // another account collects it
    save(line.check.html, false, writeHtml);
    return code;
}

CheckResult begun(const CommandLine &line)
{
    CheckResult result;
    result.started = QDateTime::currentDateTimeUtc();
    result.program
        = QCoreApplication::applicationName() + QLatin1Char(' ') + QCoreApplication::applicationVersion();
    result.failOn = line.check.failOn;
    return result;
}

std::optional<TenantReport> checkAsPerson(const CommandLine &line, const SignInRequest &request, SignInUi &browser,
                                          const QString &stateFolder, const Seal &seal)
{
    SystemClock clock;
    const auto stopped = [](const Error &error) {
        complain(error);
        return std::nullopt;
    };
    if (const auto found = findAuthority(request.cloud, request.authority(), {}); !found)
        return stopped(found.error());
    const auto tokens = signIn(request, browser, clock, {});
    if (!tokens)
        return stopped(tokens.error());
    const auto before = clock.now();
    TenantReport report = checkTenant({ request.tenant.isEmpty() ? (*tokens)->identity().tenantId.value : request.tenant,
                                        {},
                                        request.cloud,
                                        line.answers,
                                        line.check.record,
                                        stateFolder,
                                        seal },
                                      **tokens, clock, {});
    report.seconds = std::chrono::duration<double>(clock.now() - before).count();
    (*tokens)->signOut();
    if (report.trouble)
        complain(report.trouble->headline + QLatin1Char(' ') + report.trouble->remedy);
    return report;
}

int checkByPerson(const CommandLine &line)
{
    SignInRequest request;
    request.tenant = line.tenant;
    if (!line.clientId.isEmpty())
        request.clientId = line.clientId;
    CheckResult result = begun(line);
    std::optional<TenantReport> report;
    if (line.practice) {
        PracticeTenant tenant;
        const auto cloud = tenant.start();
        if (!cloud)
            return complain(cloud.error());
        request.cloud = *cloud;
        PracticeBrowser browser(tenant);
        const QTemporaryDir folder;
        report = checkAsPerson(line, request, browser, folder.path(), passingSeal());
    } else {
        const auto state = CheckState::open(line.check.state);
        if (!state)
            return complain(state.error());
        request.cloud = *line.cloud;
        const auto seal = operatorSeal();
        if (!seal)
            return complain(seal.error());
        TerminalBrowser browser;
        report = checkAsPerson(line, request, browser, state->folder(), *seal);
    }
    if (!report)
        return ExitCode::CouldNotRun;
    result.finished = QDateTime::currentDateTimeUtc();
    result.tenants.append(std::move(*report));
    return deliver(result, line);
}

std::atomic<bool> wasInterrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free); // a signal handler may touch it

// The first Ctrl-C ends the check and leaves what is done; the second one ends the program.
void heedInterrupts()
{
    const auto handler = [](int number) {
        wasInterrupted = true;
        std::signal(number, SIG_DFL);
    };
    std::signal(SIGINT, handler);
    std::signal(SIGTERM, handler);
}

Error late()
{
    Error error;
    error.kind = Error::Kind::TimedOut;
    error.detail = QStringLiteral("deadline");
    return error;
}

int checkByApps(const CommandLine &line)
{
    QList<TenantEntry> entries = line.check.tenants;
    if (entries.isEmpty())
        entries = { { line.tenant, *line.cloud, line.clientId, line.check.credential, line.answers, line.check.record, {} } };
    const bool isMany = !line.check.tenants.isEmpty();
    auto state = CheckState::open(line.check.state);
    if (!state)
        return complain(state.error());
    const auto seal = operatorSeal(std::chrono::seconds(5)); // nobody is there to open a keyring
    if (!seal)
        return complain(seal.error());
    if (!state->isLasting())
        complain(QStringLiteral("Nothing is remembered until the next check: the usual folder cannot be written. --state DIR names another."));
    AppCredentials credentials;
    for (const TenantEntry &entry : entries)
        credentials.load(entry.credential);

    heedInterrupts();
    CheckResult result = begun(line);
    SystemClock clock;
    const auto since = clock.now();
    CheckProgress progress(int(entries.size()), stderr, isTerminal(stderr));
    const auto check = [&](int index, std::stop_token stop) {
        const TenantEntry &entry = entries[index];
        const auto tokens = credentials.signIn(entry, clock, stop);
        if (!tokens)
            return notChecked(entry.tenant, entry.tags, tokens.error());
        TenantReport report = checkTenant(
            { entry.tenant, entry.tags, entry.cloud, entry.wanted, entry.record, state->folder(), *seal }, **tokens, clock, stop);
        (*tokens)->signOut();
        return report;
    };
    const auto stopped = [&](int index, bool isLate) {
        Error why = isLate ? late() : Error{};
        if (!isLate)
            why.kind = Error::Kind::Cancelled;
        return notChecked(entries[index].tenant, entries[index].tags, why);
    };
    const auto finished = [&](const TenantReport &report) {
        if (isMany)
            progress.finished(report, line.check.failOn, clock.now() - since);
        else if (report.trouble)
            complain(report.trouble->headline + QLatin1Char(' ') + report.trouble->remedy);
    };
    result.tenants = ManyChecks(line.check.parallel, tenantDeadline)
                         .run(int(entries.size()), check, stopped, finished, [] { return wasInterrupted.load(); });
    progress.end();
    result.finished = QDateTime::currentDateTimeUtc();
    return deliver(result, line);
}

} // namespace

int checkWithoutWindow(const CommandLine &line)
{
    const bool isByApps = !line.check.tenants.isEmpty() || line.check.credential.isGiven();
    return isByApps ? checkByApps(line) : checkByPerson(line);
}

} // namespace bg
