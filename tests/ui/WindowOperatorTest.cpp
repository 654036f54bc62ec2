// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "tests/ui/ScriptedServices.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <thread>

using namespace bg;

class WindowOperatorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pinReachesTheLaneThatAsked();
    void twoLanesAskAtOnceAndEachHearsItsOwnAnswer();
    void stopEndsAQuestionWithin100Milliseconds();
    void answerToAQuestionThatIsGoneIsDropped();
    void sheetKeepsItsOwnSecretAfterTheLaneLetItGo();
    void refusedQuestionGivesItsError();
};

static QuestionPtr nextQuestion(QSignalSpy &asked)
{
    if (asked.isEmpty())
        asked.wait(5000);
    return asked.isEmpty() ? QuestionPtr() : asked.takeFirst().first().value<QuestionPtr>();
}

void WindowOperatorTest::pinReachesTheLaneThatAsked()
{
    WindowOperator human;
    QSignalSpy asked(&human, &WindowOperator::asked);
    std::optional<Result<Secret>> got;
    std::jthread lane([&](std::stop_token stop) { got = human.pin({}, stop); });
    const auto question = nextQuestion(asked);
    QVERIFY(question && question->as<PinQuestion>());
    human.answerPin(question->id, Secret::copyOf(QByteArrayLiteral("4711")));
    lane.join();
    QVERIFY(got && *got && (*got)->equals("4711"));
    QVERIFY(human.open().isEmpty());
}

void WindowOperatorTest::twoLanesAskAtOnceAndEachHearsItsOwnAnswer()
{
    WindowOperator human;
    QSignalSpy asked(&human, &WindowOperator::asked);
    std::optional<Result<Answer>> first;
    std::optional<Result<AfterTrouble>> second;
    std::jthread one([&](std::stop_token stop) { first = human.confirm(QStringLiteral("takeOverGroup"), {}, stop); });
    std::jthread other([&](std::stop_token stop) { second = human.afterTrouble({}, QStringLiteral("key"), stop); });
    for (int i = 0; i < 2; ++i) {
        const auto question = nextQuestion(asked);
        QVERIFY(question);
        if (question->as<ConfirmQuestion>())
            human.answerConfirm(question->id, Answer::No);
        else
            human.answerTrouble(question->id, AfterTrouble::OtherKey);
    }
    one.join();
    other.join();
    QVERIFY(first && *first && **first == Answer::No);
    QVERIFY(second && *second && **second == AfterTrouble::OtherKey);
}

void WindowOperatorTest::stopEndsAQuestionWithin100Milliseconds()
{
    WindowOperator human;
    QSignalSpy asked(&human, &WindowOperator::asked), gone(&human, &WindowOperator::gone);
    std::optional<Result<Secret>> got;
    std::jthread lane([&](std::stop_token stop) { got = human.pin({}, stop); });
    QVERIFY(nextQuestion(asked));
    QElapsedTimer timer;
    timer.start();
    lane.request_stop();
    lane.join();
    QVERIFY2(timer.elapsed() < 100, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(got && !*got && got->error().isCancelled());
    QVERIFY(gone.size() == 1 || gone.wait(1000));
}

void WindowOperatorTest::answerToAQuestionThatIsGoneIsDropped()
{
    WindowOperator human;
    human.answerPin(17, Secret::copyOf(QByteArrayLiteral("4711")));
    QSignalSpy asked(&human, &WindowOperator::asked);
    std::optional<Result<Answer>> got;
    std::jthread lane([&](std::stop_token stop) { got = human.confirm(QStringLiteral("takeOverGroup"), {}, stop); });
    const auto question = nextQuestion(asked);
    human.answerConfirm(question->id, Answer::No);
    human.answerConfirm(question->id, Answer::Yes);
    lane.join();
    QVERIFY(got && *got && **got == Answer::No);
}

void WindowOperatorTest::sheetKeepsItsOwnSecretAfterTheLaneLetItGo()
{
    WindowOperator human;
    QSignalSpy asked(&human, &WindowOperator::asked);
    std::jthread lane([&](std::stop_token stop) {
        const Secret password = Secret::copyOf(scriptedPassword());
        (void)human.printSealedSheet(ScriptedRun::sealedSheet(DesiredState::proposal(), 0, password), stop);
    });
    const auto question = nextQuestion(asked);
    lane.request_stop();
    lane.join();
    const auto &sheet = std::get<SealedSheet>(question->as<SheetQuestion>()->sheet);
    QVERIFY(sheet.password && sheet.password->equals(scriptedPassword()));
}

void WindowOperatorTest::refusedQuestionGivesItsError()
{
    WindowOperator human;
    QSignalSpy asked(&human, &WindowOperator::asked);
    std::optional<Result<Answer>> got;
    std::jthread lane([&](std::stop_token stop) { got = human.confirm(QStringLiteral("takeOverGroup"), {}, stop); });
    Error error;
    error.kind = Error::Kind::Input;
    human.refuse(nextQuestion(asked)->id, error);
    lane.join();
    QVERIFY(got && !*got && got->error().kind == Error::Kind::Input);
}

BG_TEST(QCoreApplication, WindowOperatorTest)
#include "WindowOperatorTest.moc"
