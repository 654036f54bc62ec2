// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/evidence/Calendar.h"

#include "app/base/VisibleText.h"

#include <QStringList>

namespace bg {

namespace {

// RFC 5545 3.3.11
QString escaped(QString text)
{
    text = visibleText(text.remove(QLatin1Char('\r')));
    for (const char mark : { '\\', ';', ',' })
        text.replace(QLatin1Char(mark), QString(QLatin1Char('\\')) + QLatin1Char(mark));
    return text.replace(QLatin1Char('\n'), QStringLiteral("\\n"));
}

// RFC 5545 3.1: lines end with CRLF and are folded before 75 octets, never within a character.
QByteArray folded(const QString &line)
{
    QByteArray out;
    int octets = 0;
    for (const char byte : line.toUtf8()) {
        const bool beginsCharacter = (byte & 0xc0) != 0x80;
        if (octets >= 70 && beginsCharacter) {
            out += "\r\n ";
            octets = 1;
        }
        out += byte;
        ++octets;
    }
    return out + "\r\n";
}

} // namespace

QByteArray calendarOf(const QList<CalendarEntry> &entries, const QString &name, const QDateTime &stamp)
{
    const QString written = stamp.toUTC().toString(QStringLiteral("yyyyMMddTHHmmssZ"));
    QStringList lines{ QStringLiteral("BEGIN:VCALENDAR"), QStringLiteral("VERSION:2.0"),
                       QStringLiteral("PRODID:-//Break-Glass Wizard//EN") };
    int number = 0;
    for (const CalendarEntry &entry : entries) {
        lines += { QStringLiteral("BEGIN:VEVENT"),
                   QStringLiteral("UID:%1@%2").arg(++number).arg(name),
                   QStringLiteral("DTSTAMP:") + written,
                   QStringLiteral("DTSTART;VALUE=DATE:") + entry.day.toString(QStringLiteral("yyyyMMdd")),
                   QStringLiteral("SUMMARY:") + escaped(entry.title),
                   QStringLiteral("DESCRIPTION:") + escaped(entry.description),
                   QStringLiteral("TRANSP:TRANSPARENT"),
                   QStringLiteral("BEGIN:VALARM"),
                   QStringLiteral("ACTION:DISPLAY"),
                   QStringLiteral("DESCRIPTION:") + escaped(entry.title),
                   QStringLiteral("TRIGGER:-P7D"),
                   QStringLiteral("END:VALARM"),
                   QStringLiteral("END:VEVENT") };
    }
    lines += QStringLiteral("END:VCALENDAR");
    QByteArray calendar;
    for (const QString &line : lines)
        calendar += folded(line);
    return calendar;
}

} // namespace bg
