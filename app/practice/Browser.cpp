// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/Browser.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QRegularExpression>
#include <QTimer>
#include <QUrlQuery>

#include <memory>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

QString captured(const QString &text, const QString &pattern)
{
    return QRegularExpression(pattern).match(text).captured(1);
}

QByteArray formOf(const QList<std::pair<QString, QString>> &fields)
{
    QByteArray form;
    for (const auto &[name, value] : fields)
        form += (form.isEmpty() ? "" : "&") + name.toUtf8() + '=' + QUrl::toPercentEncoding(value);
    return form;
}

QString problemOn(const QString &page)
{
    return captured(page, u"<p class=bad>([^<]*)</p>"_s).replace("&quot;"_L1, "\""_L1).replace("&amp;"_L1, "&"_L1);
}

} // namespace

Result<Browser::Page> Browser::fetched(const QUrl &url, const QByteArray &form)
{
    // As browsers do (RFC 6761 6.3): localhost is this computer, whatever a resolver says or does not know.
    QUrl address = url;
    if (address.host() == "localhost"_L1)
        address.setHost(u"127.0.0.1"_s);
    QNetworkRequest request(address);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded"_s);
    const std::unique_ptr<QNetworkReply> reply(form.isEmpty() ? m_network.get(request) : m_network.post(request, form));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(10'000, &loop, &QEventLoop::quit);
    if (!reply->isFinished())
        loop.exec();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0)
        return fail(Error::Kind::Offline, reply->errorString());
    return Page{ status, QString::fromUtf8(reply->readAll()),
                 reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl() };
}

Result<void> Browser::delivered(const QUrl &redirect)
{
    // The program may answer with a page or send the browser on to a page without the code: follow once.
    auto page = fetched(redirect);
    if (page && page->status >= 300 && page->status < 400)
        page = fetched(redirect.resolved(page->location));
    if (!page)
        return fail(page.error());
    return {};
}

Result<void> Browser::visit(const QUrl &address, const Visitor &visitor)
{
    return visit(address, [&visitor](const QUrl &) { return visitor; });
}

Result<void> Browser::visit(const QUrl &address, const VisitorAt &visitorAt)
{
    QUrl authorize = address;
    auto opened = fetched(authorize);
    if (opened && opened->status == 303) { // the program's own address, which leads to the page once
        authorize = opened->location;
        opened = fetched(authorize);
    }
    if (!opened)
        return fail(opened.error());
    const Visitor visitor = visitorAt(authorize);
    if (opened->status == 302)
        return delivered(opened->location);
    const QString action = captured(opened->text, u"<form method=post action='([^']*)'"_s);
    if (action.isEmpty())
        return fail(Error::Kind::SignInRefused, problemOn(opened->text));

    const bool isRemembered = visitor.userName.isEmpty();
    const QString shownName = captured(opened->text, u"name=user value='([^']*)'"_s);
    const QString shownPassword = captured(opened->text, u"name=password value='([^']*)'"_s);
    QList<std::pair<QString, QString>> fields{ { u"flow"_s, captured(opened->text, u"name=flow value='([^']*)'"_s) },
                                               { u"user"_s, isRemembered ? shownName : visitor.userName },
                                               { u"password"_s,
                                                 isRemembered ? shownPassword : QString::fromUtf8(visitor.password) } };
    if (visitor.declines)
        fields.append({ u"cancel"_s, u"1"_s });
    if (visitor.passkey) {
        const QJsonObject assertion = visitor.passkey(captured(opened->text, u"data-challenge='([^']*)'"_s),
                                                      captured(opened->text, u"data-rp='([^']*)'"_s));
        fields.append({ u"assertion"_s, QString::fromUtf8(QJsonDocument(assertion).toJson(QJsonDocument::Compact)) });
    }
    auto answered = fetched(authorize.resolved(QUrl(action)), formOf(fields));
    if (answered && !visitor.newPassword.isEmpty() && answered->text.contains("name=newpassword"_L1)) {
        fields.append({ u"newpassword"_s, QString::fromUtf8(visitor.newPassword) });
        answered = fetched(authorize.resolved(QUrl(action)), formOf(fields));
    }
    if (!answered)
        return fail(answered.error());
    if (answered->status == 302)
        return delivered(answered->location);
    return fail(Error::Kind::SignInRefused, problemOn(answered->text));
}

Result<void> Browser::enterDeviceCode(const QUrl &login, const QString &operatorName, const QString &userCode,
                                      const Visitor &visitor)
{
    QUrl page = login;
    page.setPath(u"/common/practice/device"_s);
    QList<std::pair<QString, QString>> fields{
        { u"code"_s, userCode },
        { u"user"_s, visitor.userName.isEmpty() ? operatorName : visitor.userName },
        { u"password"_s, visitor.userName.isEmpty() ? u"practice"_s : QString::fromUtf8(visitor.password) }
    };
    if (visitor.declines)
        fields.append({ u"cancel"_s, u"1"_s });
    const auto answered = fetched(page, formOf(fields));
    if (!answered)
        return fail(answered.error());
    if (answered->status == 404)
        return fail(Error::Kind::NotFound, userCode);
    if (answered->status >= 400)
        return fail(Error::Kind::SignInRefused, problemOn(answered->text));
    return {};
}

} // namespace bg
