// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/check/MaintenanceCheck.h"

#include "app/graph/AuthenticationMethods.h"
#include "app/graph/AuthenticationMethodsPolicy.h"
#include "app/graph/Users.h"
#include "app/model/FindingIds.h"
#include "app/plan/Schedule.h"
#include "app/steps/incident/SignInReviewReader.h"
#include "app/steps/preflight/KeyAdmission.h"

#include <QJsonArray>

#include <algorithm>

namespace bg {

namespace {

// The sign-in log is minutes late, and the alert looks every five: later than this something is amiss.
constexpr std::chrono::minutes latestAlert{ 30 };

bool isUnreadable(const Error &error)
{
    return error.kind == Error::Kind::NotLicensed || error.kind == Error::Kind::Forbidden
        || error.kind == Error::Kind::NotFound;
}

QJsonObject factsOf(const AccountState &account)
{
    return { { QStringLiteral("userPrincipalName"), account.userPrincipalName.value },
             { QStringLiteral("objectId"), account.id.value } };
}

} // namespace

void MaintenanceCheck::note(QLatin1String id, Severity severity, const QString &evidence, const QJsonObject &facts,
                      const QStringList &requirements, const QString &subject, ActionOwner actionOwner)
{
    Finding found;
    found.id = id;
    found.step = StepId::Maintenance;
    found.state = severity > Severity::Note ? State::Drifted : State::InPlace;
    found.severity = severity;
    found.actionOwner = severity > Severity::Note ? actionOwner : ActionOwner::Fine;
    found.evidence = evidence;
    found.facts = facts;
    found.requirements = requirements;
    m_context.runState.note(found, subject);
    m_noted += severity > Severity::Note;
}

Result<Finding> MaintenanceCheck::inspect(std::stop_token stop)
{
    m_noted = 0;
    if (m_context.desired.accounts.isEmpty())
        note(finding::AccountsUnknown, Severity::Warning, QStringLiteral("no record of a set-up"), {},
             { QStringLiteral("S1"), QStringLiteral("S155") }, {});
    for (int i = 0; i < m_context.desired.accounts.size(); ++i)
        if (auto judged = judgeAccount(i, stop); !judged)
            return fail(judged.error());
    judgeTasks();
    judgeDrill();
    judgeStatements();
    Finding found;
    found.id = finding::MaintenanceSeen;
    found.step = StepId::Maintenance;
    found.evidence = QStringLiteral("%1 noted").arg(m_noted);
    found.requirements = { QStringLiteral("S86"), QStringLiteral("S102") };
    return found;
}

Result<void> MaintenanceCheck::judgeAccount(int index, std::stop_token stop)
{
    const AccountState account = m_context.runState.account(index);
    if (account.id.isEmpty())
        return {};
    const auto user = Users(m_context.graph).byId(account.id, stop);
    if (!user)
        return notSeen(index, QStringLiteral("properties"), user.error());
    judgeProperties(index, *user);
    if (auto judged = judgeKeys(index, stop); !judged)
        return judged;
    return judgeSignIns(index, stop);
}

// One closed door does not hide the rest, and is told. What is not there any more is told by other findings.
Result<void> MaintenanceCheck::notSeen(int index, const QString &what, const Error &error)
{
    if (!isUnreadable(error))
        return fail(error);
    if (error.kind == Error::Kind::NotFound)
        return {};
    const bool isLicence = error.kind == Error::Kind::NotLicensed;
    QJsonObject facts = factsOf(m_context.runState.account(index));
    facts[QStringLiteral("what")] = what;
    facts[QStringLiteral("reason")] = isLicence ? QStringLiteral("noLicence") : QStringLiteral("noPermission");
    facts[QStringLiteral("code")] = error.serviceCode;
    note(finding::NotSeen, Severity::Note, error.serviceMessage.isEmpty() ? error.detail : error.serviceMessage, facts,
         { QStringLiteral("S102") }, what + facts[QStringLiteral("objectId")].toString());
    return {};
}

void MaintenanceCheck::judgeProperties(int index, const User &user)
{
    const AccountState account = m_context.runState.account(index);
    QJsonObject facts = factsOf(account);
    if (const QStringList personal = user.personalProperties(); !personal.isEmpty()) {
        facts[QStringLiteral("properties")] = QJsonArray::fromStringList(personal);
        note(finding::AccountProperties, Severity::Advice, personal.join(QStringLiteral(", ")), facts,
             { QStringLiteral("S10"), QStringLiteral("S123") }, account.id.value);
    }
    const QString wished = m_context.desired.accounts.at(index).userName;
    if (user.userPrincipalName.value.section(QLatin1Char('@'), 0, 0).compare(wished, Qt::CaseInsensitive) != 0) {
        facts[QStringLiteral("before")] = wished;
        note(finding::AccountRenamed, Severity::Warning, user.userPrincipalName.value, facts,
             { QStringLiteral("S114"), QStringLiteral("S145") }, account.id.value, ActionOwner::WizardWillDo);
    }
    const QDateTime changed = user.passwordChanged;
    const int days = daysBetween(RecurringTask::Rotation, LastDone::of(m_context.history.records).renewalIntervals);
    if (changed.isValid() && changed.daysTo(m_context.clock.utcNow()) > days) {
        facts[QStringLiteral("changed")] = changed.toString(Qt::ISODate);
        facts[QStringLiteral("days")] = days;
        note(finding::PasswordOld, Severity::Advice, changed.toString(Qt::ISODate), facts, requirements(RecurringTask::Rotation),
             account.id.value);
    }
}

// A key that no run of this computer registered: somebody else has a way in.
void MaintenanceCheck::judgeStranger(int index, const Fido2Method &method)
{
    const AccountState account = m_context.runState.account(index);
    if (std::any_of(account.keys.begin(), account.keys.end(),
                    [&](const RecordedKey &key) { return key.methodId == method.id; }))
        return;
    if (m_context.history.hasRegistered(account.id, method.id))
        return; // an older one: its own slot tells
    note(finding::KeyStranger, Severity::Warning, method.aaguid,
         { { QStringLiteral("methodId"), method.id },
           { QStringLiteral("displayName"), method.displayName },
           { QStringLiteral("aaguid"), method.aaguid },
           { QStringLiteral("userName"), m_context.desired.accounts.at(index).userName } },
         { QStringLiteral("S11"), QStringLiteral("S34"), QStringLiteral("S67") }, method.id);
}

// The list of models counts at every sign-in, not only when a key is registered.
Result<void> MaintenanceCheck::judgeKeys(int index, std::stop_token stop)
{
    const AccountState account = m_context.runState.account(index);
    auto methods = m_context.runState.listedMethods(index);
    if (!methods) {
        const auto listed = AuthenticationMethods(m_context.graph).fido2Methods(account.id, stop);
        if (!listed)
            return notSeen(index, QStringLiteral("keys"), listed.error());
        methods = *listed;
    }
    const auto policy = m_context.runState.methodsPolicy(); // nothing: its own step could not read it and said so
    for (const Fido2Method &method : *methods) {
        judgeStranger(index, method);
        if (!policy)
            continue;
        const KeyAdmission admission = keyAdmission(policy->fido2, { m_context.runState.groupId() }, method.aaguid);
        if (admission.signIn == KeyAdmission::Verdict::Admitted)
            continue;
        QJsonObject facts = factsOf(account);
        facts[QStringLiteral("methodId")] = method.id;
        facts[QStringLiteral("key")] = method.displayName;
        facts[QStringLiteral("model")] = method.model;
        facts[QStringLiteral("aaguid")] = method.aaguid;
        facts[QStringLiteral("reason")] = name(admission.signIn);
        note(finding::KeyNotAdmitted, Severity::Warning, method.aaguid + QLatin1Char(' ') + name(admission.signIn),
             facts, { QStringLiteral("S77"), QStringLiteral("S102") }, method.id);
    }
    return {};
}

// Any use that no run of this computer explains is an emergency or a theft (S52).
Result<void> MaintenanceCheck::judgeSignIns(int index, std::stop_token stop)
{
    const AccountState account = m_context.runState.account(index);
    SignInReviewReader reader(m_context.graph, m_context.history);
    RecordedAccount recorded;
    recorded.objectId = account.id;
    recorded.userPrincipalName = account.userPrincipalName.value;
    auto signIns = reader.signIns(recorded, stop);
    if (!signIns)
        return notSeen(index, QStringLiteral("signIns"), signIns.error());
    signIns->removeIf([](const AccountSignIn &use) { return !use.isOpen(); });
    if (signIns->isEmpty())
        return {};
    const AccountSignIn &newest = signIns->first();
    QJsonObject facts = factsOf(account);
    facts[QStringLiteral("count")] = int(signIns->size());
    facts[QStringLiteral("newest")] = newest.when.toString(Qt::ISODate);
    facts[QStringLiteral("since")] = reader.since(account.id).toString(Qt::ISODate);
    note(finding::AccountUsed, Severity::Warning,
         QStringLiteral("%1 %2 %3").arg(newest.when.toString(Qt::ISODate), newest.application, newest.ipAddress), facts,
         { QStringLiteral("S27"), QStringLiteral("S52"), QStringLiteral("S103") }, account.id.value);
    return {};
}

void MaintenanceCheck::judgeTasks()
{
    const QDate today = m_context.clock.utcNow().date();
    LastDone done = LastDone::of(m_context.history.records);
    done.take(m_context.answers());
    const std::pair<RecurringTask, QLatin1String> overdue[]
        = { { RecurringTask::Drill, finding::DrillOverdue }, { RecurringTask::AlertTest, finding::AlertTestOverdue } };
    for (const DueDate &date : schedule(done))
        for (const auto &[task, id] : overdue)
            if (date.task == task && date.day < today)
                note(id, task == RecurringTask::Drill ? Severity::Warning : Severity::Advice, date.day.toString(Qt::ISODate),
                     { { QStringLiteral("day"), date.day.toString(Qt::ISODate) },
                       { QStringLiteral("days"), daysBetween(task, done.renewalIntervals) } },
                     requirements(task), {});
}

// Whether the newest drill's alert came, and soon enough to be of use.
void MaintenanceCheck::judgeDrill()
{
    const QList<RunRecord> &records = m_context.history.records;
    const auto newest
        = std::find_if(records.begin(), records.end(), [](const RunRecord &one) { return one.drill.has_value(); });
    if (newest == records.end() || !newest->drill->signedIn.isValid())
        return;
    const DrillRecord &drill = *newest->drill;
    QJsonObject facts{ { QStringLiteral("userPrincipalName"), drill.userPrincipalName },
                       { QStringLiteral("objectId"), drill.account.value } };
    const QStringList numbers{ QStringLiteral("S52"), QStringLiteral("S57"), QStringLiteral("S102") };
    const auto delay = drill.untilAlert();
    if (!delay) {
        facts[QStringLiteral("day")] = drill.signedIn.date().toString(Qt::ISODate);
        return note(finding::AlertNeverCame, Severity::Warning, newest->runId, facts, numbers, {});
    }
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(*delay);
    if (minutes <= latestAlert)
        return;
    facts[QStringLiteral("minutes")] = qint64(minutes.count());
    facts[QStringLiteral("most")] = qint64(latestAlert.count());
    note(finding::AlertLate, Severity::Advice, newest->runId, facts, numbers, {});
}

void MaintenanceCheck::judgeStatements()
{
    const QDate today = m_context.clock.utcNow().date();
    for (const Statement &statement : statements()) {
        const auto answer = answerTo(statement.id, m_context.answers());
        const bool isOld = answer && answer->on.isValid() && answer->on.daysTo(today) > statement.days;
        const bool isOpen = !answer || answer->said == Said::NotKnown;
        if (answer && answer->said == Said::Yes && !isOld)
            continue;
        // Never asked is no drift; an answer that is old or bad is.
        const Severity severity = isOpen ? Severity::Note : isOld ? Severity::Advice : Severity::Warning;
        QJsonObject facts{ { QStringLiteral("statement"), QString(statement.id) },
                           { QStringLiteral("answer"), name(answer ? answer->said : Said::NotKnown) },
                           { QStringLiteral("days"), statement.days } };
        if (answer && answer->on.isValid())
            facts[QStringLiteral("on")] = answer->on.toString(Qt::ISODate);
        note(isOpen      ? finding::StatementOpen
                 : isOld ? finding::StatementOld
                         : finding::StatementNo,
             severity, facts[QStringLiteral("on")].toString(), facts, statement.requirements, statement.id);
    }
}

} // namespace bg
