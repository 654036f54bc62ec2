// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/WindowSession.h"

#include "app/auth/Authority.h"
#include "app/sheet/PaperTrial.h"
#include "app/steps/drill/DrillSignIn.h"
#include "ui/models/SheetPage.h"
#include "ui/program/RememberedClients.h"

#include <mutex>

namespace bg {

WindowSession::WindowSession(EngineParts parts, SignInUi &browser) : m_parts(std::move(parts)), m_browser(browser) { }

WindowSession::~WindowSession() = default;

Result<Identity> WindowSession::signIn(const SignInChoice &choice, std::stop_token stop)
{
    {
        const std::unique_lock lock(m_beside);
        m_engine.reset();
        m_tokens.reset();
    }
    SignInRequest request;
    request.cloud = choice.cloud;
    request.tenant = choice.tenant;
    request.way = choice.way;
    if (!choice.clientId.isEmpty())
        request.clientId = choice.clientId;
    if (const auto found = findAuthority(request.cloud, request.authority(), stop); !found)
        return fail(found.error());
    auto tokens = bg::signIn(request, m_browser, *m_parts.clock, stop);
    if (!tokens)
        return fail(tokens.error());
    m_tokens = std::move(*tokens);
    EngineParts parts = m_parts;
    parts.cloud = choice.cloud;
    parts.tokens = m_tokens.get();
    m_engine = std::make_unique<Engine>(parts);
    RememberedClients(m_parts.seal).remember({ m_tokens->identity().tenantId.value, choice.tenant }, choice.clientId);
    return m_tokens->identity();
}

Result<void> WindowSession::activateRole(const RoleActivation &activation, std::stop_token stop)
{
    if (!m_engine)
        return fail(Error::Kind::Internal, QStringLiteral("nobody is signed in"));
    return m_engine->activateRole(activation, stop);
}

// For an emergency account, in the tenant of the operator.
SignInRequest WindowSession::accountRequest(const SignInChoice &choice) const
{
    SignInRequest request;
    request.cloud = choice.cloud;
    request.tenant = m_tokens ? m_tokens->identity().tenantId.value : choice.tenant;
    if (!choice.clientId.isEmpty())
        request.clientId = choice.clientId;
    return request;
}

Result<DrillProof> WindowSession::drillSignIn(const SignInChoice &choice, const ObjectId &account, const Upn &name,
                                              std::stop_token stop)
{
    return bg::drillSignIn(accountRequest(choice), account, name, m_browser, *m_parts.clock, stop);
}

Result<std::optional<SignInEntry>> WindowSession::signInTrace(const ObjectId &account, const QDateTime &since,
                                                              std::stop_token stop)
{
    return m_engine->signInTrace(account, since, stop);
}

Result<RunRecord> WindowSession::keepDrill(const DrillRecord &drill) { return m_engine->keepDrill(drill); }

Result<SignInReview> WindowSession::signIns(std::stop_token stop)
{
    return m_engine ? m_engine->signIns(stop) : fail(Error::Kind::Cancelled);
}

Result<PolicyHistory> WindowSession::policyHistory(const TenantFacts &tenant, std::stop_token stop)
{
    const std::shared_lock lock(m_beside);
    return m_engine ? m_engine->policyHistory(tenant, stop) : fail(Error::Kind::Cancelled);
}

Result<void> WindowSession::printAccessLogEntry(const RunRecord &drilled, std::stop_token stop)
{
    const std::shared_lock lock(m_beside);
    return m_engine ? m_engine->printAccessLogEntry(drilled, stop) : fail(Error::Kind::Cancelled);
}

Result<Identity> WindowSession::proveSignIn(const SignInChoice &choice, const Upn &account, std::stop_token stop)
{
    SignInRequest request = accountRequest(choice);
    request.prompt = SignInRequest::Prompt::Login;
    request.loginHint = account.value;
    SignInProof proof;
    proof.begun = m_parts.clock->utcNow();
    const auto tokens = bg::signIn(request, m_browser, *m_parts.clock, stop);
    if (!tokens)
        return fail(tokens.error());
    const Identity identity = (*tokens)->identity();
    (*tokens)->signOut();
    if (identity.userName.compare(account.value, Qt::CaseInsensitive) != 0)
        return fail(Error::Kind::WrongPerson, identity.userName);
    proof.ended = m_parts.clock->utcNow();
    proof.account = identity.objectId;
    proof.userPrincipalName = identity.userName;
    proof.client = request.clientId;
    if (const auto kept = m_engine->keepProof(proof); !kept)
        return fail(kept.error());
    return identity;
}

void WindowSession::signOut()
{
    if (m_tokens)
        m_tokens->signOut();
}

Result<void> WindowSession::endSessions(std::stop_token stop)
{
    if (!m_engine)
        return fail(Error::Kind::Internal, QStringLiteral("nobody is signed in"));
    return m_engine->endSessions(stop);
}

RememberedClient WindowSession::rememberedClient(const QString &tenant) const
{
    return RememberedClients(m_parts.seal).clientOf(tenant);
}

Result<TenantFacts> WindowSession::preflight(Mode mode, const DesiredState &desired,
                                             const std::function<void(const Finding &)> &seen, std::stop_token stop)
{
    return m_engine->preflight(mode, desired, seen, stop);
}

Result<bool> WindowSession::userNameTaken(const QString &userPrincipalName, std::stop_token stop)
{
    const std::shared_lock lock(m_beside);
    if (!m_engine)
        return fail(Error::Kind::Cancelled);
    return m_engine->userNameTaken(userPrincipalName, stop);
}

Result<QList<PlannedWrite>> WindowSession::plan(Mode mode, const DesiredState &desired, const TenantFacts &tenant,
                                                std::stop_token stop)
{
    auto writes = m_engine->plan(mode, desired, tenant, stop);
    // Nothing is made that could not be brought to paper afterwards.
    const bool printsSets = mode == Mode::Provision || mode == Mode::Rotate;
    if (writes && printsSets)
        if (const auto paper = tryPaper(m_engine->sheetsToCome(desired, tenant), desired.passwordShape,
                                        sheetLook(desired, SecretInk::Printed), stop);
            !paper)
            return fail(paper.error());
    return writes;
}

RunRecord WindowSession::run(Mode mode, const DesiredState &desired, const TenantFacts &tenant, RunObserver &observer,
                             std::stop_token stop)
{
    return m_engine->run(mode, desired, tenant, observer, stop);
}

Result<AlertTargets> WindowSession::alertTargets(const QString &subscription, std::stop_token stop)
{
    const std::shared_lock lock(m_beside);
    if (!m_engine)
        return fail(Error::Kind::Cancelled);
    return m_engine->alertTargets(subscription, stop);
}

std::optional<AlertDeploymentSpec> WindowSession::alertSpec() const
{
    return m_engine ? m_engine->alertSpec() : std::nullopt;
}

std::optional<UnfinishedRun> WindowSession::unfinished()
{
    const std::shared_lock lock(m_beside);
    return m_engine ? m_engine->unfinished() : std::nullopt;
}

Result<void> WindowSession::leave(const UnfinishedRun &run)
{
    const std::shared_lock lock(m_beside);
    return m_engine ? m_engine->leave(run) : fail(Error::Kind::Cancelled);
}

QList<UsableCredentials> WindowSession::usableCredentials()
{
    const std::shared_lock lock(m_beside);
    return m_engine ? m_engine->usableCredentials() : QList<UsableCredentials>();
}

Result<QList<PolicyChange>> WindowSession::policyChanges(const QString &journalFile)
{
    const std::shared_lock lock(m_beside);
    return m_engine ? m_engine->policyChanges(journalFile) : fail(Error::Kind::Cancelled);
}

Result<QList<UndoneChange>> WindowSession::undo(const QString &journalFile, const QList<PolicyId> &only, std::stop_token stop)
{
    const std::shared_lock lock(m_beside);
    return m_engine ? m_engine->undo(journalFile, only, stop) : fail(Error::Kind::Cancelled);
}

Result<TenantStatus> WindowSession::tenantStatus(std::stop_token stop)
{
    const std::shared_lock lock(m_beside);
    return m_engine ? m_engine->tenantStatus(stop) : fail(Error::Kind::Cancelled);
}

QList<RunRecord> WindowSession::records() const { return m_engine ? m_engine->records() : QList<RunRecord>(); }

QByteArray WindowSession::evidence() const { return m_engine ? m_engine->evidence() : QByteArray(); }

RunRecord WindowSession::check(const std::optional<DesiredState> &wanted, const StatementAnswers &answers,
                               RunObserver &observer, std::stop_token stop)
{
    return m_engine->check(wanted, answers, observer, stop);
}

QString WindowSession::journalFile() const { return m_engine ? m_engine->journalFile() : QString(); }

} // namespace bg
