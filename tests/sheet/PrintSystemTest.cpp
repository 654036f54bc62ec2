// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/PrintRoute.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace bg;

// Who sets the operator's environment can name another print system.
class PrintSystemTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noSecretGoesToAnotherComputerInClear()
    {
        qputenv("CUPS_SERVER", "192.0.2.1"); // RFC 5737: nobody's
        qputenv("CUPS_ENCRYPTION", "IfRequested");
        Printer printer;
        printer.name = QStringLiteral("Sealed");
        printer.trust = Trust::Allowed;
        const auto printed = print({ Secret::copyOf("%PDF-1.7"), {} }, printer, Paper::A4, QStringLiteral("Document"), {});
        QVERIFY(!printed);
        QCOMPARE(printed.error().kind, Error::Kind::PrinterNotTrusted);
        QVERIFY(printed.error().detail.contains(QLatin1String("192.0.2.1")));
    }
};

BG_TEST(QCoreApplication, PrintSystemTest)
#include "PrintSystemTest.moc"
