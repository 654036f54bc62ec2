// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/JournalEvent.h"

namespace bg {

namespace {

template <typename... Known>
void readKnown(const QString &name, const QJsonObject &line, std::variant<UnknownEvent, Known...> &event)
{
    const auto isA = [&]<typename Event>(std::type_identity<Event>) {
        if (name != Event::Name)
            return false;
        event = eventFromJson<Event>(line);
        return true;
    };
    (void)(isA(std::type_identity<Known>()) || ...);
}

} // namespace

QJsonObject withoutJournalMembers(QJsonObject line)
{
    for (const char *member : { "seq", "when", "previous", "event" })
        line.remove(QLatin1String(member));
    return line;
}

JournalEvent readEvent(const QJsonObject &line)
{
    const QString name = line[QLatin1String("event")].toString();
    JournalEvent event = UnknownEvent{ name, line };
    readKnown(name, line, event);
    return event;
}

QDateTime writtenAt(const QJsonObject &line)
{
    return QDateTime::fromString(line[QLatin1String("when")].toString(), Qt::ISODateWithMs);
}

} // namespace bg
