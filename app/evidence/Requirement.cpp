// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/evidence/Requirement.h"

#include "app/evidence/FindingPattern.h"
#include "resources/Resources.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace bg {

namespace {

QStringList texts(const QJsonValue &array)
{
    QStringList all;
    for (const QJsonValue &one : array.toArray())
        all.append(one.toString());
    return all;
}

QList<Requirement> readRequirements()
{
    const QJsonObject file = QJsonDocument::fromJson(resource(QStringLiteral("requirements.json"))).object();
    QList<Requirement> all;
    for (const QJsonValue &one : file[QStringLiteral("requirements")].toArray()) {
        Requirement requirement;
        requirement.number = one[QLatin1String("number")].toString();
        requirement.asks = one[QLatin1String("asks")].toString();
        requirement.answer = one[QLatin1String("answer")].toString();
        requirement.how = one[QLatin1String("how")].toString();
        requirement.openOn = texts(one[QLatin1String("openOn")]);
        requirement.statements = texts(one[QLatin1String("statements")]);
        all.append(requirement);
    }
    return all;
}

bool concerns(const Requirement &requirement, const Finding &finding)
{
    return finding.requirements.contains(requirement.number)
        || requirement.statements.contains(finding.facts[QStringLiteral("statement")].toString())
        || std::any_of(requirement.openOn.begin(), requirement.openOn.end(),
                       [&](const QString &pattern) { return isMeant(finding, pattern); });
}

// Not done, as chosen, or not to be read.
bool isLeftOut(const Requirement &requirement, const Finding &finding)
{
    return finding.state == State::NotApplicable && finding.severity > Severity::Fine
        && requirement.openOn.contains(finding.id);
}

} // namespace

const QList<Requirement> &allRequirements()
{
    static const QList<Requirement> all = readRequirements();
    return all;
}

QStringList openFor(const Requirement &requirement, const QList<Finding> &findings)
{
    QStringList open;
    for (const Finding &finding : findings)
        if (((finding.isOpen() && concerns(requirement, finding)) || isLeftOut(requirement, finding))
            && !open.contains(finding.id))
            open.append(finding.id);
    return open;
}

} // namespace bg
