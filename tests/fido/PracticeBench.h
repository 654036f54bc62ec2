// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fido/FidoKey.h"
#include "fido/practice/PracticeKey.h"

#include <QDateTime>

namespace bg {

// One practice key in a test's hand, and what Entra asks of it.
struct PracticeBench {
    explicit PracticeBench(PracticeDials dials = quick(), PracticeTouch touch = {})
        : key(std::move(dials), std::move(touch))
    {
        seen.vendorId = key.dials().vendorId;
        seen.productId = key.dials().productId;
        seen.product = key.dials().product;
        key.insert();
    }

    static PracticeDials quick()
    {
        PracticeDials dials;
        dials.touchAfter = std::chrono::milliseconds(0);
        return dials;
    }

    Result<std::unique_ptr<FidoKey>> open(std::stop_token stop = {})
    {
        return FidoKey::open(seen, key.connect(), stop);
    }

    static Secret secret(const char *text) { return Secret::copyOf(QByteArrayView(text)); }

    static CreationOptions options(const QByteArray &userId = "OF:account-1")
    {
        CreationOptions options;
        options.challengeTimeout = QDateTime::currentDateTimeUtc().addSecs(300);
        options.challenge = QStringLiteral("c29tZS1jaGFsbGVuZ2U");
        options.rpId = QStringLiteral("login.example.com");
        options.rpName = QStringLiteral("Example");
        options.userId = userId;
        options.userName = QStringLiteral("bg-1@contoso.onmicrosoft.com");
        options.userDisplayName = QStringLiteral("Emergency access 1");
        options.algorithms = { -7, -257 };
        options.hmacSecret = true;
        options.credProtect = 1;
        options.attestation = QStringLiteral("direct");
        return options;
    }

    PracticeKey key;
    SeenKey seen;
};

} // namespace bg
