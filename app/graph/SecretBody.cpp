// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/SecretBody.h"

#include <QJsonDocument>

namespace bg {

namespace {

// Appends without growing: a QByteArray that grows leaves a copy behind.
void appendEscaped(QByteArray &out, QByteArrayView text)
{
    static constexpr char hex[] = "0123456789abcdef";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out.append('\\').append(c);
        } else if (byte < 0x20) {
            out.append("\\u00").append(hex[byte >> 4]).append(hex[byte & 15]);
        } else {
            out.append(c);
        }
    }
}

} // namespace

Secret secretBody(const QJsonObject &shape, const Secret &secret)
{
    const QByteArray json = QJsonDocument(shape).toJson(QJsonDocument::Compact);
    const QByteArray place = secretPlace().toUtf8();
    const qsizetype at = json.indexOf(place);
    QByteArray body;
    body.reserve(json.size() + qsizetype(secret.size()) * 6);
    body.append(QByteArrayView(json).first(at));
    appendEscaped(body, secret.reveal());
    body.append(QByteArrayView(json).sliced(at + place.size()));
    return Secret::taking(body);
}

} // namespace bg
