// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/CodeFlow.h"
#include "app/auth/TokenEndpoint.h"

#include <QUrlQuery>

namespace bg {

namespace {

// Through the client that refreshes tokens too.
class PlainCodeFlow final : public CodeFlow {
public:
    explicit PlainCodeFlow(const CodeFlowRequest &request) : m_request(request) { }

    QUrl authorizeUrl() override
    {
        QUrl url = endpoint(QStringLiteral("authorize"));
        QByteArray query;
        for (const auto &[name, value] : authorizeParameters(m_request))
            query += (query.isEmpty() ? "" : "&") + name + '=' + value.toPercentEncoding();
        url.setQuery(QString::fromLatin1(query));
        return url;
    }
    Result<HttpResponse> exchange(const Secret &code, std::stop_token stop) override
    {
        FormBody form;
        form.add("grant_type", "authorization_code");
        for (const auto &[name, value] : exchangeParameters(m_request))
            form.add(name, value);
        form.add("code_verifier", m_request.verifier);
        form.add("code", code.reveal());
        return postForm(m_request.signIn.cloud, endpoint(QStringLiteral("token")), form, stop,
                        QString::fromLatin1(m_request.requestId));
    }

private:
    QUrl endpoint(const QString &leaf) const
    {
        return oauthEndpoint(m_request.signIn.cloud, m_request.signIn.authority(), leaf);
    }

    CodeFlowRequest m_request;
};

} // namespace

std::unique_ptr<CodeFlow> makeCodeFlow(const CodeFlowRequest &request)
{
    return std::make_unique<PlainCodeFlow>(request);
}

} // namespace bg
