// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/PinText.h"

#include <QString>
#include <QStringDecoder>

#include <algorithm>

namespace bg {

namespace {

constexpr qsizetype leastBytes = 4, mostBytes = 63;

qsizetype codePoints(const QString &text)
{
    return std::ranges::count_if(text, [](QChar c) { return !c.isLowSurrogate(); });
}

} // namespace

Result<PinText> PinText::of(const Secret &pin, int minimum)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString entered = decoder.decode(pin.reveal());
    QString normal = entered.normalized(QString::NormalizationForm_C);
    const bool isUsable = !decoder.hasError() && !normal.contains(QChar::Null);
    const qsizetype points = codePoints(normal);
    QByteArray bytes = normal.toUtf8();
    normal.detach(); // it is `entered` itself where that was normal
    wipe(entered);
    wipe(normal);
    const qsizetype size = bytes.size();
    bytes.append('\0');
    Secret text = Secret::taking(bytes);
    if (!isUsable)
        return fail(Error::Kind::PinRejected, QStringLiteral("not text"));
    if (points < minimum || size < leastBytes)
        return fail(Error::Kind::PinRejected, QStringLiteral("shorter than %1").arg(std::max(minimum, 4)));
    if (size > mostBytes)
        return fail(Error::Kind::PinRejected, QStringLiteral("longer than 63 bytes"));
    return PinText(std::move(text));
}

} // namespace bg
