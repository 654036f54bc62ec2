// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/JournalEvent.h"
#include "app/journal/JournalText.h"
#include "app/record/History.h"
#include "app/record/UnfinishedRun.h"
#include "app/record/UsableCredentials.h"
#include "app/steps/policies/Undo.h"
#include "tests/support/TestProgram.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace bg;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonArray sorted(QStringList texts)
{
    texts.sort();
    return QJsonArray::fromStringList(texts);
}

QString at(const QDateTime &when)
{
    return when.toUTC().toString(Qt::ISODateWithMs);
}

QJsonObject json(const RecordedKey &key)
{
    return { { QLatin1String("credentialId"), key.credentialId }, { QLatin1String("methodId"), key.methodId }, { QLatin1String("aaguid"), key.aaguid },
             { QLatin1String("model"), key.model },               { QLatin1String("serial"), key.serial },     { QLatin1String("firmware"), key.firmware },
             { QLatin1String("label"), key.label } };
}

template <typename Key> QStringList texts(const QSet<Key> &ids)
{
    QStringList all;
    for (const Key &id : ids)
        all.append(id.value);
    return all;
}

QJsonObject json(const History &history)
{
    QJsonObject accounts, renewed, passwordSheets, pinSheets, units;
    for (auto one = history.accounts.begin(); one != history.accounts.end(); ++one)
        accounts[one.key().value] = one.value().value;
    for (auto one = history.renewedKeys.begin(); one != history.renewedKeys.end(); ++one)
        renewed[one.key()] = at(one.value());
    for (auto one = history.passwordSheets.begin(); one != history.passwordSheets.end(); ++one)
        passwordSheets[one.key().value] = one.value();
    for (auto one = history.pinSheets.begin(); one != history.pinSheets.end(); ++one)
        pinSheets[one.key()] = one.value();
    for (auto one = history.unitsLeft.begin(); one != history.unitsLeft.end(); ++one) {
        QJsonArray left;
        for (const AdministrativeUnit &unit : one.value())
            left.append(QJsonObject{ { QLatin1String("id"), unit.id.value }, { QLatin1String("displayName"), unit.displayName } });
        units[one.key().value] = left;
    }
    QJsonArray writes, versions, keys, replacements, pins, proofs, uses;
    for (const ExclusionWrite &one : history.exclusionWrites)
        writes.append(QJsonObject{ { QLatin1String("policy"), one.policy.value },
                                   { QLatin1String("displayName"), one.displayName },
                                   { QLatin1String("sent"), jsonOf(one.sent) },
                                   { QLatin1String("group"), one.group.value },
                                   { QLatin1String("dropped"), jsonOf(one.dropped) },
                                   { QLatin1String("when"), at(one.when) } });
    for (const PolicyVersion &one : history.policyVersions)
        versions.append(QJsonObject{ { QLatin1String("policy"), one.policy.value },
                                     { QLatin1String("displayName"), one.displayName },
                                     { QLatin1String("before"), one.json },
                                     { QLatin1String("when"), at(one.until) } });
    for (const History::Key &one : history.keys)
        keys.append(QJsonObject{ { QLatin1String("account"), one.account.value },
                                 { QLatin1String("key"), json(one.key) },
                                 { QLatin1String("isProven"), one.isProven },
                                 { QLatin1String("isPinKnown"), one.isPinKnown },
                                 { QLatin1String("replaces"), one.replaces } });
    for (const History::Replacement &one : history.replacements)
        replacements.append(
            QJsonObject{ { QLatin1String("account"), one.account.value }, { QLatin1String("old"), json(one.old) }, { QLatin1String("isOver"), one.isOver } });
    for (const UnrecordedPin &one : history.unrecordedPins)
        pins.append(QJsonObject{ { QLatin1String("label"), one.label },
                                 { QLatin1String("serial"), one.serial },
                                 { QLatin1String("aaguid"), one.aaguid },
                                 { QLatin1String("hadPin"), one.hadPin },
                                 { QLatin1String("credentialIds"), QJsonArray::fromStringList(one.credentialIds) } });
    for (const SignInProof &one : history.proofs) {
        QJsonObject proof = one.toJson();
        proof[QLatin1String("runId")] = one.runId;
        proofs.append(proof);
    }
    for (const RecordedAttributions &one : history.usesSaid)
        uses.append(QJsonObject{ { QLatin1String("runId"), one.runId }, { QLatin1String("review"), one.review.toJson() } });
    return { { QLatin1String("nicknamesBegun"), sorted(history.nicknamesBegun.values()) },
             { QLatin1String("accounts"), accounts },
             { QLatin1String("groupNamesBegun"), sorted(history.groupNamesBegun.values()) },
             { QLatin1String("group"), history.group.value },
             { QLatin1String("exclusionWrites"), writes },
             { QLatin1String("policyVersions"), versions },
             { QLatin1String("formerGroups"), jsonOf(history.formerGroups) },
             { QLatin1String("keys"), keys },
             { QLatin1String("replacements"), replacements },
             { QLatin1String("alerts"), history.alerts },
             { QLatin1String("renewedKeys"), renewed },
             { QLatin1String("passwordSheets"), passwordSheets },
             { QLatin1String("pinSheets"), pinSheets },
             { QLatin1String("unitsLeft"), units },
             { QLatin1String("unrecordedPins"), pins },
             { QLatin1String("passwordsSet"), sorted(history.passwordsSet.values()) },
             { QLatin1String("resetsBegun"), sorted(texts(history.resetsBegun)) },
             { QLatin1String("proofs"), proofs },
             { QLatin1String("usesSaid"), uses },
             { QLatin1String("loosenedPimRule"), history.loosenedPimRule } };
}

QJsonArray json(const QList<UsableCredentials> &accounts)
{
    QJsonArray all;
    for (const UsableCredentials &one : accounts) {
        QJsonArray keys;
        for (const UsableCredentials::Key &key : one.keys)
            keys.append(QJsonObject{ { QLatin1String("label"), key.label },
                                     { QLatin1String("serial"), key.serial },
                                     { QLatin1String("credentialId"), key.credentialId },
                                     { QLatin1String("pin"), int(key.pin) },
                                     { QLatin1String("pinSheet"), key.pinSheet },
                                     { QLatin1String("pinSheetBefore"), key.pinSheetBefore } });
        all.append(QJsonObject{ { QLatin1String("account"), one.account.value },
                                { QLatin1String("userPrincipalName"), one.userPrincipalName.value },
                                { QLatin1String("password"), int(one.password) },
                                { QLatin1String("passwordSheet"), one.passwordSheet },
                                { QLatin1String("keys"), keys } });
    }
    return all;
}

QJsonArray json(const QList<PolicyChange> &changes)
{
    QJsonArray all;
    for (const PolicyChange &one : changes)
        all.append(QJsonObject{ { QLatin1String("kind"), int(one.kind) },
                                { QLatin1String("policy"), one.policy.value },
                                { QLatin1String("displayName"), one.displayName },
                                { QLatin1String("group"), one.group.value },
                                { QLatin1String("groupName"), one.groupName },
                                { QLatin1String("before"), one.before },
                                { QLatin1String("after"), one.after } });
    return all;
}

QJsonObject json(const StoredRun &run)
{
    return { { QLatin1String("runId"), run.runId },
             { QLatin1String("mode"), run.mode },
             { QLatin1String("started"), at(run.started) },
             { QLatin1String("lastStep"), run.lastStep },
             { QLatin1String("userPrincipalNames"), QJsonArray::fromStringList(run.userPrincipalNames) },
             { QLatin1String("exclusionGroup"), run.exclusionGroup },
             { QLatin1String("choices"), run.choices },
             { QLatin1String("adopted"), QJsonArray::fromStringList(run.adopted) },
             { QLatin1String("adoptedGroup"), run.adoptedGroup },
             { QLatin1String("isLeft"), run.isLeft },
             { QLatin1String("isFinished"), run.isFinished },
             { QLatin1String("policyChanges"), json(Undo::changesIn(contents(run.journalFile()))) } };
}

// What everything that reads journals makes of them.
QJsonObject readingOf(const RunStore &store)
{
    const QList<StoredRun> runs = store.runs();
    QJsonArray stored;
    for (const StoredRun &run : runs)
        stored.append(json(run));
    const auto unfinished = store.unfinished();
    return { { QLatin1String("runs"), stored },
             { QLatin1String("history"), json(History::of(runs)) },
             { QLatin1String("usable"), json(UsableCredentials::of(runs)) },
             { QLatin1String("unfinished"), unfinished ? unfinished->runId : QString() } };
}

} // namespace

// Journals that earlier versions wrote, with what those versions read from them: golden/NAME.jsonl holds journals
// as the wizard left them with practice keys in a practice tenant, one after the other; NAME.json the reading of all;
// NAME.cut a hash of the reading after each line, as a power loss would have left them. Written anew, by a version that
// is known to read right, with BG_WRITE_GOLDEN=1 in the environment.
class OldJournalsTest : public QObject {
    Q_OBJECT

private:
    static QString golden(const QString &name) { return QStringLiteral(GOLDEN "/") + name; }

private Q_SLOTS:
    // No struct of events lacks a member that a run wrote.
    void everyLineOfARunIsKnownWhole()
    {
        QStringList unknown;
        for (const QString &name : QDir(golden({})).entryList({ QStringLiteral("*.jsonl") }, QDir::Files))
            for (const QByteArray &text : contents(golden(name)).split('\n')) {
                const QJsonObject line = QJsonDocument::fromJson(text).object();
                if (line.isEmpty())
                    continue;
                const QJsonObject again = std::visit(
                    ForEvents{ [](const UnknownEvent &) { return QJsonObject(); },
                               [](const auto &event) { return toJson(event); } },
                    readEvent(line));
                if (again != withoutJournalMembers(line))
                    unknown.append(line[QLatin1String("event")].toString());
            }
        QCOMPARE(unknown, QStringList());
    }
    void oldJournalsReadTheSame_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : QDir(golden({})).entryList({ QStringLiteral("*.jsonl") }, QDir::Files))
            QTest::newRow(qPrintable(name)) << name.chopped(6);
    }
    void oldJournalsReadTheSame()
    {
        QFETCH(QString, name);
        const QList<QByteArray> lines = contents(golden(name + QStringLiteral(".jsonl"))).split('\n');
        QVERIFY(lines.size() > 3);
        // Several journals in one file, oldest first: each begins with a line of number 1.
        QTemporaryDir folder;
        const RunStore store(folder.path(), TenantId(QStringLiteral("tenant")));
        QFile journal;
        int run = 0;
        QStringList readings;
        for (const QByteArray &line : lines) {
            if (line.isEmpty())
                continue;
            const QJsonObject told = QJsonDocument::fromJson(line).object();
            if (told[QLatin1String("seq")].toInteger() == 1) {
                journal.close();
                const auto begun = store.begin(QStringLiteral("R%1").arg(++run),
                                               QDateTime::fromString(told[QLatin1String("when")].toString(), Qt::ISODateWithMs));
                QVERIFY(begun);
                journal.setFileName(begun->journalFile());
                QVERIFY(journal.open(QIODevice::WriteOnly));
            }
            journal.write(line + '\n');
            journal.flush();
            const QByteArray reading = QJsonDocument(readingOf(store)).toJson(QJsonDocument::Compact);
            readings.append(QString::fromLatin1(journalHash(reading).left(16)) + QLatin1Char(' ')
                            + told[QLatin1String("event")].toString());
        }
        journal.close();
        const QByteArray whole = QJsonDocument(readingOf(store)).toJson();
        const QString read = golden(name + QStringLiteral(".json"));
        const QString cut = golden(name + QStringLiteral(".cut"));
        if (qEnvironmentVariableIsSet("BG_WRITE_GOLDEN")) {
            for (const auto &[path, bytes] : { std::pair(read, whole), { cut, readings.join(QLatin1Char('\n')).toUtf8() + '\n' } }) {
                QFile out(path);
                QVERIFY(out.open(QIODevice::WriteOnly));
                out.write(bytes);
            }
        }
        QCOMPARE(QString::fromUtf8(whole), QString::fromUtf8(contents(read)));
        // A reading per line, as its hash with the event that came last.
        const QStringList wanted = QString::fromUtf8(contents(cut)).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QCOMPARE(readings.size(), wanted.size());
        for (qsizetype i = 0; i < wanted.size(); ++i)
            QCOMPARE(readings[i], wanted[i]);
    }
};

BG_TEST(QCoreApplication, OldJournalsTest)
#include "OldJournalsTest.moc"
