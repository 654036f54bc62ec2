// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/RunStore.h"

#include "app/journal/JournalEvent.h"
#include "app/journal/JournalText.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace bg {

namespace {

constexpr auto onlyOwner = QFile::ReadOwner | QFile::WriteOwner;

// mkpath() would leave the folder open to others for a moment, so each level is made with its mode.
bool makePrivate(const QString &path)
{
    if (QDir(path).exists())
        return true;
    const QString parent = QFileInfo(path).absolutePath();
    return makePrivate(parent) && QDir().mkdir(path, onlyOwner | QFile::ExeOwner);
}

QByteArray contents(const QString &file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

Result<void> save(const QString &path, const QByteArray &bytes)
{
    QSaveFile out(path);
    if (!out.open(QIODevice::WriteOnly) || !out.setPermissions(onlyOwner) || out.write(bytes) != bytes.size()
        || !out.commit())
        return fail(Error::Kind::File, QStringLiteral("%1: %2").arg(out.fileName(), out.errorString()));
    return {};
}

QString sealFile(const QString &path)
{
    return path + QStringLiteral(".seal");
}

Result<void> saveSealed(const QString &path, const QByteArray &bytes, const Seal &seal)
{
    if (auto saved = save(path, bytes); !saved || !seal.exists())
        return saved;
    return save(sealFile(path), seal.of(QFileInfo(path).fileName().toUtf8()).over(bytes) + '\n');
}

} // namespace

QString StoredRun::journalFile() const
{
    return folder + QStringLiteral("/journal.jsonl");
}
QString StoredRun::recordFile() const
{
    return folder + QStringLiteral("/record.json");
}

QString StoredRun::evidenceFile() const
{
    return folder + QStringLiteral("/evidence.json");
}

RunStore::RunStore(QString stateFolder, const TenantId &tenant, const Seal &seal)
    : m_folder(std::move(stateFolder) + QLatin1Char('/') + tenant.value.toLower()),
      m_seal(seal.of(tenant.value.toLower().toUtf8()))
{ }

Seal RunStore::sealOf(const QString &journalFile) const
{
    return m_seal.of(QFileInfo(journalFile).dir().dirName().toUtf8());
}

Result<StoredRun> RunStore::begin(const QString &runId, const QDateTime &started) const
{
    StoredRun run;
    run.runId = runId;
    run.started = started;
    run.folder = m_folder + QLatin1Char('/') + started.toUTC().toString(QStringLiteral("yyyyMMdd'T'HHmmsszzz'Z'"))
        + QLatin1Char('-') + runId;
    if (!makePrivate(run.folder))
        return fail(Error::Kind::File, run.folder);
    run.seal = sealOf(run.journalFile());
    return run;
}

QList<StoredRun> RunStore::runs() const
{
    QList<StoredRun> all;
    const QStringList folders
        = QDir(m_folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed);
    for (const QString &folder : folders) {
        StoredRun run;
        run.folder = m_folder + QLatin1Char('/') + folder;
        run.seal = sealOf(run.journalFile());
        const JournalText journal = JournalText::of(contents(run.journalFile()), run.seal);
        run.isSealed = journal.isSealed;
        for (const QJsonObject &line : journal.lines) {
            const JournalEvent event = readEvent(line);
            if (const auto *begun = std::get_if<RunStarted>(&event)) {
                run.runId = begun->runId;
                run.started = writtenAt(line);
                run.userPrincipalNames += begun->accounts;
                run.choices = begun->choices.value_or(QJsonObject());
                run.adopted += begun->adopted.value_or(QStringList());
                run.adoptedGroup = begun->adoptedGroup.value_or(ObjectId()).value;
                run.exclusionGroup = begun->group;
                run.mode = begun->mode;
            }
            if (line.contains(QStringLiteral("step")))
                run.lastStep = line[QStringLiteral("step")].toString();
            run.isLeft = run.isLeft || std::holds_alternative<RunLeft>(event);
            if (const auto *ended = std::get_if<RunFinished>(&event))
                run.isFinished = ended->isWhole;
        }
        if (!run.runId.isEmpty())
            all.append(run);
    }
    return all;
}

std::optional<StoredRun> RunStore::unfinished() const
{
    for (const StoredRun &run : runs()) {
        if (run.mode == QLatin1String("check") || run.mode == QLatin1String("repair"))
            continue;
        return run.isFinished || run.isLeft ? std::nullopt : std::optional(run);
    }
    return std::nullopt;
}

QByteArray RunStore::newestEvidence() const
{
    for (const StoredRun &run : runs())
        if (const QByteArray evidence = contents(run.evidenceFile()); !evidence.isEmpty())
            return evidence;
    return {};
}

Result<void> RunStore::saveRecord(const StoredRun &run, const QByteArray &json)
{
    return saveSealed(run.recordFile(), json, run.seal);
}

Result<void> RunStore::saveEvidence(const StoredRun &run, const QByteArray &json)
{
    return saveSealed(run.evidenceFile(), json, run.seal);
}

bool RunStore::isRecordSealed(const StoredRun &run)
{
    const QString path = run.recordFile();
    return run.seal.of(QFileInfo(path).fileName().toUtf8()).isGood(contents(sealFile(path)).trimmed(), contents(path));
}

} // namespace bg
