// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/CommandLine.h"

#include "fido/KeyRingFactory.h"
#include "ui/program/OptionText.h"
#include "ui/program/TenantsFile.h"
#include "ui/report/TenantReport.h"

#include <QCommandLineParser>
#include <QFile>
#include <QFileInfo>

namespace bg {

namespace {

const QLatin1String practiceOption("practice"), modeOption("mode"), cloudOption("cloud"), tenantOption("tenant"),
    clientOption("client-id"), answersOption("answers"), keyOption("security-key"), autoplayOption("autoplay"),
    outOption("out"), checkOption("check"), jsonOption("json"), journalOption("verify-journal"), evidenceOption("verify-evidence"),
    versionOption("version"), helpOption("help");
// Of a check that runs by itself.
const QLatin1String certificateOption("certificate"), passphraseOption("certificate-passphrase"),
    federatedOption("federated-token-file"), identityOption("managed-identity"), tenantsOption("tenants"),
    parallelOption("parallel"), junitOption("junit"), prometheusOption("prometheus"), htmlOption("html"),
    failOption("fail-on"), stateOption("state"), recordOption("record"), setupOption("print-app-setup");

// All of them but the last belong to --check; all but managed-identity have a value.
constexpr const QLatin1String *checkValues[]
    = { &certificateOption, &passphraseOption, &federatedOption, &tenantsOption, &parallelOption, &junitOption,
        &prometheusOption,  &htmlOption,       &failOption,      &stateOption,   &recordOption };

constexpr int mostInParallel = 256;
constexpr qint64 largestTenantsFile = 16 << 20; // bytes

tl::unexpected<Error> usage(const QString &line) { return fail(Error::Kind::Input, line); }

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(CommandLine::description());
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsOptions);
    for (const CommandLine::Option &option : CommandLine::options())
        parser.addOption({option.name, option.text, option.value});
}

// Options that contradict each other, or an option that needs another.
std::optional<QString> contradiction(const QCommandLineParser &parser)
{
    const auto has = [&](QLatin1String option) { return parser.isSet(QString(option)); };
    if (has(practiceOption) && has(cloudOption))
        return QStringLiteral("--practice brings its own cloud; leave out --cloud.");
    if (has(autoplayOption) && has(checkOption))
        return QStringLiteral("--autoplay and --check exclude each other.");
    if (has(autoplayOption) && !has(outOption))
        return QStringLiteral("--autoplay needs --out DIR for what it leaves behind.");
    if (has(outOption) && !has(autoplayOption))
        return QStringLiteral("--out goes with --autoplay.");
    if (has(jsonOption) && !has(checkOption))
        return QStringLiteral("--json goes with --check.");
    if (!has(checkOption)) {
        for (const QLatin1String *option : checkValues)
            if (has(*option))
                return QStringLiteral("--%1 goes with --check.").arg(*option);
        if (has(identityOption))
            return QStringLiteral("--%1 goes with --check.").arg(identityOption);
    }
    if (has(checkOption) && has(modeOption) && parser.value(QString(modeOption)) != QLatin1String("check"))
        return QStringLiteral("--check and --mode %1 exclude each other.").arg(parser.value(QString(modeOption)));
    return std::nullopt;
}

// An option that may stand once and does so at most once, with something in it.
std::optional<QString> wrongCount(const QCommandLineParser &parser)
{
    for (const QLatin1String option : {modeOption, cloudOption, tenantOption, clientOption, answersOption, outOption, journalOption, evidenceOption, certificateOption, passphraseOption,
                                       federatedOption, tenantsOption, parallelOption, junitOption, prometheusOption, htmlOption, failOption, stateOption,
                                       recordOption}) {
        const QStringList values = parser.values(QString(option));
        if (values.size() > 1)
            return QStringLiteral("--%1 was given %2 times; give it once.").arg(option).arg(values.size());
        if (values.size() == 1 && values.first().isEmpty())
            return QStringLiteral("--%1 needs a value.").arg(option);
    }
    return std::nullopt;
}

// What belongs to a check that runs by itself, and does not fit together.
std::optional<QString> checkContradiction(const QCommandLineParser &parser)
{
    const auto has = [&](QLatin1String option) { return parser.isSet(QString(option)); };
    const int credentials = int(has(certificateOption)) + int(has(federatedOption)) + int(has(identityOption));
    if (credentials > 1)
        return QStringLiteral("--certificate, --federated-token-file and --managed-identity exclude each other.");
    if (has(passphraseOption) && !has(certificateOption))
        return QStringLiteral("--certificate-passphrase goes with --certificate.");
    if (has(practiceOption) && (credentials > 0 || has(tenantsOption)))
        return QStringLiteral("--practice signs in by itself; leave out the app and --tenants.");
    if (has(parallelOption) && !has(tenantsOption))
        return QStringLiteral("--parallel goes with --tenants.");
    if (!has(tenantsOption) && credentials > 0 && !has(tenantOption))
        return QStringLiteral("An app signs in to one tenant: name it with --tenant.");
    if (!has(tenantsOption) && credentials > 0 && !has(identityOption) && !has(clientOption))
        return QStringLiteral("An app needs --client-id.");
    for (const QLatin1String option : {tenantOption, clientOption, cloudOption, answersOption, recordOption, certificateOption, federatedOption, identityOption})
        if (has(tenantsOption) && has(option))
            return QStringLiteral("--%1 stands in the file of --tenants, for each tenant or under \"defaults\".").arg(option);
    if (has(recordOption) && has(answersOption))
        return QStringLiteral("--record and --answers exclude each other.");
    return std::nullopt;
}

Result<CheckOptions> checkOptions(const QCommandLineParser &parser)
{
    const auto value = [&](QLatin1String option) { return parser.value(QString(option)); };
    CheckOptions options;
    options.credential = { value(certificateOption), value(passphraseOption), value(federatedOption),
                           parser.isSet(QString(identityOption)) };
    if (const auto problem = passphraseSourceProblem(options.credential.passphrase))
        return usage(QStringLiteral("--certificate-passphrase: %1").arg(*problem));
    options.junit = value(junitOption);
    options.prometheus = value(prometheusOption);
    options.html = value(htmlOption);
    options.state = value(stateOption);
    options.record = value(recordOption);
    if (parser.isSet(QString(parallelOption))) {
        options.parallel = value(parallelOption).toInt();
        if (options.parallel < 1 || options.parallel > mostInParallel)
            return usage(QStringLiteral("--parallel takes a number from 1 to %1.").arg(mostInParallel));
    }
    if (parser.isSet(QString(failOption))) {
        const auto severity = severityNamed(value(failOption));
        if (!severity || *severity == Severity::Fine)
            return usage(QStringLiteral("--fail-on takes note, advice, warning or stop, not \"%1\".").arg(value(failOption)));
        options.failOn = *severity;
    }
    const QString path = value(tenantsOption);
    if (path.isEmpty())
        return options;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return usage(QStringLiteral("The tenants file \"%1\" cannot be read: %2.").arg(path, file.errorString()));
    auto tenants = readTenants(file.read(largestTenantsFile), QFileInfo(path).absolutePath());
    if (!tenants)
        return usage(QStringLiteral("The tenants file \"%1\" is not usable: %2").arg(path, tenants.error().detail));
    options.tenants = *tenants;
    return options;
}

Result<DesiredState> answersFrom(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return usage(QStringLiteral("The answers file \"%1\" cannot be read: %2.").arg(path, file.errorString()));
    auto answers = DesiredState::fromAnswers(file.read(1 << 20));
    if (!answers)
        return usage(QStringLiteral("The answers file \"%1\" is not usable: %2").arg(path, answers.error().detail));
    return answers;
}

} // namespace

Result<CommandLine> CommandLine::parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    describe(parser);
    if (!parser.parse(QStringList(QStringLiteral("breakglass-wizard")) + arguments))
        return usage(parser.errorText());
    const auto value = [&](QLatin1String option) { return parser.value(QString(option)); };
    const auto has = [&](QLatin1String option) { return parser.isSet(QString(option)); };

    CommandLine line;
    if (has(helpOption) || has(versionOption)) {
        line.task = has(helpOption) ? Task::Help : Task::Version;
        return line;
    }
    if (!parser.positionalArguments().isEmpty())
        return usage(QStringLiteral("\"%1\" is not an option; see --help.").arg(parser.positionalArguments().first()));
    if (const auto problem = wrongCount(parser))
        return usage(*problem);
    if (has(journalOption)) {
        line.task = Task::VerifyJournal;
        line.journal = value(journalOption);
        return line;
    }
    if (has(evidenceOption)) {
        line.task = Task::VerifyEvidence;
        line.evidence = value(evidenceOption);
        return line;
    }
    if (has(setupOption)) {
        line.task = Task::PrintAppSetup;
        return line;
    }
    if (const auto problem = contradiction(parser))
        return usage(*problem);
    if (const auto problem = checkContradiction(parser))
        return usage(*problem);

    line.task = has(autoplayOption) ? Task::Autoplay : has(checkOption) ? Task::Check : Task::Wizard;
    line.practice = has(practiceOption);
    line.json = has(jsonOption);
    line.out = value(outOption);
    line.tenant = value(tenantOption);
    line.clientId = value(clientOption);
    line.securityKeys = parser.values(QString(keyOption));

    if (has(modeOption)) {
        line.mode = modeNamed(value(modeOption));
        if (!line.mode)
            return usage(QStringLiteral("There is no mode \"%1\"; the modes are provision, rotate, check, drill, incident and repair.").arg(value(modeOption)));
    }
    if (!line.tenant.isEmpty() && !isTenantText(line.tenant))
        return usage(QStringLiteral("\"%1\" is neither a tenant id nor a domain.").arg(line.tenant));
    if (!line.clientId.isEmpty() && !isClientId(line.clientId))
        return usage(QStringLiteral("\"%1\" is not a client id; it must be a GUID.").arg(line.clientId));
    if (const auto ring = makeKeyRing(line.securityKeys); !ring)
        return usage(ring.error().detail);
    if (!line.practice) {
        auto cloud = Cloud::named(has(cloudOption) ? value(cloudOption) : QStringLiteral("global"));
        if (!cloud)
            return usage(cloud.error().detail);
        if (line.task == Task::Autoplay && !cloud->isLoopback())
            return usage(QStringLiteral("--autoplay is refused: \"%1\" is not on this computer, and nobody would watch.").arg(cloud->name));
        line.cloud = *cloud;
    }
    auto check = checkOptions(parser);
    if (!check)
        return fail(check.error());
    line.check = std::move(*check);
    if (has(answersOption)) {
        auto answers = answersFrom(value(answersOption));
        if (!answers)
            return fail(answers.error());
        line.answers = *answers;
    }
    return line;
}

QString CommandLine::description()
{
    return QStringLiteral("Creates, checks and rotates the emergency access accounts of a Microsoft 365 tenant.");
}

QList<CommandLine::Option> CommandLine::options()
{
    QList<Option> options;
    const auto add = [&](QLatin1String name, const char *text, const char *value = "", const QStringList &choices = {}) {
        options.append({name, QString::fromUtf8(value), QString::fromUtf8(text), choices});
    };
    const auto words = [](const char *text) { return QString::fromUtf8(text).split(QLatin1Char(' ')); };
    add(practiceOption, "Practice tenant and practice keys, everything else real.");
    add(modeOption, "What to do: provision, rotate, check, drill, incident or repair.", "mode",
        words("provision rotate check drill incident repair"));
    add(cloudOption, "global (default), usgov, usgov-dod, china, or a JSON file in the format of Azure's cloud metadata endpoint.", "name|file",
        words("global usgov usgov-dod china"));
    add(tenantOption, "The tenant to sign in to.", "id|domain");
    add(clientOption, "An app registration of your own.", "guid");
    add(answersOption, "JSON file that fills in the wizard's choices; never secrets.", "file");
    add(keyOption, "Repeatable, one for each key in the order they are inserted: hid (default), practice[:AAGUID], or udp:HOST:PORT:LOCALPORT.", "spec",
        words("hid practice"));
    add(autoplayOption, "Drive the wizard itself, page by page; only where every endpoint is on this computer.");
    add(outOption, "Folder in which autoplay leaves sheets, record, journal, evidence and pictures.", "dir");
    add(checkOption, "Check the tenant without a window, read only.");
    add(jsonOption, "With --check: findings as JSON on standard output.");
    add(certificateOption, "With --check: an app signs in with this certificate and its private key (PEM or PKCS#12).", "file");
    add(passphraseOption, "Where the passphrase of that key comes from: fd:N, credential:NAME (systemd) or prompt.", "source");
    add(federatedOption, "With --check: an app signs in with the token that another issuer keeps in this file.", "file");
    add(identityOption, "With --check: the managed identity of this Azure machine signs in.");
    add(tenantsOption, "With --check: the tenants to check, a JSON file.", "file");
    add(parallelOption, "With --tenants: how many at a time; 8 by default.", "count");
    add(junitOption, "With --check: a report for CI systems.", "file");
    add(prometheusOption, "With --check: a report for the textfile collector of node_exporter.", "file");
    add(htmlOption, "With --check: a page for people.", "file");
    add(failOption, "With --check: from which severity on findings make exit code 1: note, advice (default), warning, stop.", "severity",
        words("note advice warning stop"));
    add(stateOption, "With --check: where it remembers what it found.", "dir");
    add(recordOption, "With --check: the record of a set-up that was made on another computer.", "file");
    add(setupOption, "Print how to register the app that a check signs in with; changes nothing.");
    add(journalOption, "Check the chain of a journal file.", "file");
    add(evidenceOption, "Check the chain of the evidence files in a folder.", "dir");
    add(versionOption, "Show the version.");
    add(helpOption, "Show this text.");
    return options;
}

QString CommandLine::help()
{
    QCommandLineParser parser;
    describe(parser);
    return parser.helpText();
}

} // namespace bg
