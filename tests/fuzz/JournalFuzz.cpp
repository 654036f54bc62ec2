// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/JournalEvent.h"
#include "app/journal/JournalText.h"

#include <QJsonDocument>

#include <cstdint>
#include <cstdlib>

using namespace bg;

// A journal as anybody may have written it: only lines whose chain holds are read, and an event that was read is written
// and read again as the same one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(bytes), qsizetype(size));
    const JournalText journal = JournalText::of(text);
    if (journal.whole + journal.tornLine != text || journal.tornLine.contains('\n'))
        std::abort();
    // The events of lines whose chain does not hold as well: mutated bytes seldom keep it.
    for (const QByteArray &line : text.split('\n')) {
        const QJsonObject json = QJsonDocument::fromJson(line).object();
        const JournalEvent event = readEvent(json);
        (void)writtenAt(json);
        std::visit(
            [](const auto &told) {
                if constexpr (JournalEventType<std::decay_t<decltype(told)>>) {
                    QJsonObject again = toJson(told);
                    again[QStringLiteral("event")] = QString(told.Name);
                    const JournalEvent same = readEvent(again);
                    const auto *read = std::get_if<std::decay_t<decltype(told)>>(&same);
                    if (!read || toJson(*read) != toJson(told))
                        std::abort();
                }
            },
            event);
    }
    return 0;
}
