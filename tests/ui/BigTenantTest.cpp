// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/FindingIds.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/BusyLoop.h"
#include "tests/ui/Stage.h"
#include "ui/pages/ReviewPage.h"
#include "ui/parts/FindingList.h"
#include "ui/parts/FindingRow.h"

#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace bg;

namespace {

Finding policyFinding(int number, ActionOwner owner = ActionOwner::WizardWillDo)
{
    Finding made;
    made.id = QStringLiteral("policy.reaches");
    made.state = owner == ActionOwner::Fine ? State::InPlace : State::Missing;
    made.severity = owner == ActionOwner::Fine ? Severity::Fine : Severity::Warning;
    made.actionOwner = owner;
    made.evidence = QStringLiteral("policy-%1").arg(number);
    made.facts = { { QStringLiteral("displayName"), QStringLiteral("CA%1: require MFA").arg(number) },
                   { QStringLiteral("policyId"), QStringLiteral("policy-%1").arg(number) } };
    return made;
}

QList<Finding> policyFindings(int count, ActionOwner owner = ActionOwner::WizardWillDo)
{
    QList<Finding> all;
    for (int i = 0; i < count; ++i)
        all.append(policyFinding(i, owner));
    return all;
}

QByteArray milliseconds(std::chrono::milliseconds span) { return QByteArray::number(qlonglong(span.count())) + " ms"; }

} // namespace

#define COMPARE_LOOP(loop) QVERIFY2(loop.longest() <= BusyLoop::allowed(), milliseconds(loop.longest()).constData())

// The pages with what a large tenant gives them: 1,500 findings, 3,000 planned writes.
class BigTenantTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTenantPageKeepsTheEventLoopFree();
    void findingsAreToldAtMostTenTimesASecond();
    void onlyRowsThatShowAreMade();
    void everyFindingIsReachedByScrolling();
    void aRowThatDidNotChangeIsKept();
    void aFoldedGroupMakesNothing();
    void theListOfAllChangesIsThereAtOnce();
    void theFindingsOfACheckKeepTheEventLoopFree();
};

void BigTenantTest::theTenantPageKeepsTheEventLoopFree()
{
    Stage stage;
    stage.services.tenant.findings += policyFindings(1500);
    QVERIFY(stage.walkTo(PageId::SignIn));
    BusyLoop loop;
    QVERIFY(stage.walkTo(PageId::Tenant));
    QVERIFY(QTest::qWaitFor([&] { return stage.model->tenant().value.has_value(); }, 10000));
    QTRY_VERIFY(stage.find<FindingRow>("finding-policy.reaches"));
    COMPARE_LOOP(loop);
}

void BigTenantTest::findingsAreToldAtMostTenTimesASecond()
{
    Stage stage;
    stage.services.tenant.findings += policyFindings(1500);
    QSignalSpy changes(stage.model.get(), &WizardModel::tenantChanged);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(stage.walkTo(PageId::Tenant));
    QVERIFY(QTest::qWaitFor([&] { return stage.model->tenant().value.has_value(); }, 10000));
    QVERIFY2(changes.size() <= 8 + timer.elapsed() / 100, qPrintable(QString::number(changes.size())));
}

void BigTenantTest::onlyRowsThatShowAreMade()
{
    QScrollArea area;
    area.setWidgetResizable(true);
    area.setWidget(new QWidget);
    auto *column = new QVBoxLayout(area.widget());
    auto *findings = new FindingList;
    column->addWidget(findings);
    area.resize(600, 400);
    area.show();
    BusyLoop loop;
    findings->show({ { QStringLiteral("Policies"), policyFindings(1500), {} } });
    QTRY_VERIFY(findings->findChildren<FindingRow *>().size() >= 12);
    QTest::qWait(50);
    QVERIFY(findings->findChildren<FindingRow *>().size() < 60);
    COMPARE_LOOP(loop);
}

void BigTenantTest::everyFindingIsReachedByScrolling()
{
    QScrollArea area;
    area.setWidgetResizable(true);
    area.setWidget(new QWidget);
    auto *column = new QVBoxLayout(area.widget());
    auto *findings = new FindingList;
    column->addWidget(findings);
    area.resize(600, 400);
    area.show();
    findings->show({ { QStringLiteral("Policies"), policyFindings(300), {} } });
    QTRY_VERIFY(area.verticalScrollBar()->maximum() > 0);
    BusyLoop loop;
    QVERIFY(QTest::qWaitFor(
        [&] {
            area.verticalScrollBar()->setValue(area.verticalScrollBar()->maximum());
            return findings->findChildren<FindingRow *>().size() == 300;
        },
        20000));
    COMPARE_LOOP(loop);
}

void BigTenantTest::aRowThatDidNotChangeIsKept()
{
    FindingList findings;
    findings.resize(600, 400);
    QList<Finding> all = policyFindings(5);
    findings.show({ { QStringLiteral("Policies"), all, {} } });
    QTRY_COMPARE(findings.findChildren<FindingRow *>().size(), 5);
    const QList<FindingRow *> before = findings.findChildren<FindingRow *>();
    all.append(policyFinding(5));
    all.prepend(policyFinding(6));
    findings.show({ { QStringLiteral("Policies"), all, {} } });
    QTRY_COMPARE(findings.findChildren<FindingRow *>().size(), 7);
    const QList<FindingRow *> now = findings.findChildren<FindingRow *>();
    for (FindingRow *row : before)
        QVERIFY(now.contains(row));
}

void BigTenantTest::aFoldedGroupMakesNothing()
{
    FindingList findings;
    findings.resize(600, 400);
    findings.show({ { QStringLiteral("Fine"), policyFindings(1500, ActionOwner::Fine), QStringLiteral("fold") } });
    QTest::qWait(50);
    QCOMPARE(findings.findChildren<FindingRow *>().size(), 0);
    findings.findChild<QPushButton *>(QStringLiteral("fold"))->click();
    QTRY_VERIFY(findings.findChildren<FindingRow *>().size() >= 5);
}

void BigTenantTest::theListOfAllChangesIsThereAtOnce()
{
    Stage stage;
    for (int i = 0; i < 3000; ++i)
        stage.services.furtherWrites.append({ StepId::Exclusions, QStringLiteral("CA%1: require MFA").arg(i),
                                              QStringLiteral("policy-%1").arg(i), QStringLiteral("excludeGroups"),
                                              QJsonValue(), QStringLiteral("Emergency access"), {} });
    QVERIFY(stage.walkTo(PageId::Places));
    BusyLoop loop;
    QVERIFY(stage.walkTo(PageId::Review));
    QVERIFY(QTest::qWaitFor([&] { return stage.model->plan().value.has_value(); }, 10000));
    auto *tree = stage.find<QTreeView>("writes");
    const auto rows = [&](bool onlyShown) {
        int count = 0;
        for (int step = 0; step < tree->model()->rowCount(); ++step) {
            const QModelIndex group = tree->model()->index(step, 0);
            for (int row = 0; row < tree->model()->rowCount(group); ++row)
                count += !onlyShown || !tree->isRowHidden(row, group) ? 1 : 0;
        }
        return count;
    };
    QVERIFY(rows(false) >= 3000);
    stage.find<QLineEdit>("search")->setText(QStringLiteral("ca2999"));
    QCOMPARE(rows(true), 1);
    QTest::qWait(20);
    COMPARE_LOOP(loop);
    stage.find<QLineEdit>("search")->clear();
    QCOMPARE(rows(true), rows(false));
}

void BigTenantTest::theFindingsOfACheckKeepTheEventLoopFree()
{
    Stage stage;
    stage.services.checked = policyFindings(1500);
    stage.find<QPushButton>("mode-check")->click();
    QVERIFY(stage.walkTo(PageId::Questions));
    BusyLoop loop;
    QVERIFY(stage.walkTo(PageId::Findings));
    QVERIFY(QTest::qWaitFor([&] { return stage.model->record().has_value(); }, 10000));
    QTRY_VERIFY(stage.find<FindingRow>("finding-policy.reaches"));
    COMPARE_LOOP(loop);
}

BG_TEST(QApplication, BigTenantTest)
#include "BigTenantTest.moc"
