// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/evidence/Evidence.h"
#include "app/base/Secret.h"
#include "app/evidence/Benchmark.h"
#include "app/evidence/EvidenceChain.h"
#include "app/evidence/EvidencePaper.h"
#include "app/evidence/FindingPattern.h"
#include "app/evidence/Requirement.h"
#include "app/model/Questionnaire.h"
#include "tests/sheet/Poppler.h"
#include "tests/support/TestProgram.h"

#include <QFile>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace bg;

// Evidence: the chain from run to run, what other audits would say, and the paper.
class EvidenceTest : public QObject {
    Q_OBJECT

private:
    static RunRecord record(const QString &runId, const QStringList &findings = {})
    {
        RunRecord made;
        made.tenantId = TenantId(QStringLiteral("7f3a1900-5d0e-4b8e-88b3-000000000001"));
        made.runId = runId;
        made.outcome = QStringLiteral("done");
        for (const QString &id : findings) {
            Finding finding;
            finding.id = id;
            finding.severity = Severity::Warning;
            made.findings.append(finding);
        }
        return made;
    }
    static QString keep(const QTemporaryDir &folder, const QString &name, const QByteArray &bytes)
    {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
        return file.fileName();
    }
    static QStringList complaining(const QStringList &findings)
    {
        QStringList ids;
        for (const Verdict &verdict : verdicts(record(QString(), findings).findings))
            if (verdict.complains())
                ids.append(verdict.benchmark.id);
        return ids;
    }

private Q_SLOTS:
    void eachRunNamesTheOneBefore()
    {
        const QByteArray first = evidenceOf(record(QStringLiteral("AAAA-01")), {});
        const QByteArray second = evidenceOf(record(QStringLiteral("AAAA-02")), first);
        const auto previous
            = [](const QByteArray &json) { return QJsonDocument::fromJson(json)[QStringLiteral("previous")]; };
        QVERIFY(previous(first).isNull());
        QCOMPARE(previous(second)[QLatin1String("sha256")].toString(), evidenceHash(first));
        QCOMPARE(evidenceHash("abc"), // FIPS 180-2, B.1
                 QStringLiteral("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }
    void theChainHoldsAndBreaksWhereSomethingIsAnother()
    {
        QTemporaryDir folder;
        QByteArray previous;
        QStringList paths;
        for (int run = 1; run <= 4; ++run) {
            previous = evidenceOf(record(QStringLiteral("AAAA-0%1").arg(run)), previous);
            paths.append(keep(folder, QStringLiteral("evidence-%1.json").arg(run), previous));
        }
        keep(folder, QStringLiteral("record.json"), "{}"); // something else
        const EvidenceChain whole = EvidenceChain::of(folder.path());
        QCOMPARE(whole.links, 4);
        QCOMPARE(whole.problems, QStringList());

        QFile file(paths[1]);
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray kept = file.readAll();
        file.seek(0);
        file.write(QByteArray(kept).replace("done", "dome"));
        file.close();
        const EvidenceChain changed = EvidenceChain::of(folder.path());
        QCOMPARE(changed.problems.size(), 1);
        QVERIFY(changed.problems[0].startsWith(paths[2]));

        QVERIFY(QFile::remove(paths[1]));
        QCOMPARE(EvidenceChain::of(folder.path()).problems.size(), 1);
    }
    void aSecondBeginningAndTwoHeirsAreSeen()
    {
        QTemporaryDir folder;
        const QByteArray first = evidenceOf(record(QStringLiteral("AAAA-01")), {});
        keep(folder, QStringLiteral("1.json"), first);
        keep(folder, QStringLiteral("2.json"), evidenceOf(record(QStringLiteral("AAAA-02")), first));
        keep(folder, QStringLiteral("3.json"), evidenceOf(record(QStringLiteral("AAAA-03")), first));
        QCOMPARE(EvidenceChain::of(folder.path()).problems.size(), 1);
        keep(folder, QStringLiteral("4.json"), evidenceOf(record(QStringLiteral("AAAA-04")), {}));
        QCOMPARE(EvidenceChain::of(folder.path()).problems.size(), 2);
    }
    void benchmarksAreRead()
    {
        QVERIFY(benchmarks().size() >= 15);
        QStringList ids;
        for (const Benchmark &benchmark : benchmarks()) {
            QVERIFY(!benchmark.id.isEmpty() && !benchmark.source.isEmpty() && !benchmark.asks.isEmpty());
            ids.append(benchmark.id);
        }
        QCOMPARE(ids.removeDuplicates(), 0);
        for (const char *id : { "CIS 1.1.1", "CIS 1.1.3", "CIS 2.2.1", "MS.AAD.7.4v1", "21835", "MT.1005" })
            QVERIFY2(ids.contains(QLatin1String(id)), id);
    }
    // Every id that the files name is one that a finding can have: read from the headers of ids.
    void filesNameFindingsThatExist()
    {
        QByteArray known;
        for (const char *header :
             { "app/model/FindingIds.h", "app/steps/preflight/FindingIds.h", "app/arm/AlertFindings.h" }) {
            QFile file(QLatin1String(BG_SOURCE_DIR "/") + QLatin1String(header));
            QVERIFY2(file.open(QIODevice::ReadOnly), header);
            known += file.readAll();
        }
        QStringList named;
        for (const Benchmark &benchmark : benchmarks())
            named += benchmark.complainsOn;
        for (const Requirement &requirement : allRequirements())
            named += requirement.openOn;
        QVERIFY(named.size() > 200);
        for (const QString &id : std::as_const(named)) {
            const QByteArray quoted = '"' + (isFamily(id) ? id.chopped(1) : id + QLatin1Char('"')).toUtf8();
            QVERIFY2(known.contains(quoted), qPrintable(id));
        }
    }
    void everyRequirementIsAnsweredOrDeclinedWithAReason()
    {
        const QStringList answers{ QStringLiteral("made"),    QStringLiteral("checked"), QStringLiteral("asked"),
                                   QStringLiteral("printed"), QStringLiteral("shown"),   QStringLiteral("declined") };
        QStringList asked;
        for (const Statement &statement : statements())
            asked.append(statement.id);
        QCOMPARE(allRequirements().size(), 194);
        for (int at = 0; at < 194; ++at) {
            const Requirement &requirement = allRequirements()[at];
            QCOMPARE(requirement.number, QStringLiteral("S%1").arg(at + 1));
            QVERIFY2(!requirement.asks.isEmpty() && !requirement.how.isEmpty(), qPrintable(requirement.number));
            QVERIFY2(answers.contains(requirement.answer), qPrintable(requirement.number));
            const bool isSeen = !requirement.openOn.isEmpty() || !requirement.statements.isEmpty();
            QVERIFY2(
                isSeen
                    || (requirement.answer != QLatin1String("checked") && requirement.answer != QLatin1String("asked")),
                qPrintable(requirement.number));
            for (const QString &statement : requirement.statements)
                QVERIFY2(asked.contains(statement), qPrintable(requirement.number + statement));
        }
    }
    void eachStatementIsAskedForTheRequirementsItCarries()
    {
        for (const Statement &statement : statements())
            for (const QString &number : statement.requirements) {
                const Requirement &requirement = allRequirements()[number.mid(1).toInt() - 1];
                QVERIFY2(requirement.statements.contains(statement.id), qPrintable(number + statement.id));
            }
    }
    void aRequirementIsOpenForWhatWasFoundOnly()
    {
        Finding lacking;
        lacking.id = QStringLiteral("role.missing");
        lacking.severity = Severity::Warning;
        lacking.requirements = { QStringLiteral("S190") };
        Finding unsure;
        unsure.id = QStringLiteral("statement.no");
        unsure.severity = Severity::Warning;
        unsure.facts[QStringLiteral("statement")] = QStringLiteral("safeLog");
        Finding fine;
        fine.id = QStringLiteral("account.missing");
        Finding leftOut;
        leftOut.id = QStringLiteral("alerts.notChosen");
        leftOut.state = State::NotApplicable;
        leftOut.severity = Severity::Note;
        const QList<Finding> found{ lacking, unsure, fine, leftOut };
        QStringList open;
        for (const Requirement &requirement : allRequirements())
            if (const QStringList ids = openFor(requirement, found); !ids.isEmpty())
                open.append(requirement.number + QLatin1Char(' ') + ids.join(QLatin1Char(' ')));
        QVERIFY(open.contains(QStringLiteral("S18 role.missing"))); // as the file says
        QVERIFY(open.contains(QStringLiteral("S190 role.missing"))); // as the finding says
        QVERIFY(open.contains(QStringLiteral("S152 statement.no")));
        QVERIFY(open.contains(QStringLiteral("S95 alerts.notChosen")));
        QVERIFY(!open.join(QLatin1Char(' ')).contains(QStringLiteral("account.missing")));
        QVERIFY(open.size() < 60);
    }
    void anAuditComplainsOnlyAboutWhatWasFound()
    {
        QCOMPARE(complaining({}), QStringList());
        const QStringList permanent = complaining({ QStringLiteral("role.inPlace") });
        QVERIFY(permanent.contains(QStringLiteral("MS.AAD.7.4v1"))); // even where all is as it should be
        QVERIFY(!permanent.contains(QStringLiteral("21835")));
        QVERIFY(complaining({ QStringLiteral("policy.reaches") }).contains(QStringLiteral("MT.1005")));
        QVERIFY(complaining({ QStringLiteral("alerts.ruleMissing") }).contains(QStringLiteral("CIS 2.2.1")));
    }
    void thePaperHoldsEveryRowOnAsManyPagesAsItTakes()
    {
        EvidencePaper paper;
        paper.title = QStringLiteral("Evidence");
        paper.subtitle = QStringLiteral("Check 7F3A-19");
        paper.facts = { { QStringLiteral("Tenant"), QStringLiteral("Contoso") } };
        EvidencePart part{
            QStringLiteral("Findings"), { QStringLiteral("Found"), QStringLiteral("To do") }, { 0.5, 0.5 }, {}
        };
        for (int row = 0; row < 90; ++row)
            part.rows.append({ QStringLiteral("finding-%1").arg(row),
                               QStringLiteral("something to do, in words that wrap over more than one line of the "
                                              "column that they stand in") });
        paper.parts = { part, { QStringLiteral("Nothing"), { QStringLiteral("Found") }, { 1.0 }, {} } };
        paper.foot = QStringLiteral("contoso.onmicrosoft.com");
        for (const Paper size : { Paper::A4, Paper::Letter }) {
            const auto pdf = evidencePdf(paper, size);
            QVERIFY(pdf);
            const QString text = poppler::textOf(Secret::copyOf(*pdf));
            const QStringList pages = text.split(QLatin1Char('\f'), Qt::SkipEmptyParts);
            QVERIFY(pages.size() >= 3);
            for (int row = 0; row < 90; ++row)
                QVERIFY2(text.contains(QRegularExpression(QStringLiteral("finding-%1\\b").arg(row))),
                         qPrintable(QString::number(row)));
            for (int page = 0; page < pages.size(); ++page)
                QVERIFY(pages[page].contains(QStringLiteral("contoso.onmicrosoft.com · %1").arg(page + 1)));
        }
    }
};

BG_TEST(QGuiApplication, EvidenceTest)
#include "EvidenceTest.moc"
