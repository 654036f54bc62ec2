// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/KeySpec.h"

#include <QUuid>

namespace bg {

namespace {

tl::unexpected<Error> refused(const QString &text, const char *why)
{
    return fail(Error::Kind::Input, QStringLiteral("--security-key %1: %2").arg(text, QString::fromUtf8(why)));
}

Result<KeySpec> parsePractice(const QString &text)
{
    if (text == QLatin1String("practice"))
        return PracticeSpec{};
    const QUuid aaguid = QUuid::fromString(text.section(u':', 1));
    if (aaguid.isNull())
        return refused(text, "what follows practice: must be an AAGUID like a25342c0-3cdc-4414-8e46-f4807fca511c.");
    return PracticeSpec{ aaguid.toRfc4122() };
}

quint16 port(const QString &text)
{
    bool isNumber = false;
    const uint number = text.toUInt(&isNumber);
    return isNumber && number <= 0xffff ? quint16(number) : 0;
}

Result<KeySpec> parseUdp(const QString &text)
{
    const QString rest = text.mid(4);
    QString host = rest.section(u':', 0, -3);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    UdpPlace place;
    place.host = host == QLatin1String("localhost") ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(host);
    place.port = port(rest.section(u':', -2, -2));
    place.localPort = port(rest.section(u':', -1, -1));
    if (rest.count(u':') < 2)
        return refused(text, "the form is udp:HOST:PORT:LOCALPORT.");
    if (place.host.isNull())
        return refused(text, "HOST must be an IP address or localhost.");
    if (place.port == 0 || place.localPort == 0)
        return refused(text, "PORT and LOCALPORT must be numbers from 1 to 65535.");
    return place;
}

} // namespace

Result<KeySpec> parseKeySpec(const QString &text)
{
    if (text == QLatin1String("hid"))
        return UsbSpec{};
    if (text == QLatin1String("practice") || text.startsWith(QLatin1String("practice:")))
        return parsePractice(text);
    if (text.startsWith(QLatin1String("udp:")))
        return parseUdp(text);
    return refused(text, "a key is hid, practice, practice:AAGUID or udp:HOST:PORT:LOCALPORT.");
}

} // namespace bg
