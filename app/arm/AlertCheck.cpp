// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arm/AlertCheck.h"

#include "app/arm/AlertSuppression.h"
#include "app/arm/Differences.h"
#include "app/arm/SpecResource.h"

#include <QJsonArray>

namespace bg {

namespace {

using Part = SpecResource::Part;
using Weight = AlertFinding::Weight;

QString plain(const char *words)
{
    return QLatin1String(words);
}

QJsonObject propertiesOf(const QJsonObject &resource)
{
    return resource[QLatin1String("properties")].toObject();
}

QStringList requirementsOf(const QString &rule)
{
    if (rule == name(AlertRule::SignIn))
        return { plain("S28"), plain("S52"), plain("S95"), plain("S140"), plain("S142") };
    if (rule == name(AlertRule::Credentials))
        return { plain("S72"), plain("S96") };
    if (rule == name(AlertRule::Role))
        return { plain("S72"), plain("S97") };
    return { plain("S72"), plain("S94") };
}

int receiversIn(const QJsonObject &actionGroup)
{
    int count = 0;
    const QJsonObject properties = propertiesOf(actionGroup);
    for (auto member = properties.begin(); member != properties.end(); ++member)
        for (const QJsonValue &receiver : member.value().toArray())
            if (receiver[QLatin1String("status")].toString() != QLatin1String("Disabled"))
                ++count;
    return count;
}

class Check {
public:
    Check(const AzureInventory &inventory, const QDateTime &now) : m_seen(inventory), m_now(now) { }

    QList<AlertFinding> all()
    {
        logs();
        workspace();
        for (const SpecResource &resource : resources(m_seen.spec)) {
            if (resource.part == Part::LogAlert || resource.part == Part::SentinelRule)
                rule(resource);
            if (resource.part == Part::ActionGroup)
                actionGroup(resource);
        }
        if (m_seen.spec.home == AlertTarget::Sentinel)
            add(finding::AlertsSentinelTellsNobody, Weight::Note,
                { { plain("workspace"), m_seen.spec.workspaceId().value } }, {}, { plain("S143") });
        if (m_isWell)
            add(finding::AlertsInPlace, Weight::Fine,
                { { plain("rules"), m_rules }, { plain("receivers"), m_receivers } }, {},
                { plain("S27"), plain("S103"), plain("S160") });
        return m_findings;
    }

private:
    void add(QLatin1String id, Weight weight, QJsonObject facts, QString evidence, QStringList requirements)
    {
        if (weight == Weight::Drift || weight == Weight::Problem)
            m_isWell = false;
        m_findings.append({ id, weight, std::move(facts), std::move(evidence), std::move(requirements) });
    }

    void logs()
    {
        const QStringList served{ plain("S72"), plain("S139") };
        if (m_seen.spec.leftOut.contains(plain("diagnosticSetting")))
            return;
        if (m_seen.settingsUnreadable) {
            add(finding::AlertsSettingUnreadable, Weight::Problem,
                { { plain("serviceCode"), m_seen.settingsUnreadable->serviceCode } },
                m_seen.settingsUnreadable->serviceMessage, served);
            return;
        }
        for (const SpecResource &resource : resources(m_seen.spec)) {
            if (resource.part != Part::DiagnosticSetting)
                continue;
            const auto now = m_seen.at(resource.id);
            if (!now && m_seen.settings.size() >= 5)
                return add(finding::AlertsSettingLimit, Weight::Problem, { { plain("settings"), settingNames() } }, {},
                           served);
            if (!now)
                return add(finding::AlertsSettingMissing, Weight::Drift, { { plain("setting"), resource.name } }, {},
                           served);
            const QStringList lines = differences(resource.body, *now);
            if (!lines.isEmpty())
                add(finding::AlertsSettingDrifted, Weight::Drift, settingFacts(resource, *now),
                    lines.join(QLatin1Char('\n')), served);
        }
    }

    QJsonArray settingNames() const
    {
        QJsonArray names;
        for (const QJsonObject &setting : m_seen.settings)
            names.append(setting[QLatin1String("name")]);
        return names;
    }

    QJsonObject settingFacts(const SpecResource &resource, const QJsonObject &now) const
    {
        QStringList lacking = alertCategories();
        for (const QJsonValue &log : propertiesOf(now)[QLatin1String("logs")].toArray())
            if (log[QLatin1String("enabled")].toBool())
                lacking.removeAll(log[QLatin1String("category")].toString());
        const bool isElsewhere
            = ResourceId(propertiesOf(now)[QLatin1String("workspaceId")].toString()) != m_seen.spec.workspaceId();
        return { { plain("setting"), resource.name },
                 { plain("categories"), QJsonArray::fromStringList(lacking) },
                 { plain("elsewhere"), isElsewhere } };
    }

    void workspace()
    {
        const QString id = m_seen.spec.workspaceId().value;
        if (!m_seen.workspace) {
            if (!m_seen.spec.leftOut.contains(plain("workspace")))
                add(finding::AlertsWorkspaceMissing, Weight::Drift, { { plain("workspace"), id } }, {},
                    { plain("S139"), plain("S140") });
            return;
        }
        if (m_seen.spec.home == AlertTarget::Sentinel && !m_seen.hasSentinel)
            add(finding::AlertsSentinelMissing, Weight::Problem, { { plain("workspace"), id } }, {}, { plain("S140") });
        const QJsonObject capping = propertiesOf(*m_seen.workspace)[QLatin1String("workspaceCapping")].toObject();
        const double quota = capping[QLatin1String("dailyQuotaGb")].toDouble(-1);
        const QString status = capping[QLatin1String("dataIngestionStatus")].toString();
        const bool isStopped = status == QLatin1String("OverQuota") || status == QLatin1String("ForceOff")
            || status == QLatin1String("SubscriptionSuspended");
        if (isStopped)
            add(finding::AlertsWorkspaceCapped, Weight::Problem,
                { { plain("workspace"), id },
                  { plain("quotaGb"), quota },
                  { plain("status"), status },
                  { plain("quotaResets"), capping[QLatin1String("quotaNextResetTime")].toString() } },
                {}, { plain("S52"), plain("S94") });
        else if (quota >= 0)
            add(finding::AlertsWorkspaceCap, Weight::Note, { { plain("workspace"), id }, { plain("quotaGb"), quota } },
                {}, { plain("S94") });
    }

    void rule(const SpecResource &resource)
    {
        const QString rule = resource.key.section(QLatin1Char('.'), 1);
        const QStringList served = requirementsOf(rule);
        const QJsonObject facts{ { plain("rule"), rule } };
        const auto now = m_seen.at(resource.id);
        if (!now)
            return add(finding::AlertsRuleMissing, Weight::Drift, facts, resource.id.value, served);
        ++m_rules;
        const QJsonObject properties = propertiesOf(*now);
        if (!properties[QLatin1String("enabled")].toBool())
            add(finding::AlertsRuleDisabled, Weight::Drift, facts, resource.id.value, served);
        if (const auto by = suppressorOf(resource, *now, m_seen, m_now)) {
            QJsonObject muted = facts;
            muted[plain("by")] = by->name;
            // Our own rule is repaired; somebody's processing rule is theirs to change.
            add(finding::AlertsRuleMuted, by->isRuleItself ? Weight::Drift : Weight::Problem, muted, by->evidence,
                served);
        }
        const bool tells = resource.part == Part::SentinelRule || m_seen.spec.leftOut.contains(plain("actionGroup"))
            || !properties[QLatin1String("actions")][QLatin1String("actionGroups")].toArray().isEmpty();
        if (!tells)
            add(finding::AlertsRuleUnlinked, Weight::Drift, facts, resource.id.value,
                served + QStringList{ plain("S143") });
        QStringList lines = differences(resource.body, *now);
        lines.removeIf([&](const QString &line) {
            return line.startsWith(QLatin1String("properties.enabled:")) || line.startsWith(QLatin1String("location:"))
                || line.startsWith(QLatin1String("properties.suppressionEnabled:"))
                || (!tells && line.startsWith(QLatin1String("properties.actions")));
        });
        if (lines.isEmpty())
            return;
        QJsonObject stale = facts;
        stale[plain("differences")] = QJsonArray::fromStringList(lines);
        add(finding::AlertsRuleStale, Weight::Drift, stale, lines.join(QLatin1Char('\n')), served);
    }

    void actionGroup(const SpecResource &resource)
    {
        const QStringList served{ plain("S26"), plain("S143") };
        QJsonObject facts{ { plain("actionGroup"), resource.name } };
        const auto nobody = [&](const char *reason) {
            facts[plain("reason")] = plain(reason);
            add(finding::AlertsNobodyTold, Weight::Drift, facts, resource.id.value, served);
        };
        const auto now = m_seen.at(resource.id);
        if (!now)
            return nobody("missing");
        if (!propertiesOf(*now)[QLatin1String("enabled")].toBool())
            return nobody("disabled");
        m_receivers = receiversIn(*now);
        if (m_receivers == 0)
            return nobody("noReceivers");
        const QJsonObject properties = propertiesOf(*now);
        for (auto member = properties.begin(); member != properties.end(); ++member)
            for (const QJsonValue &receiver : member.value().toArray())
                if (receiver[QLatin1String("status")].toString() == QLatin1String("Disabled"))
                    add(finding::AlertsReceiverOff, Weight::Problem,
                        { { plain("actionGroup"), resource.name },
                          { plain("receiver"), receiver[QLatin1String("name")] } },
                        {}, { plain("S143"), plain("S171") });
        const QStringList lines = differences(resource.body, *now);
        if (lines.isEmpty())
            return;
        facts[plain("differences")] = QJsonArray::fromStringList(lines);
        add(finding::AlertsReceiversDrifted, Weight::Drift, facts, lines.join(QLatin1Char('\n')), served);
    }

    const AzureInventory &m_seen;
    QDateTime m_now;
    QList<AlertFinding> m_findings;
    bool m_isWell = true;
    int m_rules = 0, m_receivers = 0;
};

} // namespace

QList<AlertFinding> alertFindings(const AzureInventory &seen, const QDateTime &now)
{
    return Check(seen, now).all();
}

QList<AlertFinding> impossibleAlerts(bool hasSubscription, bool hasPremium)
{
    QList<AlertFinding> findings;
    if (!hasSubscription)
        findings.append({ finding::AlertsNoAzure,
                          Weight::Problem,
                          {},
                          {},
                          { plain("S26"), plain("S28"), plain("S52"), plain("S95"), plain("S191") } });
    if (!hasPremium)
        findings.append({ finding::AlertsNoLicence,
                          Weight::Problem,
                          {},
                          {},
                          { plain("S28"), plain("S52"), plain("S95"), plain("S139") } });
    return findings;
}

} // namespace bg
