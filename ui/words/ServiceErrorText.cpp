// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/ServiceErrorText.h"

#include "app/base/VisibleText.h"
#include "resources/Resources.h"
#include "ui/words/Translate.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace bg {

namespace {

constexpr int longestServiceWords = 300;

QList<ServiceErrorRow> readServiceErrors()
{
    QList<ServiceErrorRow> rows;
    const QJsonObject file = QJsonDocument::fromJson(resource(QStringLiteral("errors.json"))).object();
    for (const QJsonValue &one : file[QStringLiteral("errors")].toArray()) {
        const auto text = [&](const char *member) { return one[QLatin1String(member)].toString(); };
        ServiceErrorRow row{ {}, text("says"), text("about"), { text("happened"), text("remedy") }, text("source"),
                             one[QLatin1String("staysInBrowser")].toBool() };
        for (const QJsonValue &code : one[QLatin1String("codes")].toArray())
            row.codes.append(code.toString());
        rows.append(row);
    }
    return rows;
}

} // namespace

bool ServiceErrorRow::isFor(const Error &error) const
{
    return (codes.isEmpty() || codes.contains(error.serviceCode))
        && (says.isEmpty() || error.serviceMessage.contains(says, Qt::CaseInsensitive))
        && (about.isEmpty() || error.detail == about);
}

const QList<ServiceErrorRow> &serviceErrors()
{
    static const QList<ServiceErrorRow> all = readServiceErrors();
    return all;
}

std::optional<ErrorText> serviceErrorText(const Error &error)
{
    for (const ServiceErrorRow &row : serviceErrors())
        if (row.isFor(error))
            return ErrorText{ words(row.text.happened.toUtf8().constData()),
                              words(row.text.remedy.toUtf8().constData()) };
    return std::nullopt;
}

QStringList browserErrors()
{
    QStringList lines;
    for (const ServiceErrorRow &row : serviceErrors())
        if (row.staysInBrowser)
            lines.append(QStringLiteral("%1: %2 %3")
                             .arg(row.codes.join(QStringLiteral(", ")), words(row.text.happened.toUtf8().constData()),
                                  words(row.text.remedy.toUtf8().constData())));
    return lines;
}

QString serviceWords(const Error &error)
{
    QString said = visibleText(error.serviceMessage.simplified(), Lines::One);
    if (said.size() > longestServiceWords)
        said = said.left(longestServiceWords) + QStringLiteral(" …");
    const bool namesItself = error.serviceCode.isEmpty() || said.contains(error.serviceCode);
    return namesItself ? said : said.isEmpty() ? error.serviceCode : QStringLiteral("%1 (%2)").arg(said, error.serviceCode);
}

} // namespace bg
