// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/SignIn.h"
#include "app/engine/Engine.h"
#include "ui/models/TenantSession.h"
#include "ui/models/SignInService.h"

#include <memory>
#include <shared_mutex>

namespace bg {

// Sign-in and engine for one window: the engine that belongs to whoever signed in.
class WindowSession final : public SignInService, public TenantSession {
public:
    // `parts` without tokens; its cloud is replaced by the one that is signed in to. All pointers outlive this.
    WindowSession(EngineParts parts, SignInUi &browser);
    ~WindowSession() override;

    Result<Identity> signIn(const SignInChoice &choice, std::stop_token stop) override;
    Result<void> activateRole(const RoleActivation &activation, std::stop_token stop) override;
    Result<Identity> proveSignIn(const SignInChoice &choice, const Upn &account, std::stop_token stop) override;
    void signOut() override;
    Result<void> endSessions(std::stop_token stop) override;
    RememberedClient rememberedClient(const QString &tenant) const override;

    Result<TenantFacts> preflight(Mode mode, const DesiredState &desired, const std::function<void(const Finding &)> &seen,
                                  std::stop_token stop) override;
    Result<bool> userNameTaken(const QString &userPrincipalName, std::stop_token stop) override;
    Result<QList<PlannedWrite>> plan(Mode mode, const DesiredState &desired, const TenantFacts &tenant,
                                     std::stop_token stop) override;
    Result<AlertTargets> alertTargets(const QString &subscription, std::stop_token stop) override;
    std::optional<AlertDeploymentSpec> alertSpec() const override;
    RunRecord run(Mode mode, const DesiredState &desired, const TenantFacts &tenant, RunObserver &observer,
                  std::stop_token stop) override;

    std::optional<UnfinishedRun> unfinished() override;
    Result<void> leave(const UnfinishedRun &run) override;
    QList<UsableCredentials> usableCredentials() override;
    QString journalFile() const override;
    Result<QList<PolicyChange>> policyChanges(const QString &journalFile) override;
    Result<QList<UndoneChange>> undo(const QString &journalFile, const QList<PolicyId> &only,
                                     std::stop_token stop) override;
    Result<TenantStatus> tenantStatus(std::stop_token stop) override;
    QList<RunRecord> records() const override;
    QByteArray evidence() const override;
    RunRecord check(const std::optional<DesiredState> &wanted, const StatementAnswers &answers, RunObserver &observer,
                    std::stop_token stop) override;

    Result<DrillProof> drillSignIn(const SignInChoice &choice, const ObjectId &account, const Upn &name,
                                   std::stop_token stop) override;
    Result<std::optional<SignInEntry>> signInTrace(const ObjectId &account, const QDateTime &since,
                                                   std::stop_token stop) override;
    Result<RunRecord> keepDrill(const DrillRecord &drill) override;
    Result<PolicyHistory> policyHistory(const TenantFacts &tenant, std::stop_token stop) override;
    Result<SignInReview> signIns(std::stop_token stop) override;
    Result<void> printAccessLogEntry(const RunRecord &drilled, std::stop_token stop) override;

private:
    SignInRequest accountRequest(const SignInChoice &choice) const;

    EngineParts m_parts;
    SignInUi &m_browser;
    std::shared_mutex m_beside; // held by calls that may run beside another while they use the engine
    std::unique_ptr<TokenSource> m_tokens;
    std::unique_ptr<Engine> m_engine;
};

} // namespace bg
