// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/evidence/Calendar.h"
#include "tests/support/TestProgram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace bg;

// The calendar file, by the rules of RFC 5545 and by a reader that others wrote.
class CalendarTest : public QObject {
    Q_OBJECT

private:
    static QList<CalendarEntry> entries()
    {
        return { { QDate(2026, 11, 27),
                   QStringLiteral("Test; the sign-in, of somebody with a very long name: äöü äöü äöü äöü äöü äöü äöü"),
                   QStringLiteral("First line, with \\ and ;\nsecond line 日本語") },
                 { QDate(2027, 2, 18), QStringLiteral("Drill"), {} } };
    }
    static QByteArray calendar()
    {
        return calendarOf(entries(), QStringLiteral("7F3A-19.tenant"),
                          QDateTime(QDate(2026, 11, 20), QTime(14, 0), Qt::UTC));
    }

private Q_SLOTS:
    void linesAreFoldedAndEndAsTheRfcSays()
    {
        const QByteArray text = calendar();
        QVERIFY(text.startsWith("BEGIN:VCALENDAR\r\n"));
        QVERIFY(text.endsWith("END:VCALENDAR\r\n"));
        QCOMPARE(text.count('\n'), text.count("\r\n"));
        for (const QByteArray &line : text.split('\n')) {
            QVERIFY2(line.size() <= 76, line.constData()); // 75 octets and the carriage return
            QCOMPARE(QString::fromUtf8(line).toUtf8(), line); // no character is cut
        }
        QVERIFY(text.contains("DTSTART;VALUE=DATE:20261127\r\n"));
    }
    void aTitleEndsNoLineAndHoldsNoControl()
    {
        const CalendarEntry entry{ QDate(2026, 11, 27), QStringLiteral("Drill\r\nEND:VEVENT\u001b[2J\u2028x"), {} };
        const QByteArray text = calendarOf({ entry }, QStringLiteral("x"), QDateTime::currentDateTimeUtc());
        QCOMPARE(text.count("\r\nEND:VEVENT"), 1);
        QVERIFY2(text.contains("SUMMARY:Drill\\nEND:VEVENT\\\\u001b[2J\\\\u2028x\r\n"), text.constData());
    }
    void anotherProgramReadsWhatWasMeant()
    {
        static const char script[]
            = "import sys, json, icalendar\n"
              "c = icalendar.Calendar.from_ical(sys.stdin.buffer.read())\n"
              "print(json.dumps([{'day': e.decoded('dtstart').isoformat(),\n"
              "  'title': str(e['summary']), 'text': str(e['description']), 'uid': str(e['uid']),\n"
              "  'alarms': [a.decoded('trigger').days for a in e.walk('VALARM')]}\n"
              "  for e in c.walk('VEVENT')]))\n";
        QProcess python;
        const QString systems = QStringLiteral("/usr/bin/python3"); // the one that Debian's packages are for
        python.start(QFile::exists(systems) ? systems : QStringLiteral("python3"),
                     { QStringLiteral("-c"), QString::fromLatin1(script) });
        python.write(calendar());
        python.closeWriteChannel();
        const bool isThere = python.waitForFinished(30'000) && python.exitCode() == 0;
        const QByteArray complaint = python.readAllStandardError();
        if (!isThere && complaint.contains("ModuleNotFoundError")
            && qEnvironmentVariable("BG_REQUIRE_INTEROP") != QLatin1String("1"))
            QSKIP("python3-icalendar is not there");
        QVERIFY2(isThere, complaint.constData());
        const QJsonArray read = QJsonDocument::fromJson(python.readAllStandardOutput()).array();
        QCOMPARE(read.size(), entries().size());
        QStringList uids;
        for (int i = 0; i < read.size(); ++i) {
            QCOMPARE(read[i][QLatin1String("day")].toString(), entries()[i].day.toString(Qt::ISODate));
            QCOMPARE(read[i][QLatin1String("title")].toString(), entries()[i].title);
            QCOMPARE(read[i][QLatin1String("text")].toString(), entries()[i].description);
            QCOMPARE(read[i][QLatin1String("alarms")].toArray(), QJsonArray{ -7 });
            uids.append(read[i][QLatin1String("uid")].toString());
        }
        QCOMPARE(uids.removeDuplicates(), 0);
    }
};

BG_TEST(QCoreApplication, CalendarTest)
#include "CalendarTest.moc"
