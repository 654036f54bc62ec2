// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/FindingIds.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/Longer.h"
#include "tests/ui/Stage.h"
#include "ui/pages/PaperPage.h"
#include "ui/models/AlertsModel.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QTest>

using namespace bg;

// Every page as a picture: light and dark, in ordinary words and in words 40 % longer, at the usual and at the smallest
// size. BG_PICTURES names a folder to keep them in; QT_SCALE_FACTOR=2 makes it 192 dpi.
class PictureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsClipped_data() { looks(); }
    void nothingIsClipped();
    void nothingIsClippedWhenItIsRunAgain_data() { looks(); }
    void nothingIsClippedWhenItIsRunAgain();

private:
    static void looks();
    void look(Stage &stage, const QString &name);
};

static QPalette paletteOf(const char *ground, const char *text)
{
    QPalette palette;
    for (const auto role : { QPalette::Window, QPalette::Base, QPalette::Button })
        palette.setColor(role, QColor(QLatin1String(ground)));
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        palette.setColor(role, QColor(QLatin1String(text)));
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        palette.setColor(QPalette::Disabled, role, QColor(QLatin1String("#3ff23f")));
    return palette;
}

// The row's colours and words, while it lives.
class Dress {
public:
    Dress()
    {
        QFETCH(bool, isDark);
        QFETCH(bool, isLonger);
        QFETCH(bool, isHighContrast);
        QApplication::setPalette(isDark ? paletteOf("#20242a", "#dfe4ea") : paletteOf("#f0f0f0", "#101010"));
        if (isHighContrast)
            QApplication::setPalette(paletteOf("#000000", "#ffffff"));
        if (isLonger)
            QCoreApplication::installTranslator(&m_longer);
    }
    ~Dress() { QCoreApplication::removeTranslator(&m_longer); }
    Dress(const Dress &) = delete;
    Dress &operator=(const Dress &) = delete;

private:
    Longer m_longer;
};

// What a person could not read: a label whose text needs more room than it has, a button narrower than its words.
static QStringList clippedIn(QWidget &window)
{
    QStringList clipped;
    const auto note = [&clipped](const QWidget *widget, const QString &text, const QSize &needed) {
        clipped += QStringLiteral("%1 \"%2\" has %3x%4, needs %5x%6")
                       .arg(widget->objectName(), text)
                       .arg(widget->width())
                       .arg(widget->height())
                       .arg(needed.width())
                       .arg(needed.height());
    };
    for (const QLabel *label : window.findChildren<QLabel *>()) {
        if (!label->isVisible() || label->text().isEmpty())
            continue;
        const int needed = label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
        if (label->height() < needed - 1 || (!label->wordWrap() && label->width() < label->sizeHint().width()))
            note(label, label->text(), { label->sizeHint().width(), needed });
    }
    for (const QAbstractButton *button : window.findChildren<QAbstractButton *>())
        if (button->isVisible() && !button->text().isEmpty()
            && (button->width() < button->sizeHint().width() || button->height() < button->sizeHint().height() - 1))
            note(button, button->text(), button->sizeHint());
    for (const QScrollArea *area : window.findChildren<QScrollArea *>())
        if (area->isVisible() && area->widget()->width() > area->viewport()->width())
            note(area, QStringLiteral("what scrolls"), area->widget()->minimumSizeHint());
    return clipped;
}

// Two visible siblings that lie on each other.
static QStringList overlapsIn(QWidget &window)
{
    QStringList overlaps;
    for (const QWidget *parent : window.findChildren<QWidget *>()) {
        if (!parent->isVisible() || !parent->layout())
            continue;
        QList<const QWidget *> siblings;
        for (const QObject *child : parent->children())
            if (const auto *widget = qobject_cast<const QWidget *>(child);
                widget && widget->isVisible() && !widget->isWindow())
                siblings += widget;
        for (int i = 0; i < siblings.size(); ++i)
            for (int j = 0; j < i; ++j)
                if (siblings[i]->geometry().intersects(siblings[j]->geometry()))
                    overlaps
                        += QStringLiteral("%1 over %2 in %3")
                               .arg(siblings[i]->objectName() + QLatin1String(siblings[i]->metaObject()->className()),
                                    siblings[j]->objectName() + QLatin1String(siblings[j]->metaObject()->className()),
                                    parent->objectName());
    }
    return overlaps;
}

void PictureTest::look(Stage &stage, const QString &name)
{
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    const QByteArray folder = qgetenv("BG_PICTURES");
    if (!folder.isEmpty()) {
        QDir().mkpath(QString::fromLocal8Bit(folder));
        stage.window->grab().save(
            QStringLiteral("%1/%2-%3.png")
                .arg(QString::fromLocal8Bit(folder), QLatin1String(QTest::currentDataTag()), name));
    }
    const QStringList clipped = clippedIn(*stage.window), overlaps = overlapsIn(*stage.window);
    QVERIFY2(clipped.isEmpty(), qPrintable(name + QStringLiteral(" clips: ") + clipped.join(QStringLiteral("; "))));
    QVERIFY2(overlaps.isEmpty(),
             qPrintable(name + QStringLiteral(" overlaps: ") + overlaps.join(QStringLiteral("; "))));
}

void PictureTest::looks()
{
    QTest::addColumn<bool>("isDark");
    QTest::addColumn<bool>("isLonger");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("isHighContrast");
    QTest::newRow("light") << false << false << QSize(960, 640) << false;
    QTest::newRow("dark") << true << false << QSize(960, 640) << false;
    QTest::newRow("light-longer") << false << true << QSize(960, 640) << false;
    QTest::newRow("high-contrast") << true << false << QSize(960, 640) << true;
    QTest::newRow("dark-small") << true << false << QSize(800, 560) << false;
    QTest::newRow("light-longer-small") << false << true << QSize(800, 560) << false;
}

void PictureTest::nothingIsClipped()
{
    QFETCH(bool, isDark);
    QFETCH(QSize, size);
    const Dress dress;
    {
        Stage stage;
        stage.model->setPractice(isDark);
        // Everything that a page can show at once.
        DiscoveredAccount frozen = ScriptedTenant::found(2);
        frozen.ineligibility = QStringLiteral("restrictedUnit");
        stage.services.tenant.found = { ScriptedTenant::found(1), frozen };
        for (Finding &finding : stage.services.tenant.findings)
            if (finding.id == QLatin1String("passkeys.selfServiceOff"))
                finding.facts[QStringLiteral("choice")] = QStringLiteral("change");
        stage.window->resize(size);
        // The run stands still at every sight worth a picture.
        std::atomic<int> scene = 0;
        stage.services.script
            = [&scene](Operator &human, RunObserver &observer, const DesiredState &desired, std::stop_token stop) {
                  const auto tell = [&observer](StepId step, const QString &subject, StepStatus::Phase phase,
                                                int done = 0, int total = 0) {
                      StepStatus status;
                      status.step = step;
                      status.subject = subject;
                      status.phase = phase;
                      status.done = done;
                      status.total = total;
                      observer.stepChanged(status);
                  };
                  using Phase = StepStatus::Phase;
                  tell(StepId::Accounts, desired.accounts[0].userName, Phase::Done);
                  tell(StepId::Accounts, desired.accounts[1].userName, Phase::Done);
                  tell(StepId::ExclusionGroup, {}, Phase::Done);
                  tell(StepId::Exclusions, {}, Phase::Working, 9, 17);
                  tell(StepId::Role, {}, Phase::Waiting);
                  tell(StepId::SealedPassword, {}, Phase::Waiting);
                  observer.changesMade(12, 28);
                  observer.timeLeft(LaneId::Directory, std::chrono::seconds(115));
                  KeyProgress moment;
                  moment.phase = KeyProgress::Phase::Touch;
                  moment.slot = { 0, 1, QStringLiteral("N-2"), desired.accounts[0].userName, 2, 4 };
                  moment.left = std::chrono::seconds(21);
                  KeyFacts key;
                  key.model = QStringLiteral("YubiKey 5C NFC");
                  key.firmware = QStringLiteral("5.7.1");
                  key.serial = QStringLiteral("28104733");
                  key.minimumPinLength = 6;
                  moment.key = key;
                  KeyProgress first = moment;
                  first.slot = { 0, 0, QStringLiteral("N-1"), desired.accounts[0].userName, 1, 4 };
                  first.phase = KeyProgress::Phase::Done;
                  human.show(first);
                  human.show(moment);
                  scene = 1;
                  PinQuestion pin;
                  pin.purpose = PinQuestion::Purpose::Choose;
                  pin.slot = moment.slot;
                  pin.key = key;
                  while (scene < 2 && !stop.stop_requested())
                      std::this_thread::yield();
                  if (!human.pin(pin, stop))
                      return ScriptedRun::record(desired, QStringLiteral("cancelled"));
                  Error error;
                  error.kind = Error::Kind::KeyNotAdmitted;
                  if (!human.afterTrouble(error, QStringLiteral("YubiKey 4"), stop))
                      return ScriptedRun::record(desired, QStringLiteral("cancelled"));
                  const QJsonObject lost{ { QStringLiteral("label"), QStringLiteral("N-2") },
                                          { QStringLiteral("model"), key.model },
                                          { QStringLiteral("serial"), key.serial } };
                  if (!human.confirm(question::ResetKey, lost, stop))
                      return ScriptedRun::record(desired, QStringLiteral("cancelled"));
                  moment.phase = KeyProgress::Phase::Insert;
                  moment.slot.isForReset = true;
                  human.show(moment);
                  StepStatus failed;
                  failed.step = StepId::Exclusions;
                  failed.phase = Phase::Failed;
                  failed.error = error;
                  failed.error->kind = Error::Kind::ChangedMeanwhile;
                  observer.stepChanged(failed);
                  return ScriptedRun::wholeRun(human, observer, desired, stop);
              };
        look(stage, QStringLiteral("01-welcome"));
        QVERIFY(stage.goOn());
        look(stage, QStringLiteral("02-sign-in"));
        stage.find<QAbstractButton>("moreChoices")->click();
        look(stage, QStringLiteral("02b-sign-in-choices"));
        stage.find<QAbstractButton>("signIn")->click();
        QVERIFY(QTest::qWaitFor([&] { return stage.model->tenant().value.has_value(); }, 5000));
        look(stage, QStringLiteral("03-signed-in"));
        QVERIFY(stage.goOn());
        look(stage, QStringLiteral("04-tenant"));
        for (auto *details : stage.window->wizard().currentPage()->findChildren<QAbstractButton *>())
            if (details->objectName().startsWith(QLatin1String("details-policies"))
                || details->objectName() == QLatin1String("fine"))
                details->click();
        QTest::qWait(100);
        look(stage, QStringLiteral("04b-tenant-open"));
        QVERIFY(stage.goOn());
        QVERIFY(QTest::qWaitFor([&] { return stage.model->isReadyToGoOn(PageId::Accounts); }, 5000));
        look(stage, QStringLiteral("05-accounts"));
        QVERIFY(stage.goOn());
        look(stage, QStringLiteral("06-keys"));
        QVERIFY(stage.goOn());
        look(stage, QStringLiteral("07-places"));
        QVERIFY(stage.goOn());
        look(stage, QStringLiteral("07b-alerts-none"));
        stage.find<QAbstractButton>("alertsDeploy")->click();
        QVERIFY(QTest::qWaitFor([&] { return stage.model->alerts().targets().value.has_value(); }, 5000));
        look(stage, QStringLiteral("07c-alerts-open"));
        QTest::keyClicks(stage.find<QLineEdit>("alertEmails"), QStringLiteral("security@contoso.onmicrosoft.com"));
        auto *scroll = stage.find<QScrollArea>("pageScroll");
        scroll->ensureVisible(0, scroll->widget()->height());
        look(stage, QStringLiteral("07d-alerts-below"));
        QVERIFY(stage.goOn());
        QVERIFY(QTest::qWaitFor([&] { return stage.model->plan().value.has_value(); }, 5000));
        look(stage, QStringLiteral("08-review"));
        QVERIFY(stage.goOn());
        QVERIFY(QTest::qWaitFor([&] { return scene == 1 && stage.model->run().moment.has_value(); }, 5000));
        QTest::qWait(0);
        look(stage, QStringLiteral("09-work-touch"));
        scene = 2;
        QVERIFY(QTest::qWaitFor([&] { return stage.model->workQuestion() != nullptr; }, 5000));
        look(stage, QStringLiteral("10-work-pin"));
        stage.human.answerPin(stage.model->workQuestion()->id, Secret::copyOf(QByteArrayLiteral("834417")));
        QVERIFY(QTest::qWaitFor(
            [&] {
                const auto asked = stage.model->workQuestion();
                return asked && asked->as<TroubleQuestion>();
            },
            5000));
        look(stage, QStringLiteral("11-work-trouble"));
        stage.human.answerTrouble(stage.model->workQuestion()->id, AfterTrouble::Skip);
        QVERIFY(QTest::qWaitFor(
            [&] {
                const auto asked = stage.model->workQuestion();
                return asked && asked->as<ConfirmQuestion>();
            },
            5000));
        look(stage, QStringLiteral("11b-work-reset"));
        QCOMPARE(stage.window->focusWidget(), stage.find<QAbstractButton>("answerNo")); // nothing goes by a stray Enter
        stage.human.answerConfirm(stage.model->workQuestion()->id, Answer::Yes);
        QVERIFY(QTest::qWaitFor([&] { return stage.model->sheetQuestion() != nullptr; }, 5000));
        look(stage, QStringLiteral("12-work-failed"));
        QVERIFY(stage.goOn());
        QVERIFY(QTest::qWaitFor([&] { return stage.find<QAbstractButton>("print")->isEnabled(); }, 10000));
        QTest::qWait(1500); // the preview is drawn on a thread
        look(stage, QStringLiteral("13-paper"));
        QVERIFY(stage.handleAllPaper());
        look(stage, QStringLiteral("14-paper-done"));
        QVERIFY(stage.goOn());
        look(stage, QStringLiteral("15-proof"));
        QVERIFY(stage.goOn());
        look(stage, QStringLiteral("16-done"));
        stage.find<QAbstractButton>("policyChanges")->click();
        QVERIFY(QTest::qWaitFor([&] { return stage.find<QAbstractButton>("undoAll")->isVisible(); }, 5000));
        stage.find<QScrollArea>("pageScroll")->ensureWidgetVisible(stage.find<QAbstractButton>("undoAll"));
        look(stage, QStringLiteral("16b-done-undo"));
    }
    {
        Stage stage;
        stage.window->resize(size);
        stage.services.unfinishedRun = ScriptedTenant::interrupted();
        QVERIFY(stage.walkTo(PageId::Tenant));
        QVERIFY(QTest::qWaitFor([&] { return stage.model->resume().open() && stage.model->tenant().value; }, 5000));
        look(stage, QStringLiteral("17-resume"));
        stage.find<QAbstractButton>("resumeUndo")->click();
        QVERIFY(QTest::qWaitFor([&] { return stage.find<QAbstractButton>("undoAll")->isVisible(); }, 5000));
        stage.find<QAbstractButton>("undoAll")->click();
        QVERIFY(QTest::qWaitFor([&] { return stage.model->undo().putBackCount() == 1; }, 5000));
        look(stage, QStringLiteral("17b-resume-undone"));
    }
}

void PictureTest::nothingIsClippedWhenItIsRunAgain()
{
    QFETCH(QSize, size);
    const Dress dress;
    {
        Stage stage;
        stage.window->resize(size);
        stage.model->choose(Mode::Check);
        QVERIFY(stage.walkTo(PageId::TenantStatus));
        QVERIFY(QTest::qWaitFor([&] { return stage.model->isReadyToGoOn(PageId::TenantStatus); }, 5000));
        look(stage, QStringLiteral("20-standing"));
        QVERIFY(stage.goOn());
        look(stage, QStringLiteral("21-questions"));
        QVERIFY(stage.goOn());
        QVERIFY(QTest::qWaitFor([&] { return stage.model->record().has_value(); }, 5000));
        look(stage, QStringLiteral("22-findings"));
        QVERIFY(stage.goOn());
        look(stage, QStringLiteral("23-check-done"));
    }
    {
        Stage stage;
        stage.window->resize(size);
        stage.model->choose(Mode::Rotate);
        QVERIFY(stage.walkTo(PageId::Rotate));
        QVERIFY(QTest::qWaitFor([&] { return stage.model->isReadyToGoOn(PageId::Rotate); }, 5000));
        look(stage, QStringLiteral("24-rotate"));
    }
    {
        Stage stage;
        stage.window->resize(size);
        stage.model->choose(Mode::Drill);
        QVERIFY(stage.walkTo(PageId::Drill));
        stage.services.drillTime = stage.clock.utcNow();
        look(stage, QStringLiteral("25-drill-before"));
        stage.find<QAbstractButton>("beginDrill")->click();
        look(stage, QStringLiteral("26-drill-sign-in"));
        stage.find<QAbstractButton>("drillSignIn")->click();
        QVERIFY(QTest::qWaitFor([&] { return stage.model->drill().stage() == DrillModel::Stage::Alert; }, 5000));
        QVERIFY(QTest::qWaitFor([&] { return !stage.model->drill().trace().isRunning; }, 5000));
        stage.clock.advance(std::chrono::seconds(75));
        look(stage, QStringLiteral("27-drill-alert"));
        stage.find<QAbstractButton>("alertCame")->click();
        look(stage, QStringLiteral("28-drill-questions"));
        stage.find<QAbstractButton>("keepDrill")->click();
        QVERIFY(QTest::qWaitFor([&] { return stage.model->isReadyToGoOn(PageId::Drill); }, 5000));
        look(stage, QStringLiteral("29-drill-kept"));
        QVERIFY(stage.walkTo(PageId::Paper));
        const auto *print = stage.find<QAbstractButton>("print");
        QVERIFY(QTest::qWaitFor([&] { return print->isVisible() && print->isEnabled(); }, 5000));
        look(stage, QStringLiteral("30-drill-line"));
    }
    {
        Stage stage;
        stage.window->resize(size);
        stage.model->choose(Mode::Incident);
        QVERIFY(stage.walkTo(PageId::Uses));
        QVERIFY(QTest::qWaitFor([&] { return stage.model->signIns().review().value && stage.model->tenant().value; }, 5000));
        look(stage, QStringLiteral("30-uses"));
        stage.model->signIns().explain(QStringLiteral("entry-1"), SignInReason::Misuse, {});
        stage.model->signIns().explain(QStringLiteral("entry-2"), SignInReason::Emergency, QStringLiteral("INC-4711"));
        stage.model->signIns().choose(ObjectId(QStringLiteral("account-0")), QStringLiteral("method-1"), true);
        auto *scroll = stage.find<QScrollArea>("pageScroll");
        scroll->ensureVisible(0, scroll->widget()->height());
        look(stage, QStringLiteral("30b-uses-explained"));
    }
    {
        Stage stage;
        stage.window->resize(size);
        stage.services.tenant = ScriptedTenant::lockedOut();
        stage.model->choose(Mode::Repair);
        QVERIFY(stage.walkTo(PageId::Repair));
        QVERIFY(QTest::qWaitFor([&] { return stage.find<QAbstractButton>("restore-policy-666-0") != nullptr; }, 5000));
        look(stage, QStringLiteral("31-repair"));
        stage.find<QAbstractButton>("reset-admin-north")->click();
        auto *scroll = stage.find<QScrollArea>("pageScroll");
        scroll->ensureVisible(0, scroll->widget()->height());
        look(stage, QStringLiteral("31b-repair-resets"));
        stage.services.script = ScriptedRun::resetRun;
        QVERIFY(stage.walkTo(PageId::Paper));
        const auto *print = stage.find<QAbstractButton>("print");
        QVERIFY(QTest::qWaitFor([&] { return print->isVisible() && print->isEnabled(); }, 10000));
        QTest::qWait(1500); // the preview is drawn on a thread
        look(stage, QStringLiteral("32-repair-paper"));
        QVERIFY(stage.handleAllPaper());
        look(stage, QStringLiteral("32b-repair-paper-done"));
        QVERIFY(stage.goOn());
        look(stage, QStringLiteral("33-repair-done"));
    }
}

BG_TEST(QApplication, PictureTest)
#include "PictureTest.moc"
