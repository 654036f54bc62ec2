// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/record/UnrecordedPin.h"

#include "app/key/SecurityKey.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace bg;

// Which PINs nobody knows, after the lines of a journal.
class UnrecordedPinTest : public QObject {
    Q_OBJECT

private:
    static QJsonObject line(const char *event, const QString &label, const QString &serial,
                            const QString &credentialId = {}, const QJsonObject &more = {})
    {
        QJsonObject object = more;
        object[QStringLiteral("event")] = QString::fromLatin1(event);
        object[QStringLiteral("subject")] = label;
        object[QStringLiteral("serial")] = serial;
        object[QStringLiteral("aaguid")] = QStringLiteral("model");
        if (!credentialId.isEmpty())
            object[QStringLiteral("credentialId")] = credentialId;
        return object;
    }
    static QStringList left(const QList<QJsonObject> &lines)
    {
        QList<UnrecordedPin> lost;
        for (const QJsonObject &one : lines)
            followPin(readEvent(one), lost);
        QStringList text;
        for (const UnrecordedPin &one : lost)
            text.append(one.label + QLatin1Char(' ') + one.serial + one.credentialIds.join(QLatin1Char(' ')));
        return text;
    }

private Q_SLOTS:
    void aPinIsLostUntilPaperOrResetSaysOtherwise_data()
    {
        const QString n = QStringLiteral("N-1"), s = QStringLiteral("S-1"), none;
        const QString one = QStringLiteral("100"), a = QStringLiteral("cred-a"), b = QStringLiteral("cred-b");
        const QJsonObject chosen{ { QStringLiteral("pinChosen"), true } };
        const QJsonObject had{ { QStringLiteral("hadPin"), true } };
        const QJsonObject forN{ { QStringLiteral("madeFor"), n } };
        QTest::addColumn<QList<QJsonObject>>("lines");
        QTest::addColumn<QStringList>("lost");
        const auto row = [](const char *name, const QList<QJsonObject> &lines, const QStringList &lost) {
            QTest::newRow(name) << lines << lost;
        };
        row("set", { line("pinToSet", n, one) }, { QStringLiteral("N-1 100") });
        row("refused by the key", { line("pinToSet", n, one), line("pinNotSet", n, one) }, {});
        row("registered", { line("pinToSet", n, one), line("keyBegun", n, one, a) },
            { QStringLiteral("N-1 100cred-a") });
        row("sealed", { line("pinToSet", n, one), line("keyBegun", n, one, a), line("pinSealed", n, {}, a) }, {});
        row("the sheet is another key's",
            { line("pinToSet", n, one), line("keyBegun", n, one, a), line("pinSealed", n, {}, b) },
            { QStringLiteral("N-1 100cred-a") });
        row("one key for both accounts, sealed for the second",
            { line("pinToSet", n, one), line("keyBegun", n, one, a), line("keyBegun", s, one, b),
              line("pinSealed", s, {}, b) },
            {});
        row("taken back from the key",
            { line("pinToSet", n, one), line("keyBegun", n, one, a), line("keyTakenBack", n, one, a) },
            { QStringLiteral("N-1 100") });
        row("left aside, with a sheet", { line("pinToSet", n, one), line("sparePinSealed", n, one) }, {});
        row("erased for another place", { line("pinToSet", n, one), line("keyReset", s, one, {}, forN) }, {});
        row("typed by a person since", { line("pinToSet", n, one), line("keyBegun", s, one, b, chosen) }, {});
        row("set anew", { line("pinToSet", n, one), line("keyBegun", n, one, a), line("pinToSet", s, one) },
            { QStringLiteral("S-1 100") });
        row("two keys without a number", { line("pinToSet", n, none), line("pinToSet", s, none) },
            { QStringLiteral("N-1 "), QStringLiteral("S-1 ") });
        row("without a number, never set the first time", { line("pinToSet", n, none), line("pinToSet", n, none) },
            { QStringLiteral("N-1 ") });
        row("without a number, another key at the same place",
            { line("pinToSet", n, none), line("keyBegun", n, none, a), line("pinToSet", n, none) },
            { QStringLiteral("N-1 cred-a"), QStringLiteral("N-1 ") });
        row("without a number, over another PIN", { line("pinToSet", n, none), line("pinToSet", n, none, {}, had) },
            { QStringLiteral("N-1 "), QStringLiteral("N-1 ") });
    }
    void aPinIsLostUntilPaperOrResetSaysOtherwise()
    {
        QFETCH(QList<QJsonObject>, lines);
        QFETCH(QStringList, lost);
        QCOMPARE(left(lines), lost);
    }

    void aKeyIsKnownByItsNumberElseByItsModel()
    {
        KeyFacts key;
        key.aaguid = QStringLiteral("model");
        key.serial = QStringLiteral("100");
        UnrecordedPin pin;
        pin.aaguid = key.aaguid;
        QVERIFY(!pin.mayBeOf(key));
        pin.serial = key.serial;
        QVERIFY(pin.mayBeOf(key));
        key.serial.clear();
        QVERIFY(!pin.mayBeOf(key));
        pin.serial.clear();
        QVERIFY(pin.mayBeOf(key));
        pin.aaguid = QStringLiteral("other");
        QVERIFY(!pin.mayBeOf(key));
    }
};

BG_TEST(QCoreApplication, UnrecordedPinTest)
#include "UnrecordedPinTest.moc"
