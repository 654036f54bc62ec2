// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/practice/AppRegistration.h"

#include <QDateTime>
#include <QHash>

#include <optional>

namespace bg {

// Why an assertion is refused, by Entra's number.
struct AssertionRefusal {
    int number;
    QString text;
};

// Verifies what an app presents in place of a secret (RFC 7523), with code of its own: nothing here is shared with what
// makes assertions. Remembers each jti until its assertion is over.
class AssertionVerification {
public:
    struct Expected {
        QStringList audiences; // the token endpoint under each name that the tenant has
        QDateTime now;
    };
    // Nothing where it holds.
    std::optional<AssertionRefusal> refusal(const QByteArray &assertion, const AppRegistration &app,
                                            const Expected &expected);

private:
    std::optional<AssertionRefusal> refusalOfOwn(const QJsonObject &header, const QJsonObject &claims,
                                                 const QByteArray &message, const QByteArray &signature,
                                                 const AppRegistration &app, const Expected &expected);

    QHash<QString, qint64> m_used; // jti, until when
};

} // namespace bg
