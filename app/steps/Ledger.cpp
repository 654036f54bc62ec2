// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/Ledger.h"

namespace bg {

namespace {

QString keyOf(StepId step, const QString &subject, const QString &id)
{
    return name(step) + QLatin1Char('/') + subject + QLatin1Char('/') + id;
}

} // namespace

void Ledger::begin(const QList<LedgerAccount> &accounts)
{
    const std::lock_guard lock(m_mutex);
    m_accounts = accounts;
}

QList<LedgerAccount> Ledger::accounts() const
{
    const std::lock_guard lock(m_mutex);
    QList<LedgerAccount> copy = m_accounts;
    copy.detach(); // here, under the lock: a later change in place would meet a reader that detaches in its own time
    for (LedgerAccount &account : copy)
        account.keys.detach();
    return copy;
}

LedgerAccount Ledger::account(int index) const
{
    const std::lock_guard lock(m_mutex);
    LedgerAccount copy = m_accounts.at(index);
    copy.keys.detach();
    return copy;
}

void Ledger::change(int index, const std::function<void(LedgerAccount &)> &by)
{
    const std::lock_guard lock(m_mutex);
    by(m_accounts[index]);
}

QList<ObjectId> Ledger::accountIds() const
{
    const std::lock_guard lock(m_mutex);
    QList<ObjectId> ids;
    for (const LedgerAccount &account : m_accounts)
        if (!account.id.isEmpty())
            ids.append(account.id);
    return ids;
}

void Ledger::setGroup(const ObjectId &id, const QString &name, const QStringList &members)
{
    const std::lock_guard lock(m_mutex);
    m_group = id;
    m_groupName = name;
    m_groupMembers = members;
}

ObjectId Ledger::groupId() const
{
    const std::lock_guard lock(m_mutex);
    return m_group;
}

QString Ledger::groupName() const
{
    const std::lock_guard lock(m_mutex);
    return m_groupName;
}

QStringList Ledger::groupMembers() const
{
    const std::lock_guard lock(m_mutex);
    return m_groupMembers;
}

void Ledger::learnGone(const ObjectId &object)
{
    const std::lock_guard lock(m_mutex);
    m_gone.append(object);
}

bool Ledger::isGone(const ObjectId &object) const
{
    const std::lock_guard lock(m_mutex);
    return m_gone.contains(object);
}

void Ledger::agreeToGroup(const ObjectId &id)
{
    const std::lock_guard lock(m_mutex);
    m_agreedGroup = id;
}

bool Ledger::isAgreedGroup(const ObjectId &id) const
{
    const std::lock_guard lock(m_mutex);
    return !id.isEmpty() && m_agreedGroup == id;
}

void Ledger::setPolicies(const QList<RecordedPolicy> &policies)
{
    const std::lock_guard lock(m_mutex);
    m_policies = policies;
}

QList<RecordedPolicy> Ledger::policies() const
{
    const std::lock_guard lock(m_mutex);
    return m_policies;
}

void Ledger::setListedPolicies(const QList<QJsonObject> &policies)
{
    const std::lock_guard lock(m_mutex);
    m_listed = policies;
}

void Ledger::setPoliciesVerified(std::chrono::steady_clock::time_point at)
{
    const std::lock_guard lock(m_mutex);
    m_policiesVerified = at;
}

std::optional<std::chrono::steady_clock::time_point> Ledger::policiesVerified() const
{
    const std::lock_guard lock(m_mutex);
    return m_policiesVerified;
}

QList<QJsonObject> Ledger::listedPolicies() const
{
    const std::lock_guard lock(m_mutex);
    return m_listed;
}

void Ledger::setListedMethods(int account, const QList<Fido2Method> &methods)
{
    const std::lock_guard lock(m_mutex);
    m_listedMethods.insert_or_assign(account, methods);
}

std::optional<QList<Fido2Method>> Ledger::listedMethods(int account) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_listedMethods.find(account);
    return found == m_listedMethods.end() ? std::nullopt : std::optional(found->second);
}

void Ledger::learnKeysCannotBeRegistered()
{
    const std::lock_guard lock(m_mutex);
    m_canKeysBeRegistered = false;
}

bool Ledger::canKeysBeRegistered() const
{
    const std::lock_guard lock(m_mutex);
    return m_canKeysBeRegistered;
}

void Ledger::setMethodsPolicy(const MethodsPolicy &policy)
{
    const std::lock_guard lock(m_mutex);
    m_methodsPolicy = policy;
}

std::optional<MethodsPolicy> Ledger::methodsPolicy() const
{
    const std::lock_guard lock(m_mutex);
    return m_methodsPolicy;
}

void Ledger::put(const QString &key, const Finding &finding)
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

void Ledger::note(const Finding &finding, const QString &subject)
{
    put(keyOf(finding.step, subject, finding.id), finding);
}

void Ledger::forgetNote(StepId step, const QString &subject, QLatin1String id)
{
    const std::lock_guard lock(m_mutex);
    m_findings.removeIf([&](const Noted &noted) { return noted.key == keyOf(step, subject, id); });
}

void Ledger::noteInspection(const Finding &finding, const QString &subject)
{
    put(name(finding.step) + QLatin1Char('/') + subject, finding);
}

void Ledger::forgetNotes(StepId step)
{
    const std::lock_guard lock(m_mutex);
    m_findings.removeIf([step](const Noted &noted) { return noted.finding.step == step; });
}

void Ledger::setAlerts(const AlertKit &kit, const QJsonObject &recorded)
{
    const std::lock_guard lock(m_mutex);
    m_alertKit = kit;
    m_recordedAlerts = recorded;
}

std::optional<AlertKit> Ledger::alertKit() const
{
    const std::lock_guard lock(m_mutex);
    return m_alertKit;
}

QJsonObject Ledger::recordedAlerts() const
{
    const std::lock_guard lock(m_mutex);
    return m_recordedAlerts;
}

QList<Finding> Ledger::findings() const
{
    const std::lock_guard lock(m_mutex);
    QList<Finding> all;
    for (const Noted &noted : m_findings)
        all.append(noted.finding);
    return all;
}

void Ledger::setUses(const UseReview &uses)
{
    const std::lock_guard lock(m_mutex);
    m_uses = uses;
}

std::optional<UseReview> Ledger::uses() const
{
    const std::lock_guard lock(m_mutex);
    return m_uses;
}

void Ledger::keepPin(const QString &label, Secret pin)
{
    const std::lock_guard lock(m_mutex);
    m_pins.insert_or_assign(label, std::move(pin));
}

std::optional<Secret> Ledger::pin(const QString &label) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_pins.find(label);
    return found == m_pins.end() ? std::nullopt : std::optional<Secret>(found->second.duplicate());
}

std::optional<Secret> Ledger::takePin(const QString &label)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_pins.find(label);
    if (found == m_pins.end())
        return std::nullopt;
    Secret pin = std::move(found->second);
    m_pins.erase(found);
    return pin;
}

void Ledger::keepSparePin(SparePin pin)
{
    const std::lock_guard lock(m_mutex);
    m_sparePins.push_back(std::move(pin));
}

std::optional<Ledger::SparePin> Ledger::takeSparePin()
{
    const std::lock_guard lock(m_mutex);
    if (m_sparePins.empty())
        return std::nullopt;
    SparePin pin = std::move(m_sparePins.back());
    m_sparePins.pop_back();
    return pin;
}

void Ledger::learnReset(const LostPin &pin)
{
    const std::lock_guard lock(m_mutex);
    m_resetPins.append(pin);
}

bool Ledger::isReset(const LostPin &pin) const
{
    const std::lock_guard lock(m_mutex);
    return m_resetPins.contains(pin);
}

void Ledger::learnPinIsOnPaper(const QString &credentialId)
{
    const std::lock_guard lock(m_mutex);
    m_sealedKeys.append(credentialId);
}

bool Ledger::isPinOnPaper(const QString &credentialId) const
{
    const std::lock_guard lock(m_mutex);
    return m_sealedKeys.contains(credentialId);
}

void Ledger::addSheet(const RecordedSheet &sheet)
{
    const std::lock_guard lock(m_mutex);
    m_sheets.append(sheet);
}

QList<RecordedSheet> Ledger::sheets() const
{
    const std::lock_guard lock(m_mutex);
    return m_sheets;
}

void Ledger::remember(const QString &id, const QJsonObject &facts, const QDateTime &when)
{
    const std::lock_guard lock(m_mutex);
    m_ceremony.append({ when, id, facts });
}

QList<CeremonyStep> Ledger::ceremony() const
{
    const std::lock_guard lock(m_mutex);
    return m_ceremony;
}

} // namespace bg
