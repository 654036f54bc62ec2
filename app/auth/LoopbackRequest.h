// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <variant>

namespace bg {

// One HTTP/1.x request as a browser sends it to the loopback listener (RFC 9112).
struct LoopbackRequest {
    QByteArray method;
    QByteArray path; // as sent, without the query
    QByteArray query; // as sent, without the question mark
    QByteArray host;
    QByteArray contentType; // without parameters, lower case
    QByteArray body;

    struct Incomplete { }; // more bytes are needed
    struct Refused {
        int status = 400;
    }; // never will be a request: the status to answer

    static constexpr qsizetype LargestHead = 32 << 10; // other programs' cookies for localhost travel along
    static constexpr qsizetype LargestBody = 64 << 10;

    // Reads what has arrived so far, from the first byte of the connection. Pure. Refuses what a browser never sends
    // and what two readers could understand in two ways: bare line feeds, control bytes, folded lines, repeated Host or
    // Content-Length, any Transfer-Encoding.
    static std::variant<Incomplete, Refused, LoopbackRequest> parse(QByteArrayView bytes);
};

} // namespace bg
