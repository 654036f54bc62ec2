// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/Cloud.h"

#include "resources/Resources.h"

#include <QFile>
#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace bg {

namespace {

QUrl origin(const QUrl &url)
{
    QUrl bare;
    bare.setScheme(url.scheme());
    bare.setHost(url.host());
    bare.setPort(url.port());
    return bare;
}

bool isSameOrigin(const QUrl &a, const QUrl &b)
{
    const auto port = [](const QUrl &url) { return url.port(url.scheme() == QLatin1String("https") ? 443 : 80); };
    return a.scheme() == b.scheme() && a.host() == b.host() && port(a) == port(b);
}

// The endpoint of that name, or the sentence that says what is wrong with it.
Result<QUrl> endpoint(const QJsonValue &value, const QString &name)
{
    const QUrl url(value.toString(), QUrl::StrictMode);
    if (!value.isString() || !url.isValid() || url.host().isEmpty())
        return fail(Error::Kind::Input, QStringLiteral("The cloud file has no usable address under \"%1\".").arg(name));
    if (url.scheme() == QLatin1String("http") && !isLoopbackHost(url.host()))
        return fail(Error::Kind::Input,
                    QStringLiteral("The cloud file gives plain http for %1 (\"%2\"); plain http is accepted for this computer only.")
                        .arg(url.host(), name));
    if (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https"))
        return fail(Error::Kind::Input, QStringLiteral("The cloud file gives an address under \"%1\" that is neither https nor http.").arg(name));
    return origin(url);
}

Result<Cloud> cloudFrom(const QJsonObject &json)
{
    const QJsonObject authentication = json[QLatin1String("authentication")].toObject();
    const auto login = endpoint(authentication[QLatin1String("loginEndpoint")], QStringLiteral("authentication.loginEndpoint"));
    const auto graph = endpoint(json[QLatin1String("microsoftGraphResourceId")], QStringLiteral("microsoftGraphResourceId"));
    const auto arm = endpoint(json[QLatin1String("resourceManager")], QStringLiteral("resourceManager"));
    const auto portal = endpoint(json[QLatin1String("portal")], QStringLiteral("portal"));
    for (const auto *part : {&login, &graph, &arm, &portal})
        if (!*part)
            return fail(part->error());

    Cloud cloud;
    cloud.name = json[QLatin1String("name")].toString();
    if (cloud.name.isEmpty())
        return fail(Error::Kind::Input, QStringLiteral("The cloud file has no \"name\"."));
    cloud.login = *login;
    cloud.graph = *graph;
    cloud.resourceManager = *arm;
    cloud.portal = *portal;
    cloud.entraPortal = *portal;
    if (json.contains(QLatin1String("entraPortal"))) {
        const auto entra = endpoint(json[QLatin1String("entraPortal")], QStringLiteral("entraPortal"));
        if (!entra)
            return fail(entra.error());
        cloud.entraPortal = *entra;
    }
    // This tool is for organisations: an authority that also admits personal accounts is narrowed.
    const QString tenant = authentication[QLatin1String("tenant")].toString();
    const bool isWide = tenant.isEmpty() || tenant == QLatin1String("common") || tenant == QLatin1String("consumers");
    cloud.tenant = isWide ? QStringLiteral("organizations") : tenant;
    return cloud;
}

} // namespace

bool isLoopbackHost(const QString &host)
{
    return host.compare(QLatin1String("localhost"), Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

bool Cloud::isLoopback() const
{
    return isLoopbackHost(login.host()) && isLoopbackHost(graph.host()) && isLoopbackHost(resourceManager.host());
}

bool Cloud::allows(const QUrl &url) const
{
    return isSameOrigin(url, login) || isSameOrigin(url, graph) || isSameOrigin(url, resourceManager);
}

QList<Cloud> Cloud::known()
{
    QList<Cloud> clouds;
    const QJsonArray entries = QJsonDocument::fromJson(resource(QStringLiteral("clouds.json"))).array();
    for (const auto &entry : entries)
        if (auto cloud = cloudFrom(entry.toObject()))
            clouds.append(*cloud);
    return clouds;
}

Result<Cloud> Cloud::named(const QString &nameOrFile)
{
    const QList<Cloud> clouds = known();
    for (const Cloud &cloud : clouds)
        if (cloud.name == nameOrFile)
            return cloud;
    QFile file(nameOrFile);
    if (!file.exists())
        return fail(Error::Kind::Input, QStringLiteral("There is no cloud and no file named \"%1\"; the clouds are global, usgov, usgov-dod and china.").arg(nameOrFile));
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Kind::File, QStringLiteral("The cloud file \"%1\" cannot be read: %2.").arg(nameOrFile, file.errorString()));
    return fromJson(file.read(1 << 20));
}

Result<Cloud> Cloud::fromJson(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError)
        return fail(Error::Kind::Input, QStringLiteral("The cloud file is not JSON: %1 at byte %2.").arg(problem.errorString()).arg(problem.offset));
    if (document.isArray() && document.array().size() == 1)
        return cloudFrom(document.array().first().toObject());
    if (!document.isObject())
        return fail(Error::Kind::Input, QStringLiteral("The cloud file must hold one JSON object, or an array with one."));
    return cloudFrom(document.object());
}

} // namespace bg
