// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/program/OwnMemory.h"

#include "app/base/Secret.h"

#include <QFile>

#include <algorithm>
#include <cstring>
#include <optional>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace bg {

namespace {

constexpr char mask = 0x5a;
constexpr std::size_t needlesSize = 64 << 10, pieceSize = 4 << 20;

int occurrences(const char *bytes, std::size_t size, QByteArrayView needle)
{
    int found = 0;
    const char *from = bytes, *end = bytes + size;
    while (const void *at = memmem(from, std::size_t(end - from), needle.data(), std::size_t(needle.size()))) {
        ++found;
        from = static_cast<const char *>(at) + 1;
    }
    return found;
}

bool isBase64Url(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

} // namespace

OwnMemory::OwnMemory()
    : m_place(static_cast<char *>(mmap(nullptr, placeSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)))
{ }

OwnMemory::~OwnMemory()
{
    munmap(m_place, placeSize);
}

QByteArray OwnMemory::masked(QByteArrayView secret)
{
    QByteArray out(secret.size(), Qt::Uninitialized);
    std::transform(secret.begin(), secret.end(), out.begin(), [](char c) { return char(c ^ mask); });
    return out;
}

QList<OwnMemory::Range> OwnMemory::writableMemory()
{
    QFile maps(QStringLiteral("/proc/self/smaps"));
    if (!maps.open(QIODevice::ReadOnly))
        return {};
    QList<Range> all;
    std::optional<Range> current;
    for (const QByteArray &line : maps.readAll().split('\n')) {
        const QByteArrayList words = line.simplified().split(' ');
        const QByteArrayList ends = words.first().split('-');
        if (ends.size() == 2 && words.size() >= 5) {
            current.reset();
            if (words[1].startsWith("rw"))
                current = Range(ends[0].toULongLong(nullptr, 16), ends[1].toULongLong(nullptr, 16));
        } else if (current && words.first() == "Rss:" && words.value(1) != "0") {
            all.append(*current);
            current.reset();
        }
    }
    return all;
}

OwnMemory::Range OwnMemory::lockedHeap() const
{
    const Secret probe = Secret::ofSize(16);
    const auto at = quintptr(probe.reveal().data());
    for (const Range &range : writableMemory())
        if (range.first <= at && at < range.second)
            return range;
    return {};
}

// Put together in the place that no search looks at.
QList<QByteArrayView> OwnMemory::encodingsOf(const QByteArray &secret)
{
    static constexpr char hex[] = "0123456789abcdef";
    static constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char *to = m_place;
    QList<QByteArrayView> all;
    const auto end = [&](char *from) { all.append(QByteArrayView(from, to - from)); };
    const auto letter = [&](qsizetype i) { return static_cast<unsigned char>(secret[i] ^ mask); };
    for (const int width : { 1, 2, 4 }) { // UTF-8, UTF-16, UTF-32, as ASCII stands in them here
        char *from = to;
        for (qsizetype i = 0; i < secret.size(); ++i) {
            *to++ = char(letter(i));
            for (int zero = 1; zero < width; ++zero)
                *to++ = 0;
        }
        end(from);
    }
    char *from = to;
    for (qsizetype i = 0; i < secret.size(); ++i) {
        *to++ = hex[letter(i) >> 4];
        *to++ = hex[letter(i) & 15];
    }
    end(from);
    from = to;
    for (qsizetype i = 0; i + 3 <= secret.size(); i += 3) {
        const unsigned three = unsigned(letter(i)) << 16 | unsigned(letter(i + 1)) << 8 | letter(i + 2);
        for (const int shift : { 18, 12, 6, 0 })
            *to++ = alphabet[three >> shift & 63];
    }
    end(from);
    return all;
}

bool OwnMemory::isIn(QByteArrayView bytes, const QByteArray &secret)
{
    for (const QByteArrayView needle : encodingsOf(secret))
        if (occurrences(bytes.data(), std::size_t(bytes.size()), needle) > 0)
            return true;
    return false;
}

int OwnMemory::copiesOf(const QByteArray &secret)
{
    const int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    const QList<QByteArrayView> needles = encodingsOf(secret);
    const auto place = reinterpret_cast<quintptr>(m_place);
    const Range locked = lockedHeap(), own{ place, place + placeSize };
    char *piece = m_place + needlesSize;
    int found = 0;
    for (const auto &[begin, end] : writableMemory())
        for (quintptr at = begin; at < end;) {
            if (at >= own.first && at < own.second) {
                at = own.second;
                continue;
            }
            if (at >= locked.first && at < locked.second) {
                at = locked.second;
                continue;
            }
            quintptr until = std::min(end, at + pieceSize);
            if (at < own.first && until > own.first)
                until = own.first;
            const auto read = pread(memory, piece, until - at, off_t(at));
            if (read > 0)
                for (const QByteArrayView needle : needles)
                    found += occurrences(piece, std::size_t(read), needle);
            // The next piece begins before the end of this one, so that nothing is cut in two.
            at = until == end || until == own.first ? until : until - needlesSize / 16;
        }
    close(memory);
    std::memset(m_place, 0, placeSize);
    return found;
}

QList<QByteArray> OwnMemory::tokensHeld(qsizetype size)
{
    const auto [begin, end] = lockedHeap();
    QList<QByteArray> tokens;
    const char *bytes = reinterpret_cast<const char *>(begin);
    const char *last = reinterpret_cast<const char *>(end);
    for (const char *at = bytes; at < last;) {
        const char *stop = std::find_if_not(at, last, isBase64Url);
        if (stop - at == size)
            tokens.append(masked(QByteArrayView(at, size)));
        at = stop + 1;
    }
    return tokens;
}

} // namespace bg
