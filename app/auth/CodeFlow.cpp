// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/CodeFlow.h"

#include "app/auth/Scopes.h"
#include "app/auth/TokenEndpoint.h"

#include <QCryptographicHash>

namespace bg {

namespace {

QByteArray promptWord(SignInRequest::Prompt prompt)
{
    switch (prompt) {
    case SignInRequest::Prompt::SelectAccount:
        return "select_account";
    case SignInRequest::Prompt::Login:
        return "login";
    case SignInRequest::Prompt::AsNeeded:
        break;
    }
    return {};
}

QByteArray challengeOf(const QByteArray &verifier)
{
    return QCryptographicHash::hash(verifier, QCryptographicHash::Sha256)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

CodeFlowParameters withoutEmpty(CodeFlowParameters parameters)
{
    parameters.removeIf([](const auto &parameter) { return parameter.second.isEmpty(); });
    return parameters;
}

} // namespace

CodeFlowParameters exchangeParameters(const CodeFlowRequest &request)
{
    const SignInRequest &signIn = request.signIn;
    return withoutEmpty(CodeFlowParameters{
                            { "client_id", signIn.clientId.toUtf8() },
                            { "redirect_uri", request.redirectUri.toLatin1() },
                            { "scope", scopeParameter(signIn.cloud, signIn.resource, signIn.scopes).toUtf8() },
                            { "claims", request.claims },
                            { "client_info", "1" },
                        }
                        + programNames());
}

CodeFlowParameters authorizeParameters(const CodeFlowRequest &request)
{
    const SignInRequest &signIn = request.signIn;
    const bool isQuery = signIn.responseMode == SignInRequest::ResponseMode::Query;
    return withoutEmpty(exchangeParameters(request)
                        + CodeFlowParameters{
                            { "response_type", "code" },
                            { "state", request.state },
                            { "nonce", request.nonce },
                            { "code_challenge", challengeOf(request.verifier) },
                            { "code_challenge_method", "S256" },
                            { "response_mode", isQuery ? "query" : "form_post" },
                            { "prompt", promptWord(signIn.prompt) },
                            { "login_hint", signIn.loginHint.toUtf8() },
                            { "client-request-id", request.requestId },
                        });
}

} // namespace bg
