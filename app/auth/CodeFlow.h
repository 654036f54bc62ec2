// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/SignInRequest.h"
#include "app/base/HttpClient.h"
#include "app/base/Secret.h"

#include <QByteArray>
#include <QList>
#include <QMultiMap>
#include <QPair>
#include <QString>
#include <QUrl>

#include <memory>
#include <stop_token>

namespace bg {

// What one round of the authorization code flow (RFC 6749 4.1 with PKCE, RFC 7636) sends. Borrows all of it.
struct CodeFlowRequest {
    const SignInRequest &signIn;
    QString redirectUri;
    const QByteArray &claims; // of the `claims` parameter; empty for none
    const QByteArray &state, &nonce, &verifier, &requestId;
};

// The two messages of that flow: the address that the browser opens, and the one POST for the code. Lives in the thread
// that signs in.
class CodeFlow {
public:
    CodeFlow() = default;
    virtual ~CodeFlow() = default;
    CodeFlow(const CodeFlow &) = delete;
    CodeFlow &operator=(const CodeFlow &) = delete;

    virtual QUrl authorizeUrl() = 0;
    // Blocks at most 30 s. Errors as HttpClient's; the answer of a refusal is a response like any other.
    virtual Result<HttpResponse> exchange(const Secret &code, std::stop_token stop) = 0;
};

// By QtNetworkAuth (NetworkAuthFlow.cpp) where the build has it, else by our own client (PlainCodeFlow.cpp); both send
// the parameters below and pass the same tests.
std::unique_ptr<CodeFlow> makeCodeFlow(const CodeFlowRequest &request);

// Names and values as they are, not encoded.
using CodeFlowParameters = QList<QPair<QByteArray, QByteArray>>;
CodeFlowParameters authorizeParameters(const CodeFlowRequest &request);
// Without code and verifier, which are secrets.
CodeFlowParameters exchangeParameters(const CodeFlowRequest &request);

} // namespace bg
