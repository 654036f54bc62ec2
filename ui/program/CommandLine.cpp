// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/CommandLine.h"

#include "fido/KeyRingFactory.h"

#include <QCommandLineParser>
#include <QFile>
#include <QRegularExpression>
#include <QUuid>

namespace bg {

namespace {

const QLatin1String practiceOption("practice"), modeOption("mode"), cloudOption("cloud"), tenantOption("tenant"),
    clientOption("client-id"), answersOption("answers"), keyOption("security-key"), autoplayOption("autoplay"),
    outOption("out"), checkOption("check"), jsonOption("json"), journalOption("verify-journal"), evidenceOption("verify-evidence"),
    versionOption("version"), helpOption("help");

tl::unexpected<Error> usage(const QString &line) { return fail(Error::Kind::Input, line); }

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(QStringLiteral("Creates, checks and rotates the emergency access accounts of a Microsoft 365 tenant."));
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsOptions);
    const auto add = [&](QLatin1String name, const char *text, const char *value = "") {
        parser.addOption({QString(name), QString::fromUtf8(text), QString::fromUtf8(value)});
    };
    add(practiceOption, "Practice tenant and practice keys, everything else real.");
    add(modeOption, "What to do: provision, rotate, check, drill, incident or repair.", "mode");
    add(cloudOption, "global (default), usgov, usgov-dod, china, or a JSON file in the format of Azure's cloud metadata endpoint.", "name|file");
    add(tenantOption, "The tenant to sign in to.", "id|domain");
    add(clientOption, "An app registration of your own.", "guid");
    add(answersOption, "JSON file that fills in the wizard's choices; never secrets.", "file");
    add(keyOption, "Repeatable, one for each key in the order they are inserted: hid (default), practice[:AAGUID], or udp:HOST:PORT:LOCALPORT.", "spec");
    add(autoplayOption, "Drive the wizard itself, page by page; only where every endpoint is on this computer.");
    add(outOption, "Folder in which autoplay leaves sheets, record, journal, evidence and pictures.", "dir");
    add(checkOption, "Check the tenant without a window, read only.");
    add(jsonOption, "With --check: findings as JSON on standard output.");
    add(journalOption, "Check the chain of a journal file.", "file");
    add(evidenceOption, "Check the chain of the evidence files in a folder.", "dir");
    add(versionOption, "Show the version.");
    add(helpOption, "Show this text.");
}

bool isTenant(const QString &text)
{
    static const QRegularExpression domain(QStringLiteral("^(?=.{3,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z0-9-]{2,63}$"));
    return !QUuid::fromString(text).isNull() || domain.match(text).hasMatch();
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
    if (has(checkOption) && has(modeOption) && parser.value(QString(modeOption)) != QLatin1String("check"))
        return QStringLiteral("--check and --mode %1 exclude each other.").arg(parser.value(QString(modeOption)));
    return std::nullopt;
}

// An option that may stand once and does so at most once, with something in it.
std::optional<QString> wrongCount(const QCommandLineParser &parser)
{
    for (const QLatin1String option : {modeOption, cloudOption, tenantOption, clientOption, answersOption, outOption, journalOption, evidenceOption}) {
        const QStringList values = parser.values(QString(option));
        if (values.size() > 1)
            return QStringLiteral("--%1 was given %2 times; give it once.").arg(option).arg(values.size());
        if (values.size() == 1 && values.first().isEmpty())
            return QStringLiteral("--%1 needs a value.").arg(option);
    }
    return std::nullopt;
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
    if (const auto problem = contradiction(parser))
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
    if (!line.tenant.isEmpty() && !isTenant(line.tenant))
        return usage(QStringLiteral("\"%1\" is neither a tenant id nor a domain.").arg(line.tenant));
    if (!line.clientId.isEmpty() && QUuid::fromString(line.clientId).isNull())
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
    if (has(answersOption)) {
        auto answers = answersFrom(value(answersOption));
        if (!answers)
            return fail(answers.error());
        line.answers = *answers;
    }
    return line;
}

QString CommandLine::help()
{
    QCommandLineParser parser;
    describe(parser);
    return parser.helpText();
}

} // namespace bg
