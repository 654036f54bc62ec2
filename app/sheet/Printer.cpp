// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/Printer.h"

#include <QStringList>
#include <QUrl>

#include <algorithm>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

bool mentions(const QString &text, const QStringList &words)
{
    return std::any_of(words.begin(), words.end(),
                       [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

// How ipp-usb offers a wired printer: a service on the loopback, from port 60000 up (ipp-usb(8), http-min-port), at
// /ipp/print. Anything else there may be a tunnel, or a queue of this scheduler that leads who knows where.
bool isWiredIpp(const QUrl &address)
{
    const QString host = address.host();
    const bool isLoopback = QStringList{ u"localhost"_s, u"127.0.0.1"_s, u"::1"_s }.contains(host);
    return address.scheme() == u"ipp" && isLoopback && address.port() >= 60000 && address.path() == u"/ipp/print";
}

} // namespace

Judgement judgePrinter(const QString &deviceUri, const QString &makeAndModel, bool isShared)
{
    const QString scheme = deviceUri.section(u':', 0, 0).toLower();
    const QStringList files{ u"print to pdf"_s, u"pdf printer"_s, u"cups-pdf"_s,   u"xps"_s,
                             u"onenote"_s,      u"pdfcreator"_s,  u"save as pdf"_s };
    if (QStringList{ u"file"_s, u"cups-pdf"_s, u"pdf"_s, u"portprompt"_s }.contains(scheme)
        || mentions(makeAndModel, files))
        return { Trust::Refused, TrustReason::MakesFile };
    if (scheme.contains(u"fax") || mentions(makeAndModel, { u"shared fax"_s, u"fax driver"_s, u"hpfax"_s })
        || deviceUri.contains(u"faxout"_s, Qt::CaseInsensitive))
        return { Trust::Refused, TrustReason::Fax };
    if (mentions(deviceUri + makeAndModel,
                 { u"print.microsoft"_s, u"universal print"_s, u"cloudprint"_s, u"cloud print"_s }))
        return { Trust::Refused, TrustReason::Cloud };
    const bool isWired
        = QStringList{ u"usb"_s, u"parallel"_s, u"serial"_s, u"hp"_s }.contains(scheme) || isWiredIpp(QUrl(deviceUri));
    if (scheme == u"hp" && deviceUri.contains(u"/net/"_s))
        return { Trust::Warned, TrustReason::ClearText };
    if (isWired)
        return isShared ? Judgement{ Trust::Warned, TrustReason::Shared }
                        : Judgement{ Trust::Allowed, TrustReason::Local };
    if (scheme == u"ipps" || scheme == u"https" || (scheme == u"dnssd" && deviceUri.contains(u"_ipps."_s)))
        return { Trust::Warned, TrustReason::Network };
    if (QStringList{ u"socket"_s, u"lpd"_s, u"ipp"_s, u"http"_s, u"smb"_s, u"dnssd"_s, u"beh"_s }.contains(scheme))
        return { Trust::Warned, TrustReason::ClearText };
    return { Trust::Warned, TrustReason::Unknown };
}

} // namespace bg
