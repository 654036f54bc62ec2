// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/Journal.h"
#include "app/journal/JournalEvent.h"
#include "app/journal/JournalText.h"
#include "tests/support/FakeClock.h"
#include "tests/support/TestProgram.h"

#include <QJsonDocument>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace bg;

namespace {

// Something in every member, and in no two the same.
class Filling {
public:
    void fill(QString &text) { text = QStringLiteral("text %1").arg(++m_count); }
    void fill(bool &is) { is = true; }
    void fill(qint64 &number) { number = ++m_count; }
    void fill(QJsonObject &object) { object = { { QStringLiteral("number"), ++m_count } }; }
    void fill(QJsonArray &array) { array = { ++m_count }; }
    void fill(QStringList &texts) { texts = { QString(), QStringLiteral("text %1").arg(++m_count) }; }
    template <typename Tag> void fill(Id<Tag> &id) { fill(id.value); }
    template <typename Tag> void fill(QList<Id<Tag>> &ids) { fill(ids.emplace_back()); }
    template <typename Value> void fill(std::optional<Value> &value) { fill(value.emplace()); }

private:
    int m_count = 0;
};

template <typename Event> Event filled()
{
    Event event;
    Filling filling;
    if constexpr (requires { event.told; })
        filling.fill(event.told);
    std::apply([&](const auto &...member) { (filling.fill(event.*(member.at)), ...); }, Event::members());
    return event;
}

} // namespace

class JournalEventTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    FakeClock m_clock;

    // Whether the event is read as it was written, full and empty, and tells all of its members.
    template <typename Event> QString roundTrip()
    {
        for (const Event &event : { filled<Event>(), Event() }) {
            const QString file = m_folder.filePath(QStringLiteral("one.jsonl"));
            QFile::remove(file);
            auto journal = Journal::open(file, m_clock);
            if (!journal || !(*journal)->write(event))
                return QStringLiteral("cannot be written");
            QFile disk(file);
            if (!disk.open(QIODevice::ReadOnly))
                return QStringLiteral("is not there");
            const QJsonObject line = JournalText::of(disk.readAll()).lines.value(0);
            if (line[QLatin1String("event")].toString() != Event::Name)
                return QStringLiteral("has another name");
            if (readEvent(line) != JournalEvent(event))
                return QStringLiteral("reads back as another event");
        }
        constexpr bool isTold = requires(Event event) { event.told; };
        const qsizetype told = isTold ? 1 : qsizetype(std::tuple_size_v<decltype(Event::members())>);
        return toJson(filled<Event>()).size() == told ? QString() : QStringLiteral("names a member twice");
    }
    template <typename... Known> QStringList troubles(std::type_identity<std::variant<UnknownEvent, Known...>>)
    {
        QStringList all;
        const auto add = [&](QLatin1String name, const QString &trouble) {
            if (!trouble.isEmpty())
                all.append(name + QLatin1Char(' ') + trouble);
        };
        (add(Known::Name, roundTrip<Known>()), ...);
        return all;
    }
    template <typename... Known> QSet<QString> names(std::type_identity<std::variant<UnknownEvent, Known...>>)
    {
        return { QString(Known::Name)... };
    }

private Q_SLOTS:
    void everyEventIsReadAsItWasWritten()
    {
        QCOMPARE(troubles(std::type_identity<JournalEvent>()), QStringList());
    }
    void noTwoEventsHaveOneName()
    {
        QCOMPARE(names(std::type_identity<JournalEvent>()).size(), qsizetype(std::variant_size_v<JournalEvent>) - 1);
    }
    void aLineOfALaterVersionIsKeptAsItIs()
    {
        const QJsonObject line{ { QStringLiteral("event"), QStringLiteral("later") }, { QStringLiteral("seq"), 1 } };
        const JournalEvent event = readEvent(line);
        QCOMPARE(std::get<UnknownEvent>(event).name, QStringLiteral("later"));
        QCOMPARE(std::get<UnknownEvent>(event).line, line);
    }
    // "pinSealed" without a content id is an older version's: nobody may take it for a sheet without a number.
    void whatALineDoesNotSayIsNotThere()
    {
        const QJsonObject line{ { QStringLiteral("event"), QStringLiteral("pinSealed") } };
        QVERIFY(!std::get<PinSealed>(readEvent(line)).contentId);
        QVERIFY(!toJson(PinSealed()).contains(QLatin1String("contentId")));
    }
};

BG_TEST(QCoreApplication, JournalEventTest)
#include "JournalEventTest.moc"
