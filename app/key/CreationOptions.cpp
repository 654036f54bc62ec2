// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/key/CreationOptions.h"

namespace bg {

QString encodeBase64Url(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

} // namespace bg
