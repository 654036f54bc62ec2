// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertDeploymentSpec.h"
#include "app/base/Ids.h"
#include "app/base/Secret.h"
#include "app/graph/AdministrativeUnits.h"
#include "app/graph/AuthenticationMethods.h"
#include "app/graph/AuthenticationMethodsPolicy.h"
#include "app/model/Finding.h"
#include "app/model/RunRecord.h"
#include "app/sheet/SheetHeader.h"
#include "app/record/UnrecordedPin.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QSet>
#include <QString>

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace bg {

// One emergency account, as far as the run knows it.
struct AccountState {
    ObjectId id; // empty while it does not exist
    Upn userPrincipalName;
    QString displayName;
    bool isTakenOver = false; // the person agreed in this run
    bool isNew = false; // made by this run
    bool passwordSet = false;
    QString role = QStringLiteral("none");
    QList<RecordedKey> keys; // registered, by slot label
    QList<AdministrativeUnit> unitsLeft; // by this run, to be put back
};

// What a run learns and does while it goes on: the steps build on it, and the record is made of it. Safe to use from
// every lane; values are copied in and out.
class RunState {
public:
    void begin(const QList<AccountState> &accounts);
    QList<AccountState> accounts() const;
    AccountState account(int index) const;
    void change(int index, const std::function<void(AccountState &)> &by);
    // Ids of those that exist.
    QList<ObjectId> accountIds() const;

    void setGroup(const ObjectId &id, const QString &name, const QStringList &members);
    ObjectId groupId() const;
    QString groupName() const;
    QStringList groupMembers() const;
    void learnGone(const ObjectId &object); // the directory said that it does not exist any more
    bool isGone(const ObjectId &object) const;
    void agreeToGroup(const ObjectId &id); // the person agreed to use it
    bool isAgreedGroup(const ObjectId &id) const;

    void setPolicies(const QList<RecordedPolicy> &policies);
    QList<RecordedPolicy> policies() const;
    // The policies as they were listed last, for the steps that come after.
    void setListedPolicies(const QList<QJsonObject> &policies);
    QList<QJsonObject> listedPolicies() const;
    // A list showed that no policy lacks the group, but for those that are told as refused; when that was.
    void setPoliciesVerified(std::chrono::steady_clock::time_point at);
    std::optional<std::chrono::steady_clock::time_point> policiesVerified() const;

    // The keys of an account as they were listed last; nothing before the first list.
    void setListedMethods(int account, const QList<Fido2Method> &methods);
    std::optional<QList<Fido2Method>> listedMethods(int account) const;

    // This cloud has no call to register keys on behalf.
    void learnKeysCannotBeRegistered();
    bool canKeysBeRegistered() const;

    void setMethodsPolicy(const MethodsPolicy &policy);
    std::optional<MethodsPolicy> methodsPolicy() const;

    // Replaces an earlier finding of the same step, subject and id.
    void note(const Finding &finding, const QString &subject = {});
    // The finding of an inspection: replaces whatever inspection of this step and subject found before.
    void noteInspection(const Finding &finding, const QString &subject);
    void forgetNote(StepId step, const QString &subject, QLatin1String id);
    // Takes back what note() was told of a step: it looks again.
    void forgetNotes(StepId step);
    QList<Finding> findings() const;

    // The alerts as they fit into what is in Azure, and where that is.
    void setAlerts(const AlertDeploymentSpec &spec, const QJsonObject &recorded);
    std::optional<AlertDeploymentSpec> alertSpec() const;
    QJsonObject recordedAlerts() const;

    // How the accounts were used, as it was read last.
    void setSignIns(const SignInReview &signIns);
    std::optional<SignInReview> signIns() const;

    void keepPin(const QString &label, Secret pin);
    std::optional<Secret> takePin(const QString &label);
    // A copy; nothing when it was taken.
    std::optional<Secret> pin(const QString &label) const;
    // A PIN that we set on a key which then was not taken into use: nobody else knows it.
    struct OrphanedPin {
        int account = 0; // for whom it was at work
        PrintedKey key;
        QString place; // the slot it was for
        QString aaguid;
        Secret pin;
    };
    void keepOrphanedPin(OrphanedPin pin);
    std::optional<OrphanedPin> takeOrphanedPin();
    // A copy of the newest that may be of this key: of its number, or of its model where it tells none.
    std::optional<Secret> orphanedPinOf(const QString &aaguid, const QString &serial) const;
    // `pin` is the key's and goes on another sheet: what was kept of this key before, or the same PIN of one that tells
    // no number, needs none.
    void forgetOrphanedPin(const QString &aaguid, const QString &serial, const Secret &pin);
    // The key was erased in this run, and this PIN with it.
    void learnReset(const UnrecordedPin &pin);
    bool isReset(const UnrecordedPin &pin) const;
    // The key was registered and proven in this run, so that the method is ours without a look at any file.
    void learnRegistered(const QString &methodId);
    bool isRegisteredHere(const QString &methodId) const;
    // The operator was shown this key of the account in this run, and says that it belongs there.
    void agreeToMethod(const QString &methodId);
    bool isAgreedMethod(const QString &methodId) const;
    // The PIN of this proven key reached paper in this run: the key is a way in that somebody can use.
    void learnPinIsOnPaper(const QString &credentialId);
    bool isPinOnPaper(const QString &credentialId) const;

    void addSheet(const RecordedSheet &sheet); // it is printed and put away
    QList<RecordedSheet> sheets() const;

    void remember(const QString &id, const QJsonObject &facts, const QDateTime &when); // for the ceremony script
    QList<CeremonyStep> ceremony() const;

private:
    struct Noted {
        QString key;
        Finding finding;
    };
    void put(const QString &key, const Finding &finding);

    mutable std::mutex m_mutex;
    QList<AccountState> m_accounts;
    ObjectId m_group, m_agreedGroup;
    QList<ObjectId> m_gone;
    QString m_groupName;
    QStringList m_groupMembers;
    QList<RecordedPolicy> m_policies;
    QList<QJsonObject> m_listed;
    std::optional<std::chrono::steady_clock::time_point> m_policiesVerified;
    std::map<int, QList<Fido2Method>> m_listedMethods;
    bool m_canKeysBeRegistered = true;
    std::optional<MethodsPolicy> m_methodsPolicy;
    QList<Noted> m_findings;
    std::optional<AlertDeploymentSpec> m_alertSpec;
    QJsonObject m_recordedAlerts;
    std::optional<SignInReview> m_uses;
    std::map<QString, Secret> m_pins;
    std::vector<OrphanedPin> m_orphanedPins;
    QList<UnrecordedPin> m_resetPins;
    QStringList m_sealedKeys;
    QSet<QString> m_registered, m_agreedMethods; // method ids
    QList<RecordedSheet> m_sheets;
    QList<CeremonyStep> m_ceremony;
};

} // namespace bg
