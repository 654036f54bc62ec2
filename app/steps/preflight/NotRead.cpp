// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/preflight/FindingIds.h"
#include "app/steps/preflight/FindingOf.h"
#include "app/steps/preflight/Scene.h"

namespace bg::preflight {

Result<void> notRead(const Scene &scene, const Error &error, const QString &operation)
{
    switch (error.kind) {
    case Error::Kind::Cancelled:
    case Error::Kind::BrowserNotOpened:
    case Error::Kind::SignInRefused:
    case Error::Kind::SignInExpired:
    case Error::Kind::ConsentMissing:
    case Error::Kind::WrongPerson:
    case Error::Kind::WrongTenant:
    case Error::Kind::TokenInvalid:
    case Error::Kind::CertificateUnusable:
    case Error::Kind::TooPowerful:
    case Error::Kind::ClockWrong:
        return fail(error);
    default:
        break;
    }
    const QString words = error.serviceMessage.isEmpty() ? error.detail : error.serviceMessage;
    scene.report(youDecide(Severity::Warning, NotRead, words,
                           { { QStringLiteral("check"), operation },
                             { QStringLiteral("kind"), name(error.kind) },
                             { QStringLiteral("code"), error.serviceCode } }));
    return {};
}

} // namespace bg::preflight
