// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/AuthorizeAnswer.h"

#include <QByteArray>
#include <QMap>
#include <QUuid>

#include <openssl/crypto.h>

namespace bg {

namespace {

// application/x-www-form-urlencoded
QByteArray formDecoded(QByteArrayView text)
{
    QByteArray bytes = text.toByteArray();
    bytes.replace('+', ' ');
    return QByteArray::fromPercentEncoding(bytes);
}

using Form = QMap<QByteArray, QByteArray>;

std::optional<Form> readForm(QByteArrayView text)
{
    Form form;
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf('&');
        const QByteArrayView pair = end < 0 ? text : text.first(end);
        text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        const QByteArray name = formDecoded(equals < 0 ? pair : pair.first(equals));
        if (form.contains(name))
            return std::nullopt;
        form.insert(name, equals < 0 ? QByteArray() : formDecoded(pair.sliced(equals + 1)));
    }
    return form;
}

bool isSame(const QByteArray &a, QByteArrayView b)
{
    return !b.isEmpty() && a.size() == b.size() && CRYPTO_memcmp(a.constData(), b.data(), std::size_t(b.size())) == 0;
}

// login/<tenant's id>/v2.0
bool isIssuerAt(const QUrl &login, const QString &issuer)
{
    const QString start = login.toString() + QLatin1Char('/'), end = QStringLiteral("/v2.0");
    if (!issuer.startsWith(start, Qt::CaseInsensitive) || !issuer.endsWith(end, Qt::CaseInsensitive))
        return false;
    const QString tenant = issuer.mid(start.size()).chopped(end.size());
    return !QUuid::fromString(tenant).isNull() && tenant.size() == 36;
}

} // namespace

std::optional<AuthorizeAnswer> AuthorizeAnswer::fromForm(QByteArrayView text, QByteArrayView state, const QUrl &login)
{
    std::optional<Form> form = readForm(text);
    if (!form || !isSame(form->value("state"), state))
        return std::nullopt;

    AuthorizeAnswer answer;
    answer.error = QString::fromUtf8(form->value("error"));
    answer.description = QString::fromUtf8(form->value("error_description"));
    answer.issuer = QString::fromUtf8(form->value("iss"));
    answer.isOfAnotherIssuer = form->contains("iss") && !isIssuerAt(login, answer.issuer);
    QByteArray code = form->take("code");
    const bool holdsCode = !code.isEmpty();
    if (answer.error.isEmpty() && !answer.isOfAnotherIssuer)
        answer.code = Secret::taking(code);
    wipe(code);
    if (answer.error.isEmpty() && !holdsCode)
        return std::nullopt;
    return answer;
}

} // namespace bg
