// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/ClosingPage.h"

#include "resources/Resources.h"

namespace bg {

namespace {

QByteArray reason(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 303:
        return "See Other";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 413:
        return "Content Too Large";
    case 415:
        return "Unsupported Media Type";
    case 431:
        return "Request Header Fields Too Large";
    default:
        return "Bad Request";
    }
}

QByteArray response(int status, const QByteArray &extra, const QByteArray &body)
{
    return "HTTP/1.1 " + QByteArray::number(status) + ' ' + reason(status) + "\r\n" + extra
        + "Content-Type: text/html; charset=utf-8\r\n"
          "Content-Length: "
        + QByteArray::number(body.size())
        + "\r\n"
          "Cache-Control: no-store\r\n"
          "Referrer-Policy: no-referrer\r\n"
          "Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n"
          "X-Content-Type-Options: nosniff\r\n"
          "Connection: close\r\n\r\n"
        + body;
}

QString file(ClosingPage page)
{
    switch (page) {
    case ClosingPage::SignedIn:
        return QStringLiteral("signin/signed-in.html");
    case ClosingPage::NotSignedIn:
        return QStringLiteral("signin/not-signed-in.html");
    case ClosingPage::Neutral:
        break;
    }
    return QStringLiteral("signin/neutral.html");
}

} // namespace

QByteArray closingPage(int status, ClosingPage page)
{
    return response(status, status == 405 ? QByteArray("Allow: GET, POST\r\n") : QByteArray(), resource(file(page)));
}

QByteArray seeOther(const QByteArray &address)
{
    return response(303, "Location: " + address + "\r\n", {});
}

QByteArray closingPath()
{
    return "/done";
}

} // namespace bg
