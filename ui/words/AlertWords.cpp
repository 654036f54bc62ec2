// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/AlertWords.h"

#include "ui/words/Translate.h"

#include <QJsonArray>
#include <QtGlobal>

#define BG_WORDS(id, headline, meaning)                                                                                \
    {                                                                                                                  \
        id, QT_TRANSLATE_NOOP("bg", headline), QT_TRANSLATE_NOOP("bg", meaning)                                        \
    }

namespace bg {

namespace {

QString spoken(const QString &code)
{
    const std::pair<const char *, QString> known[]{
        { "signIn", words("any sign-in") },
        { "credentials", words("a changed password or key") },
        { "role", words("a changed role") },
        { "exclusionGroup", words("a change of the exclusion group") },
        { "conditionalAccess", words("a change of a Conditional Access policy") },
        { "subscription", words("the subscription") },
        { "location", words("the region") },
        { "receivers", words("who is to be told") },
        { "missing", words("it does not exist") },
        { "disabled", words("it is switched off") },
        { "noReceivers", words("nobody is in it") },
    };
    for (const auto &[one, meaning] : known)
        if (code == QLatin1String(one))
            return meaning;
    return code;
}

QString lastName(const QString &id)
{
    return id.startsWith(QLatin1Char('/')) ? id.section(QLatin1Char('/'), -1) : id;
}

} // namespace

std::span<const FindingWords> alertWords()
{
    // clang-format off
    static const FindingWords all[] = {
        BG_WORDS("alerts.notChosen", "Nobody is told when an account is used", "No alerts were asked for. Run the check on a schedule and look at its result, or run the set-up again and choose alerts."),
        BG_WORDS("alerts.asFiles", "The alerts are to be deployed by somebody else", "Save their files at the end and hand them over; until they are deployed, nobody is told when an account is used."),
        BG_WORDS("alerts.unclear", "The alerts cannot be planned yet", "Still to be decided: {lacking}. Choose it on the Alerts page."),
        BG_WORDS("alerts.missing", "The alerts are not there yet", "The wizard makes {resources} things in Azure, about {monthlyCost} a month."),
        BG_WORDS("alerts.drifted", "The alerts are not as they were made", "Missing or changed: {resources}. Run the set-up with alerts chosen, and the wizard puts them right."),
        BG_WORDS("alerts.needAttention", "The alerts are there, but something keeps them from being heard", "Problems that a person has to solve: {problems}."),
        BG_WORDS("alerts.unreadable", "The alerts could not be read in Azure", "An earlier run made them. Check that you still may read the subscription, then check again."),
        BG_WORDS("alerts.noAzure", "There is no Azure subscription, so no alert can be made", "A sign-in is seen only when somebody looks. What remains: run the check on a schedule, look through the sign-in and audit logs by hand, and forward Microsoft's own notices to more than one person."),
        BG_WORDS("alerts.noLicence", "Without Entra ID P1 the sign-in logs cannot leave the tenant", "No rule can see a sign-in. What remains: run the check on a schedule, look through the logs of the last seven days by hand, and forward Microsoft's own notices to more than one person."),
        BG_WORDS("alerts.settingUnreadable", "The tenant's diagnostic settings cannot be read", "Activate Security Administrator or Global Administrator, then sign in again."),
        BG_WORDS("alerts.settingLimit", "The tenant has five diagnostic settings, and there is no room for another", "Remove one that nobody needs, or let one of them send sign-ins to a workspace: {settings}."),
        BG_WORDS("alerts.sentinelMissing", "{workspace} has no Microsoft Sentinel", "Choose another workspace, or rules of Azure Monitor instead."),
        BG_WORDS("alerts.nameTaken", "Something that is not the wizard's stands where {resourceId} would", "It is not touched. Choose another resource group."),
        BG_WORDS("alerts.settingMissing", "Nothing sends the sign-in logs to the workspace", "The rules see nothing. The wizard makes the diagnostic setting {setting}."),
        BG_WORDS("alerts.settingDrifted", "The diagnostic setting {setting} no longer sends everything", "Lost: {categories}. The wizard adds it again and leaves the rest as it is."),
        BG_WORDS("alerts.workspaceMissing", "The workspace {workspace} does not exist", "The rules have no logs to read. The wizard makes it."),
        BG_WORDS("alerts.workspaceCapped", "The workspace {workspace} takes no more logs today", "Its daily cap of {quotaGb} GB was reached: no rule sees anything until then. Raise the cap."),
        BG_WORDS("alerts.workspaceCap", "The workspace {workspace} has a daily cap", "After {quotaGb} GB in a day no rule sees anything, and an attacker can fill it. Better no cap."),
        BG_WORDS("alerts.ruleMissing", "No rule watches for {rule}", "It would go unseen. The wizard makes the rule."),
        BG_WORDS("alerts.ruleDisabled", "The rule for {rule} is switched off", "It would go unseen. The wizard switches it on."),
        BG_WORDS("alerts.ruleMuted", "The rule for {rule} fires, but stays silent", "Silenced by: {by}. A rule of the wizard's own is put right; an alert processing rule has to be changed by its owner."),
        BG_WORDS("alerts.ruleUnlinked", "The rule for {rule} tells nobody", "It has no action group. The wizard links it again."),
        BG_WORDS("alerts.ruleStale", "The rule for {rule} is not as it should be", "Most often the accounts or the group changed since. The wizard puts it right."),
        BG_WORDS("alerts.nobodyTold", "Nobody hears the alerts", "Action group {actionGroup}: {reason}. Run the set-up and name who is to be told."),
        BG_WORDS("alerts.receiversDrifted", "Not everybody who should be told is in {actionGroup}", "The wizard adds who is missing and leaves the others in."),
        BG_WORDS("alerts.receiverOff", "{receiver} does not get the alerts", "They opted out, or never confirmed. Ask them to confirm the message from Azure again."),
        BG_WORDS("alerts.sentinelTellsNobody", "Microsoft Sentinel opens incidents, but tells nobody by itself", "Add an automation rule in {workspace} that sends a message."),
        BG_WORDS("alerts.inPlace", "Every use of the accounts raises an alert", "{rules} rules are on, and {receivers} receivers are told."),
    };
    // clang-format on
    return all;
}

QJsonObject alertFacts(QJsonObject facts)
{
    for (auto fact = facts.begin(); fact != facts.end(); ++fact) {
        if (fact->isString()) {
            *fact = spoken(lastName(fact->toString()));
        } else if (fact->isArray()) {
            QJsonArray all;
            for (const QJsonValue &one : fact->toArray())
                all.append(spoken(one.toString()));
            *fact = all;
        }
    }
    return facts;
}

QString alertResourceTitle(const QString &key)
{
    const std::pair<const char *, QString> known[]{
        { "resourceGroup", words("Resource group for all of it") },
        { "workspace", words("Workspace that keeps the logs for 30 days") },
        { "diagnosticSetting", words("Setting that sends the logs there") },
        { "actionGroup", words("List of who is told") },
        { "rule.signIn", words("Rule: any sign-in, also a failed one") },
        { "rule.credentials", words("Rule: password or key changed") },
        { "rule.role", words("Rule: role changed") },
        { "rule.exclusionGroup", words("Rule: exclusion group changed") },
        { "rule.conditionalAccess", words("Rule: Conditional Access changed") },
    };
    for (const auto &[one, title] : known)
        if (key == QLatin1String(one))
            return title;
    return key;
}

} // namespace bg
