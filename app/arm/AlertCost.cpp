// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arm/AlertCost.h"

#include "resources/Resources.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace bg {

namespace {

AlertPrices readPrices()
{
    const QJsonObject json = QJsonDocument::fromJson(resource(QStringLiteral("alerts/prices.json"))).object();
    const auto number = [&](const char *name) { return json[QLatin1String(name)].toDouble(); };
    AlertPrices prices;
    prices.currency = json[QLatin1String("currency")].toString();
    prices.asOf = json[QLatin1String("asOf")].toString();
    prices.source = json[QLatin1String("source")].toString();
    prices.rule = number("logAlertEveryFiveMinutes");
    prices.gigabyte = number("ingestionPerGigabyte");
    prices.freeGigabytes = number("freeGigabytes");
    prices.megabytesPerPerson = (number("signInsPerPersonAndDay") + number("otherSignInsPerPersonAndDay")) * 30
        * number("signInKilobytes") / 1024;
    return prices;
}

bool sendsSignIns(const QJsonObject &setting)
{
    for (const QJsonValue &log : setting[QLatin1String("logs")].toArray())
        if (log[QLatin1String("category")].toString() == QLatin1String("NonInteractiveUserSignInLogs"))
            return log[QLatin1String("enabled")].toBool();
    return false;
}

} // namespace

const AlertPrices &alertPrices()
{
    static const AlertPrices prices = readPrices();
    return prices;
}

double monthlyCost(const SpecResource &resource, const AlertDeploymentSpec &spec)
{
    const AlertPrices &prices = alertPrices();
    if (resource.part == SpecResource::Part::LogAlert)
        return prices.rule;
    if (resource.part != SpecResource::Part::DiagnosticSetting || sendsSignIns(spec.settingNow))
        return 0;
    const double gigabytes = spec.people * prices.megabytesPerPerson / 1024;
    return std::max(0.0, gigabytes - prices.freeGigabytes) * prices.gigabyte;
}

} // namespace bg
