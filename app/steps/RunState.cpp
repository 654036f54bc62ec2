// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/RunState.h"

namespace bg {

namespace {

QString keyOf(StepId step, const QString &subject, const QString &id)
{
    return name(step) + QLatin1Char('/') + subject + QLatin1Char('/') + id;
}

} // namespace

void RunState::begin(const QList<AccountState> &accounts)
{
    const std::lock_guard lock(m_mutex);
    m_accounts = accounts;
}

QList<AccountState> RunState::accounts() const
{
    const std::lock_guard lock(m_mutex);
    QList<AccountState> copy = m_accounts;
    copy.detach(); // here, under the lock: a later change in place would meet a reader that detaches in its own time
    for (AccountState &account : copy)
        account.keys.detach();
    return copy;
}

AccountState RunState::account(int index) const
{
    const std::lock_guard lock(m_mutex);
    AccountState copy = m_accounts.at(index);
    copy.keys.detach();
    return copy;
}

void RunState::change(int index, const std::function<void(AccountState &)> &by)
{
    const std::lock_guard lock(m_mutex);
    by(m_accounts[index]);
}

QList<ObjectId> RunState::accountIds() const
{
    const std::lock_guard lock(m_mutex);
    QList<ObjectId> ids;
    for (const AccountState &account : m_accounts)
        if (!account.id.isEmpty())
            ids.append(account.id);
    return ids;
}

void RunState::setGroup(const ObjectId &id, const QString &name, const QStringList &members)
{
    const std::lock_guard lock(m_mutex);
    m_group = id;
    m_groupName = name;
    m_groupMembers = members;
}

ObjectId RunState::groupId() const
{
    const std::lock_guard lock(m_mutex);
    return m_group;
}

QString RunState::groupName() const
{
    const std::lock_guard lock(m_mutex);
    return m_groupName;
}

QStringList RunState::groupMembers() const
{
    const std::lock_guard lock(m_mutex);
    return m_groupMembers;
}

void RunState::learnGone(const ObjectId &object)
{
    const std::lock_guard lock(m_mutex);
    m_gone.append(object);
}

bool RunState::isGone(const ObjectId &object) const
{
    const std::lock_guard lock(m_mutex);
    return m_gone.contains(object);
}

void RunState::agreeToGroup(const ObjectId &id)
{
    const std::lock_guard lock(m_mutex);
    m_agreedGroup = id;
}

bool RunState::isAgreedGroup(const ObjectId &id) const
{
    const std::lock_guard lock(m_mutex);
    return !id.isEmpty() && m_agreedGroup == id;
}

void RunState::setPolicies(const QList<RecordedPolicy> &policies)
{
    const std::lock_guard lock(m_mutex);
    m_policies = policies;
}

QList<RecordedPolicy> RunState::policies() const
{
    const std::lock_guard lock(m_mutex);
    return m_policies;
}

void RunState::setListedPolicies(const QList<QJsonObject> &policies)
{
    const std::lock_guard lock(m_mutex);
    m_listed = policies;
}

void RunState::setPoliciesVerified(std::chrono::steady_clock::time_point at)
{
    const std::lock_guard lock(m_mutex);
    m_policiesVerified = at;
}

std::optional<std::chrono::steady_clock::time_point> RunState::policiesVerified() const
{
    const std::lock_guard lock(m_mutex);
    return m_policiesVerified;
}

QList<QJsonObject> RunState::listedPolicies() const
{
    const std::lock_guard lock(m_mutex);
    return m_listed;
}

void RunState::setListedMethods(int account, const QList<Fido2Method> &methods)
{
    const std::lock_guard lock(m_mutex);
    m_listedMethods.insert_or_assign(account, methods);
}

std::optional<QList<Fido2Method>> RunState::listedMethods(int account) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_listedMethods.find(account);
    return found == m_listedMethods.end() ? std::nullopt : std::optional(found->second);
}

void RunState::learnKeysCannotBeRegistered()
{
    const std::lock_guard lock(m_mutex);
    m_canKeysBeRegistered = false;
}

bool RunState::canKeysBeRegistered() const
{
    const std::lock_guard lock(m_mutex);
    return m_canKeysBeRegistered;
}

void RunState::setMethodsPolicy(const MethodsPolicy &policy)
{
    const std::lock_guard lock(m_mutex);
    m_methodsPolicy = policy;
}

std::optional<MethodsPolicy> RunState::methodsPolicy() const
{
    const std::lock_guard lock(m_mutex);
    return m_methodsPolicy;
}

void RunState::put(const QString &key, const Finding &finding)
{
    const std::lock_guard lock(m_mutex);
    for (Noted &noted : m_findings) {
        if (noted.key == key) {
            noted.finding = finding;
            return;
        }
    }
    m_findings.append({ key, finding });
}

void RunState::note(const Finding &finding, const QString &subject)
{
    put(keyOf(finding.step, subject, finding.id), finding);
}

void RunState::forgetNote(StepId step, const QString &subject, QLatin1String id)
{
    const std::lock_guard lock(m_mutex);
    m_findings.removeIf([&](const Noted &noted) { return noted.key == keyOf(step, subject, id); });
}

void RunState::noteInspection(const Finding &finding, const QString &subject)
{
    put(name(finding.step) + QLatin1Char('/') + subject, finding);
}

void RunState::forgetNotes(StepId step)
{
    const std::lock_guard lock(m_mutex);
    m_findings.removeIf([step](const Noted &noted) { return noted.finding.step == step; });
}

void RunState::setAlerts(const AlertDeploymentSpec &spec, const QJsonObject &recorded)
{
    const std::lock_guard lock(m_mutex);
    m_alertSpec = spec;
    m_recordedAlerts = recorded;
}

std::optional<AlertDeploymentSpec> RunState::alertSpec() const
{
    const std::lock_guard lock(m_mutex);
    return m_alertSpec;
}

QJsonObject RunState::recordedAlerts() const
{
    const std::lock_guard lock(m_mutex);
    return m_recordedAlerts;
}

QList<Finding> RunState::findings() const
{
    const std::lock_guard lock(m_mutex);
    QList<Finding> all;
    for (const Noted &noted : m_findings)
        all.append(noted.finding);
    return all;
}

void RunState::setSignIns(const SignInReview &signIns)
{
    const std::lock_guard lock(m_mutex);
    m_uses = signIns;
}

std::optional<SignInReview> RunState::signIns() const
{
    const std::lock_guard lock(m_mutex);
    return m_uses;
}

void RunState::keepPin(const QString &label, Secret pin)
{
    const std::lock_guard lock(m_mutex);
    m_pins.insert_or_assign(label, std::move(pin));
}

std::optional<Secret> RunState::pin(const QString &label) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_pins.find(label);
    return found == m_pins.end() ? std::nullopt : std::optional<Secret>(found->second.duplicate());
}

std::optional<Secret> RunState::takePin(const QString &label)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_pins.find(label);
    if (found == m_pins.end())
        return std::nullopt;
    Secret pin = std::move(found->second);
    m_pins.erase(found);
    return pin;
}

void RunState::keepOrphanedPin(OrphanedPin pin)
{
    const std::lock_guard lock(m_mutex);
    m_orphanedPins.push_back(std::move(pin));
}

std::optional<RunState::OrphanedPin> RunState::takeOrphanedPin()
{
    const std::lock_guard lock(m_mutex);
    if (m_orphanedPins.empty())
        return std::nullopt;
    OrphanedPin pin = std::move(m_orphanedPins.back());
    m_orphanedPins.pop_back();
    return pin;
}

std::optional<Secret> RunState::orphanedPinOf(const QString &aaguid, const QString &serial) const
{
    const std::lock_guard lock(m_mutex);
    for (auto one = m_orphanedPins.rbegin(); one != m_orphanedPins.rend(); ++one)
        if (one->aaguid == aaguid && one->key.serial == serial)
            return one->pin.duplicate();
    return std::nullopt;
}

void RunState::forgetOrphanedPin(const QString &aaguid, const QString &serial, const Secret &pin)
{
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_orphanedPins, [&](const OrphanedPin &one) {
        return one.aaguid == aaguid && one.key.serial == serial && (!serial.isEmpty() || one.pin.equals(pin));
    });
}

void RunState::learnReset(const UnrecordedPin &pin)
{
    const std::lock_guard lock(m_mutex);
    m_resetPins.append(pin);
}

bool RunState::isReset(const UnrecordedPin &pin) const
{
    const std::lock_guard lock(m_mutex);
    return m_resetPins.contains(pin);
}

void RunState::learnPinIsOnPaper(const QString &credentialId)
{
    const std::lock_guard lock(m_mutex);
    m_sealedKeys.append(credentialId);
}

void RunState::learnRegistered(const QString &methodId)
{
    const std::lock_guard lock(m_mutex);
    m_registered.insert(methodId);
}

bool RunState::isRegisteredHere(const QString &methodId) const
{
    const std::lock_guard lock(m_mutex);
    return m_registered.contains(methodId);
}

void RunState::agreeToMethod(const QString &methodId)
{
    const std::lock_guard lock(m_mutex);
    m_agreedMethods.insert(methodId);
}

bool RunState::isAgreedMethod(const QString &methodId) const
{
    const std::lock_guard lock(m_mutex);
    return m_agreedMethods.contains(methodId);
}

bool RunState::isPinOnPaper(const QString &credentialId) const
{
    const std::lock_guard lock(m_mutex);
    return m_sealedKeys.contains(credentialId);
}

void RunState::addSheet(const RecordedSheet &sheet)
{
    const std::lock_guard lock(m_mutex);
    m_sheets.append(sheet);
}

QList<RecordedSheet> RunState::sheets() const
{
    const std::lock_guard lock(m_mutex);
    return m_sheets;
}

void RunState::remember(const QString &id, const QJsonObject &facts, const QDateTime &when)
{
    const std::lock_guard lock(m_mutex);
    m_ceremony.append({ when, id, facts });
}

QList<CeremonyStep> RunState::ceremony() const
{
    const std::lock_guard lock(m_mutex);
    return m_ceremony;
}

} // namespace bg
