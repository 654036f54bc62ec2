// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/check/StatusReader.h"

#include "app/graph/AuditLogs.h"
#include "app/graph/AuthenticationMethods.h"
#include "app/graph/Roles.h"
#include "app/graph/Users.h"
#include "app/key/CreationOptions.h"

#include <algorithm>

namespace bg {

namespace {

constexpr int daysOfSignInLog = 30; // as long as the service keeps it

bool isSameCredential(const QString &methodId, const RecordedKey &key)
{
    if (methodId == key.methodId)
        return true;
    const QList<QByteArray> readings = decodeCredentialId(methodId);
    return std::any_of(readings.begin(), readings.end(),
                       [&](const QByteArray &bytes) { return encodeBase64Url(bytes) == key.credentialId; });
}

} // namespace

Result<TenantStatus> StatusReader::read(const QList<RunRecord> &newestFirst, const DiscoveredSetup *found,
                                      std::stop_token stop)
{
    TenantStatus tenantStatus;
    tenantStatus.done = LastDone::of(newestFirst);
    tenantStatus.dates = schedule(tenantStatus.done);
    tenantStatus.recorded = recordedState(newestFirst);
    for (const RunRecord &record : newestFirst)
        tenantStatus.answers = laidOver(tenantStatus.answers, record.answers);
    const RunRecord *setUp = newestSetUp(newestFirst);
    tenantStatus.isRecorded = setUp || !found;
    if (!setUp && found)
        setUp = &found->record;
    if (!setUp)
        return tenantStatus;
    if (!tenantStatus.recorded)
        tenantStatus.recorded = foundState(*found);
    tenantStatus.groupName = setUp->groupName;
    for (const RecordedAccount &recorded : setUp->accounts) {
        auto seen = account(recorded, stop);
        if (!seen)
            return fail(seen.error());
        if (!tenantStatus.isRecorded)
            seen->foundBy = found->accounts[tenantStatus.accounts.size()].foundBy;
        tenantStatus.accounts.append(*seen);
    }
    return tenantStatus;
}

Result<AccountStatus> StatusReader::account(const RecordedAccount &recorded, std::stop_token stop)
{
    AccountStatus account;
    account.id = recorded.objectId;
    account.userPrincipalName = recorded.userPrincipalName;
    account.displayName = recorded.displayName;
    const auto user = Users(m_graph).byId(recorded.objectId, stop);
    if (!user && user.error().kind != Error::Kind::NotFound)
        return fail(user.error());
    if (!user) {
        account.exists = false;
        account.role = QStringLiteral("none");
        return account;
    }
    account.userPrincipalName = user->userPrincipalName.value;
    account.displayName = user->displayName;
    account.isEnabled = user->isEnabled;
    account.passwordChanged = user->passwordChanged;
    const auto held = role(account.id, stop);
    if (!held)
        return fail(held.error());
    account.role = *held;
    const auto registered = keys(recorded, stop);
    if (!registered)
        return fail(registered.error());
    account.keys = *registered;
    if (auto looked = lastSignIn(account, stop); !looked)
        return fail(looked.error());
    return account;
}

Result<QString> StatusReader::role(const ObjectId &account, std::stop_token stop)
{
    Roles roles(m_graph);
    const auto instances = roles.activeInstances(account, stop);
    if (!instances && instances.error().kind != Error::Kind::NotLicensed)
        return fail(instances.error());
    if (instances) {
        const bool isPermanent = std::any_of(instances->begin(), instances->end(),
                                             [](const RoleInstance &instance) { return instance.isPermanent(); });
        return isPermanent         ? QStringLiteral("permanent")
            : instances->isEmpty() ? QStringLiteral("none")
                                   : QStringLiteral("timeBound");
    }
    const auto assignments = roles.assignments(account, stop); // without PIM none has an end
    if (!assignments)
        return fail(assignments.error());
    return assignments->isEmpty() ? QStringLiteral("none") : QStringLiteral("permanent");
}

Result<QList<KeyStatus>> StatusReader::keys(const RecordedAccount &recorded, std::stop_token stop)
{
    const auto methods = AuthenticationMethods(m_graph).fido2Methods(recorded.objectId, stop);
    if (!methods)
        return fail(methods.error());
    QList<KeyStatus> keys;
    for (const RecordedKey &key : recorded.keys) {
        const bool isThere = std::any_of(methods->begin(), methods->end(),
                                         [&](const Fido2Method &method) { return isSameCredential(method.id, key); });
        keys.append({ key.label, key.model, key.serial, isThere, true });
    }
    for (const Fido2Method &method : *methods) {
        const bool isOurs = std::any_of(recorded.keys.begin(), recorded.keys.end(),
                                        [&](const RecordedKey &key) { return isSameCredential(method.id, key); });
        if (!isOurs)
            keys.append({ method.displayName, method.model, {}, true, false });
    }
    return keys;
}

Result<void> StatusReader::lastSignIn(AccountStatus &account, std::stop_token stop)
{
    const QDateTime since = m_clock.utcNow().addDays(-daysOfSignInLog);
    const auto entries = AuditLogs(m_graph).signIns(account.id, since, ApiVersion::V1, stop);
    if (!entries) {
        account.canSeeSignIns = false;
        const bool isClosed
            = entries.error().kind == Error::Kind::NotLicensed || entries.error().kind == Error::Kind::Forbidden;
        return isClosed ? Result<void>() : fail(entries.error());
    }
    for (const SignInEntry &entry : *entries)
        if (entry.errorCode == 0 && (!account.lastSignIn || entry.created > *account.lastSignIn))
            account.lastSignIn = entry.created;
    return {};
}

} // namespace bg
