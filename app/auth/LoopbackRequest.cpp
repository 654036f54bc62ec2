// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/LoopbackRequest.h"

#include <QList>

#include <algorithm>
#include <optional>

namespace bg {

namespace {

using Parsed = std::variant<LoopbackRequest::Incomplete, LoopbackRequest::Refused, LoopbackRequest>;

bool isVisible(char c)
{
    return c > 0x20 && c < 0x7f;
}
bool isFieldByte(char c)
{
    return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
}
bool isTokenByte(char c)
{
    return isVisible(c) && !QByteArrayView("\"(),/:;<=>?@[\\]{}").contains(c);
}

template <typename Test> bool all(QByteArrayView bytes, Test test)
{
    return !bytes.isEmpty() && std::all_of(bytes.begin(), bytes.end(), test);
}

// "GET /?code=x HTTP/1.1"
bool readRequestLine(QByteArrayView line, LoopbackRequest &request)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype second = first < 0 ? -1 : line.indexOf(' ', first + 1);
    if (second < 0)
        return false;
    const QByteArrayView method = line.first(first);
    const QByteArrayView target = line.sliced(first + 1, second - first - 1);
    const QByteArrayView version = line.sliced(second + 1);
    if (!all(method, isTokenByte) || !all(target, isVisible) || !target.startsWith('/'))
        return false;
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return false;
    const qsizetype mark = target.indexOf('?');
    request.method = method.toByteArray();
    request.path = (mark < 0 ? target : target.first(mark)).toByteArray();
    request.query = mark < 0 ? QByteArray() : target.sliced(mark + 1).toByteArray();
    return true;
}

struct Framing {
    std::optional<QByteArray> host;
    std::optional<qsizetype> length;
};

bool readField(QByteArrayView line, LoopbackRequest &request, Framing &framing)
{
    const qsizetype colon = line.indexOf(':');
    if (colon < 1 || !all(line.first(colon), isTokenByte))
        return false;
    const QByteArray name = line.first(colon).toByteArray().toLower();
    const QByteArray value = line.sliced(colon + 1).trimmed().toByteArray();
    if (!std::all_of(value.begin(), value.end(), isFieldByte))
        return false;
    if (name == "transfer-encoding")
        return false;
    if (name == "host") {
        if (framing.host)
            return false;
        framing.host = value;
    } else if (name == "content-length") {
        if (framing.length || value.size() > 9 || !all(value, [](char c) { return c >= '0' && c <= '9'; }))
            return false;
        framing.length = value.toLongLong();
    } else if (name == "content-type") {
        request.contentType = value.split(';').first().trimmed().toLower();
    }
    return true;
}

} // namespace

Parsed LoopbackRequest::parse(QByteArrayView bytes)
{
    const qsizetype end = bytes.first(std::min(bytes.size(), LargestHead + 4)).indexOf("\r\n\r\n");
    if (end < 0) {
        // A TLS hello or other noise is told apart at its first byte, not after a time limit.
        if (!bytes.isEmpty() && !isTokenByte(bytes.front()))
            return Refused{ 400 };
        return bytes.size() > LargestHead ? Parsed(Refused{ 431 }) : Parsed(Incomplete{});
    }

    LoopbackRequest request;
    Framing framing;
    qsizetype from = 0;
    for (bool isFirst = true; from < end; isFirst = false) {
        const qsizetype lineEnd = bytes.indexOf("\r\n", from);
        const QByteArrayView line = bytes.sliced(from, lineEnd - from);
        if (!(isFirst ? readRequestLine(line, request) : readField(line, request, framing)))
            return Refused{ 400 };
        from = lineEnd + 2;
    }
    if (request.method.isEmpty() || !framing.host)
        return Refused{ 400 };
    const qsizetype length = framing.length.value_or(0);
    if (length > LargestBody)
        return Refused{ 413 };
    const QByteArrayView rest = bytes.sliced(end + 4);
    if (rest.size() < length)
        return Incomplete{};
    request.host = *framing.host;
    request.body = rest.first(length).toByteArray();
    return request;
}

} // namespace bg
