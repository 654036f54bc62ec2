// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <concepts>
#include <optional>
#include <tuple>

namespace bg {

// One member of an event: what it is called in the journal, and where the struct keeps it.
template <typename Event, typename Value> struct EventMember {
    const char *name;
    Value Event::*at;
};
template <typename Event, typename Value>
EventMember(const char *, Value Event::*) -> EventMember<Event, Value>;

// An event of the journal: a struct with its name and the list of its members, from which it is written and read. One
// whose members another type names (SignInProof, SignInReview, ...) lists none and keeps them all in `told`.
template <typename T>
concept JournalEventType = requires {
    { QLatin1String(T::Name) };
    T::members();
};

inline QJsonValue toJsonValue(const QString &text) { return text; }
inline QJsonValue toJsonValue(bool is) { return is; }
inline QJsonValue toJsonValue(qint64 number) { return number; }
inline QJsonValue toJsonValue(const QJsonObject &object) { return object; }
inline QJsonValue toJsonValue(const QJsonArray &array) { return array; }
inline QJsonValue toJsonValue(const QStringList &texts) { return QJsonArray::fromStringList(texts); }
template <typename Tag> QJsonValue toJsonValue(const Id<Tag> &id) { return id.value; }
template <typename Tag> QJsonValue toJsonValue(const QList<Id<Tag>> &ids)
{
    QJsonArray all;
    for (const Id<Tag> &id : ids)
        all.append(id.value);
    return all;
}

inline void fromJsonValue(const QJsonValue &json, QString &text) { text = json.toString(); }
inline void fromJsonValue(const QJsonValue &json, bool &is) { is = json.toBool(); }
inline void fromJsonValue(const QJsonValue &json, qint64 &number) { number = json.toInteger(); }
inline void fromJsonValue(const QJsonValue &json, QJsonObject &object) { object = json.toObject(); }
inline void fromJsonValue(const QJsonValue &json, QJsonArray &array) { array = json.toArray(); }
inline void fromJsonValue(const QJsonValue &json, QStringList &texts)
{
    for (const QJsonValue &one : json.toArray())
        texts.append(one.toString());
}
template <typename Tag> void fromJsonValue(const QJsonValue &json, Id<Tag> &id) { id = Id<Tag>(json.toString()); }
template <typename Tag> void fromJsonValue(const QJsonValue &json, QList<Id<Tag>> &ids)
{
    for (const QJsonValue &one : json.toArray())
        ids.append(Id<Tag>(one.toString()));
}

template <typename Value> void putMember(QJsonObject &json, const char *name, const Value &value)
{
    json[QLatin1String(name)] = toJsonValue(value);
}
// One that is not there is not written.
template <typename Value> void putMember(QJsonObject &json, const char *name, const std::optional<Value> &value)
{
    if (value)
        putMember(json, name, *value);
}
template <typename Value> void takeMember(const QJsonObject &json, const char *name, Value &value)
{
    fromJsonValue(json[QLatin1String(name)], value);
}
template <typename Value> void takeMember(const QJsonObject &json, const char *name, std::optional<Value> &value)
{
    if (json.contains(QLatin1String(name)))
        takeMember(json, name, value.emplace());
}

// The line's members without `seq`, `when`, `previous` and `event`, which the journal writes.
QJsonObject withoutJournalMembers(QJsonObject line);

// What the journal is given for the event.
template <JournalEventType Event> QJsonObject toJson(const Event &event)
{
    if constexpr (requires { event.told; })
        return event.told;
    QJsonObject json;
    std::apply([&](const auto &...member) { (putMember(json, member.name, event.*(member.at)), ...); },
               Event::members());
    return json;
}

// Of a line with the event's name. A member that is missing, as in journals of earlier versions, is empty.
template <JournalEventType Event> Event eventFromJson(const QJsonObject &line)
{
    Event event;
    if constexpr (requires { event.told; })
        event.told = withoutJournalMembers(line);
    std::apply([&](const auto &...member) { (takeMember(line, member.name, event.*(member.at)), ...); },
               Event::members());
    return event;
}

} // namespace bg
