// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/FindingIds.h"
#include "app/model/RecordedError.h"
#include "app/plan/ResetRefusal.h"
#include "tests/support/TestProgram.h"
#include "ui/words/DoneText.h"
#include "ui/words/ErrorText.h"
#include "ui/words/FindingText.h"
#include "ui/words/KeyLabel.h"
#include "ui/words/PlanText.h"
#include "ui/words/QuestionText.h"
#include "ui/words/StatusText.h"
#include "ui/words/StatementText.h"

#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <set>

using namespace bg;

class WordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyErrorSaysWhatHappenedAndWhatToDo();
    void noTwoErrorsSayTheSame();
    void cancelledSaysNothing();
    void whatThePlanNamesByIdIsShownByItsName();
    void aStoppedRunClaimsNothingThatItDidNotDo();
    void aWholeSetUpSaysWhatIsThere();
    void whatIsToBeDestroyedIsAStepAndNotDone();
    void everyModeHasADoneOfItsOwn();
    void everyFindingHasWords_data();
    void everyFindingHasWords();
    void everyQuestionNamesItsAnswers();
    void unknownFindingSpeaksThroughItsEvidence();
    void factsFillTheSentence();
    void everyRefusalOfAResetHasItsSentence();
    void detailsHoldTheServicesOwnWords();
    void wordsAreCalm();
    void keysAreLabelledByTheLastWord();
    void everyStatementAndDutyHasWords();
    void remindersHoldEveryDutyAndWhatBringsItForward();
};

// Kinds follow one another from 0; the last one is PrintFailed.
static QList<Error::Kind> allKinds()
{
    QList<Error::Kind> kinds;
    for (int kind = 0; kind <= int(Error::Kind::PrintFailed); ++kind)
        kinds += Error::Kind(kind);
    return kinds;
}

static Error errorOf(Error::Kind kind)
{
    Error error;
    error.kind = kind;
    return error;
}

// The ids that a header of ids lists, read from the header itself so that none can be forgotten.
static QStringList idsIn(const QString &header, const QString &scope)
{
    QFile file(QStringLiteral(BG_SOURCE_DIR "/") + header);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString text = QString::fromUtf8(file.readAll());
    text = text.mid(text.indexOf(QStringLiteral("namespace bg::") + scope));
    const auto end = text.indexOf(QStringLiteral("} // namespace"));
    static const QRegularExpression id(QStringLiteral("\\{ ?\"([A-Za-z0-9.]+)\" ?\\}"));
    QStringList ids;
    for (auto found = id.globalMatch(text.left(end)); found.hasNext();)
        ids += found.next().captured(1);
    return ids;
}

void WordsTest::everyErrorSaysWhatHappenedAndWhatToDo()
{
    for (const Error::Kind kind : allKinds()) {
        if (kind == Error::Kind::Cancelled)
            continue;
        const ErrorText text = ErrorText::of(errorOf(kind));
        QVERIFY2(!text.happened.isEmpty(), qPrintable(name(kind)));
        QVERIFY2(!text.remedy.isEmpty(), qPrintable(name(kind)));
    }
}

void WordsTest::noTwoErrorsSayTheSame()
{
    std::set<QString> said;
    for (const Error::Kind kind : allKinds())
        if (kind != Error::Kind::Cancelled)
            QVERIFY2(said.insert(ErrorText::of(errorOf(kind)).happened).second, qPrintable(name(kind)));
}

void WordsTest::cancelledSaysNothing()
{
    const ErrorText text = ErrorText::of(errorOf(Error::Kind::Cancelled));
    QVERIFY(text.happened.isEmpty() && text.remedy.isEmpty());
}

void WordsTest::everyFindingHasWords_data()
{
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("scope");
    QTest::newRow("preflight") << QStringLiteral("app/steps/preflight/FindingIds.h") << QStringLiteral("preflight");
    QTest::newRow("run") << QStringLiteral("app/model/FindingIds.h") << QStringLiteral("finding");
    QTest::newRow("alerts") << QStringLiteral("app/arm/AlertFindings.h") << QStringLiteral("finding");
}

void WordsTest::everyFindingHasWords()
{
    QFETCH(QString, header);
    QFETCH(QString, scope);
    const QStringList ids = idsIn(header, scope);
    QVERIFY(ids.size() > 20);
    for (const QString &id : ids) {
        Finding finding;
        finding.id = id;
        finding.evidence = QStringLiteral("evidence");
        QVERIFY2(FindingText::of(finding).meaning != finding.evidence, qPrintable(id));
    }
}

void WordsTest::everyQuestionNamesItsAnswers()
{
    const QStringList ids = idsIn(QStringLiteral("app/model/FindingIds.h"), QStringLiteral("question"))
        + QStringList{ QStringLiteral("signIn.consent"), QStringLiteral("signIn.stepUp"),
                       QStringLiteral("signIn.sessionEnded") };
    QVERIFY(ids.size() > 4);
    for (const QString &id : ids) {
        const ConfirmText text = ConfirmText::of(id, {});
        QVERIFY2(text.yes != QLatin1String("Yes") && text.no != QLatin1String("No"), qPrintable(id));
        QVERIFY2(!text.headline.contains(id), qPrintable(id));
    }
}

void WordsTest::unknownFindingSpeaksThroughItsEvidence()
{
    Finding finding;
    finding.id = QStringLiteral("nobody.wrote.this");
    finding.evidence = QStringLiteral("seen: 4");
    QCOMPARE(FindingText::of(finding).meaning, QStringLiteral("seen: 4"));
    QVERIFY(!FindingText::of(finding).headline.isEmpty());
}

void WordsTest::factsFillTheSentence()
{
    Finding finding;
    finding.id = QStringLiteral("policies.seen");
    finding.facts = { { QStringLiteral("reaching"), 17 }, { QStringLiteral("total"), 20 } };
    QCOMPARE(FindingText::of(finding).headline,
             QStringLiteral("17 of 20 Conditional Access policies can reach the new accounts"));
}

void WordsTest::everyRefusalOfAResetHasItsSentence()
{
    const QString name = QStringLiteral("ada@contoso.onmicrosoft.com");
    std::set<QString> said;
    for (const char *reason : { "synchronized", "guest", "federated", "restrictedUnit", "gone", "emergencyAccount" }) {
        const Error refused = resetRefused({ QLatin1String(reason), name });
        const ErrorText text = ErrorText::of(refused);
        QVERIFY2(text.happened.startsWith(name) && text.happened.size() > name.size() + 10, reason);
        QVERIFY2(!text.remedy.isEmpty() && said.insert(text.happened).second && said.insert(text.remedy).second,
                 reason);
        // A record of an earlier version keeps kind and detail only.
        const QString kept = bg::name(refused.kind) + QLatin1Char(' ') + refused.detail;
        QCOMPARE(failureText(errorOfText(kept).value()), text.happened + QLatin1Char(' ') + text.remedy);
    }
}

void WordsTest::detailsHoldTheServicesOwnWords()
{
    Error error = errorOf(Error::Kind::Refused);
    error.serviceCode = QStringLiteral("1007");
    error.serviceMessage = QStringLiteral("Incoming ConditionalAccessPolicy object is null");
    error.requestId = QStringLiteral("d7c4-22");
    error.httpStatus = 400;
    const QString details = errorDetails(error);
    for (const QString &part : { error.serviceCode, error.serviceMessage, error.requestId, QStringLiteral("400") })
        QVERIFY2(details.contains(part), qPrintable(part));
}

void WordsTest::wordsAreCalm()
{
    for (const Error::Kind kind : allKinds()) {
        const ErrorText text = ErrorText::of(errorOf(kind));
        for (const QString &sentence : { text.happened, text.remedy }) {
            QVERIFY2(!sentence.contains(QLatin1Char('!')), qPrintable(sentence));
            QVERIFY2(sentence.isEmpty() || sentence.at(0).isUpper(), qPrintable(sentence));
        }
    }
}

void WordsTest::keysAreLabelledByTheLastWord()
{
    DesiredState desired;
    desired.accounts = { { QStringLiteral("harbour.north"), {}, {} }, { QStringLiteral("meadow.south"), {}, {} } };
    QCOMPARE(keyLabel(desired, 0, 0), QStringLiteral("N-1"));
    QCOMPARE(keyLabel(desired, 1, 1), QStringLiteral("S-2"));
    desired.accounts[1].userName = QStringLiteral("meadow.nest");
    QCOMPARE(keyLabel(desired, 0, 0), QStringLiteral("A-1"));
    QCOMPARE(keyLabel(desired, 1, 0), QStringLiteral("B-1"));
}

void WordsTest::everyStatementAndDutyHasWords()
{
    for (const Statement &statement : statements()) {
        QVERIFY2(!statementText(statement.id).isEmpty(), statement.id.data());
        QVERIFY(!statement.requirements.isEmpty());
        Finding finding;
        finding.id = QStringLiteral("statement.open");
        finding.facts = { { QStringLiteral("statement"), QString(statement.id) } };
        QVERIFY(FindingText::of(finding).headline.contains(statementText(statement.id)));
    }
    for (const RecurringTask task : recurringTasks()) {
        QVERIFY2(!taskName(task).isEmpty() && !triggerText(task).isEmpty(), qPrintable(name(task)));
        QVERIFY(!requirements(task).isEmpty());
    }
}

void WordsTest::remindersHoldEveryDutyAndWhatBringsItForward()
{
    RunRecord record;
    record.runId = QStringLiteral("7F3A-19");
    record.outcome = QStringLiteral("done");
    record.tenantDomain = QStringLiteral("contoso.onmicrosoft.com");
    record.finished = QDateTime(QDate(2026, 11, 20), QTime(14, 0), Qt::UTC);
    const CalendarEntry proof{ QDate(2026, 11, 27), QStringLiteral("Test"), {} };
    const auto dates = nextDates({ record }, { proof });
    QCOMPARE(dates.size(), 1 + recurringTasks().size());
    QCOMPARE(dates.first().day, proof.day);
    QCOMPARE(dates.last().day, QDate(2027, 11, 20)); // rotation, a year on
    QByteArray calendar = remindersOf(record, dates);
    calendar.replace("\r\n ", "");
    QCOMPARE(calendar.count("BEGIN:VEVENT"), dates.size());
    for (const RecurringTask task : recurringTasks())
        QVERIFY(QString::fromUtf8(calendar).contains(triggerText(task).section(QLatin1Char(','), 0, 0)));
    QVERIFY(nextDates({}, {}).isEmpty());
}

void WordsTest::whatThePlanNamesByIdIsShownByItsName()
{
    PlannedWrite write;
    write.object = QStringLiteral("MFA for all");
    write.before = QJsonArray();
    write.after = QJsonArray{ QStringLiteral("0b1c"), QStringLiteral("0c2d") };
    const WriteText text = WriteText::of(write, { { QStringLiteral("0b1c"), QStringLiteral("Branch offices") } });
    QCOMPARE(text.before, QStringLiteral("none"));
    QCOMPARE(text.after, QStringLiteral("Branch offices, 0c2d"));
}

namespace {
RunRecord setUpRecord(const QString &outcome)
{
    RunRecord record;
    record.outcome = outcome;
    record.planHash = QStringLiteral("5D0E-88B3");
    RecordedAccount account;
    account.objectId = ObjectId(QStringLiteral("a"));
    account.userPrincipalName = QStringLiteral("harbour.north@contoso.onmicrosoft.com");
    account.roleAssignment = QStringLiteral("permanent");
    account.passwordSet = true;
    account.keys = { RecordedKey() };
    record.accounts = { account };
    return record;
}
bool says(const QList<Truth> &truths, bool holds, const char *part)
{
    return std::any_of(truths.begin(), truths.end(), [&](const Truth &truth) {
        return truth.holds == holds && truth.text.contains(QString::fromUtf8(part));
    });
}
} // namespace

void WordsTest::aStoppedRunClaimsNothingThatItDidNotDo()
{
    RunRecord record = setUpRecord(QStringLiteral("cancelled"));
    Finding lost;
    lost.id = finding::KeyPinLost;
    lost.facts = { { QStringLiteral("label"), QStringLiteral("N-1") } };
    record.findings = { lost };
    const QList<Truth> truths = truthsOf(record);
    QVERIFY(!truths.first().holds);
    QVERIFY(says(truths, false, "The PIN of key N-1 is on no paper"));
    QVERIFY(says(truths, false, "it is on no paper"));
    QVERIFY(says(truths, false, "There is no exclusion group"));
    QVERIFY(says(truths, false, "Not every reviewed change was made"));
    QVERIFY(!says(truths, true, "contains both accounts"));
    const QStringList steps = nextSteps(record);
    QVERIFY(steps.first().startsWith(QLatin1String("Run the set-up again now")));
    QVERIFY(steps.filter(QStringLiteral("Seal")).isEmpty());
}

void WordsTest::aWholeSetUpSaysWhatIsThere()
{
    RunRecord record = setUpRecord(QStringLiteral("done"));
    record.groupId = QStringLiteral("g");
    record.groupName = QStringLiteral("Emergency access");
    record.groupMembers = { QStringLiteral("a") };
    record.sheets = { { QStringLiteral("9F2C-71A4"), QStringLiteral("credential"),
                        record.accounts.first().userPrincipalName, {}, {} } };
    const QList<Truth> truths = truthsOf(record);
    QVERIFY(says(truths, true, "a new password, on paper only"));
    QVERIFY(says(truths, true, "The group “Emergency access” contains both accounts"));
    QVERIFY(std::all_of(truths.begin(), truths.end(), [](const Truth &truth) { return truth.holds; }));
    QVERIFY(nextSteps(record).first().startsWith(QLatin1String("Seal the envelopes")));
}

void WordsTest::whatIsToBeDestroyedIsAStepAndNotDone()
{
    RunRecord record = setUpRecord(QStringLiteral("done"));
    record.mode = Mode::Rotate;
    record.sheets = { { QStringLiteral("NEW"), QStringLiteral("credential"), QStringLiteral("a@b"), {},
                        QStringLiteral("OLD") } };
    QVERIFY(!says(truthsOf(record), true, "OLD"));
    QVERIFY(nextSteps(record).first().contains(QLatin1String("Destroy sheet OLD")));
}

void WordsTest::everyModeHasADoneOfItsOwn()
{
    QStringList titles;
    for (const Mode mode : { Mode::Provision, Mode::Rotate, Mode::Check, Mode::Drill, Mode::Incident, Mode::Repair }) {
        RunRecord record = setUpRecord(QStringLiteral("done"));
        record.mode = mode;
        titles += doneHeading(record).title;
        record.outcome = QStringLiteral("cancelled");
        QVERIFY(doneHeading(record).title != titles.last());
        QVERIFY(nextSteps(record).first().contains(QLatin1String("again")));
    }
    QCOMPARE(titles.removeDuplicates(), 0);
}

BG_TEST(QCoreApplication, WordsTest)
#include "WordsTest.moc"
