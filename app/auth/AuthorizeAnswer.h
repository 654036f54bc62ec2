// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"

#include <QByteArrayView>
#include <QString>
#include <QUrl>

#include <optional>

namespace bg {

// What the authorize endpoint sent back through the browser (RFC 6749 4.1.2), its state already checked.
struct AuthorizeAnswer {
    Secret code; // empty when it is a refusal
    QString error, description;
    QString issuer; // empty where the login sends none
    bool isOfAnotherIssuer = false; // than `login`: code and error are then not its own (RFC 9207 2.4)

    bool isRefusal() const { return code.isEmpty(); }

    // Reads a query or a form_post body of an answer that is asked of `login`. Nothing when `state` is not exactly ours (compared in constant time, before
    // code or error is looked at), when a parameter comes twice (RFC 6749 3.1), or when it holds neither code nor
    // error.
    static std::optional<AuthorizeAnswer> fromForm(QByteArrayView form, QByteArrayView state, const QUrl &login);
};

} // namespace bg
