// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "ui/parts/ActivationDialog.h"

#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace bg;

class ActivationDialogTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRuleThatDemandsATicketIsNotGoneAgainst()
    {
        auto *dialog = new ActivationDialog(true);
        auto *activate = dialog->findChild<QPushButton *>(QStringLiteral("activateNow"));
        QVERIFY(!activate->isEnabled());
        dialog->findChild<QLineEdit *>(QStringLiteral("ticketNumber"))->setText(QStringLiteral("CHG-7"));
        QVERIFY(activate->isEnabled());

        RoleActivation given;
        connect(dialog, &ActivationDialog::chosen, this, [&](const RoleActivation &activation) { given = activation; });
        dialog->findChild<QComboBox *>(QStringLiteral("duration"))->setCurrentIndex(1);
        activate->click();
        QCOMPARE(given.ticketNumber, QStringLiteral("CHG-7"));
        QCOMPARE(given.duration, std::chrono::minutes(120));
        QVERIFY(!given.reason.isEmpty());
    }

    void withoutAReasonNothingIsActivated()
    {
        auto *dialog = new ActivationDialog(false);
        auto *activate = dialog->findChild<QPushButton *>(QStringLiteral("activateNow"));
        QVERIFY(activate->isEnabled());
        dialog->findChild<QLineEdit *>(QStringLiteral("activationReason"))->setText(QStringLiteral("  "));
        QVERIFY(!activate->isEnabled());
        dialog->close();
    }
};

BG_TEST(QApplication, ActivationDialogTest)
#include "ActivationDialogTest.moc"
