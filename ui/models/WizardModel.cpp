// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/WizardModel.h"

#include "app/plan/DriftRepair.h"
#include "app/plan/Repair.h"
#include "ui/models/AlertsModel.h"
#include "ui/PageFlow.h"

#include <algorithm>

namespace bg {

WizardModel::WizardModel(SignInService &signIn, TenantSession &engine, WindowOperator &human, Clock &clock, QObject *parent)
    : QObject(parent), m_signInService(signIn), m_human(human), m_clock(clock), m_offered(workingModes()),
      m_clouds(Cloud::known()), m_desired(DesiredState::proposal()), m_signIn(signIn, m_call),
      m_tenant(engine, m_call, m_mode, m_desired), m_plan(engine, m_call), m_proofs(signIn, m_call),
      m_alerts(std::make_unique<AlertsModel>(engine)), m_resume(engine), m_names(engine, m_resume),
      m_undo(engine), m_tenantStatus(engine), m_drill(engine, clock), m_uses(engine), m_policyHistory(engine), m_run(engine, clock)
{
    if (!m_clouds.isEmpty())
        m_choice.cloud = m_clouds.first();
    settleNames();
    listen();
}

WizardModel::~WizardModel() = default;

// What the parts tell, told on to the pages.
void WizardModel::listen()
{
    connect(&m_signIn, &SignInModel::changed, this, [this] {
        Q_EMIT signInChanged();
        Q_EMIT readinessChanged();
    });
    connect(&m_signIn, &SignInModel::signedIn, this, [this] {
        m_resume.look();
        readTenant();
    });
    connect(&m_signIn, &SignInModel::sessionsEnded, this, &WizardModel::signOut);
    connect(&m_signIn, &SignInModel::activationChanged, this, &WizardModel::tenantChanged);
    connect(&m_signIn, &SignInModel::roleActivated, this, &WizardModel::readTenant);

    connect(&m_tenant, &TenantModel::wasRead, this, &WizardModel::settleNames);
    connect(&m_tenant, &TenantModel::changed, this, [this] {
        // A repair works with what is there.
        if (m_mode == Mode::Repair && tenant().value)
            settleRepair(*tenant().value);
        Q_EMIT tenantChanged();
        Q_EMIT readinessChanged();
    });
    connect(&m_plan, &PlanModel::changed, this, [this] {
        Q_EMIT planChanged();
        Q_EMIT readinessChanged();
    });
    connect(&m_proofs, &Proofs::answered, this, [this] { m_signIn.forgetLink(); });
    connect(&m_proofs, &Proofs::changed, this, &WizardModel::proofChanged);

    connect(m_alerts.get(), &AlertsModel::changed, this, &WizardModel::readinessChanged);
    connect(&m_resume, &ResumeModel::changed, this, &WizardModel::readinessChanged);
    connect(&m_names, &UserNameChecks::changed, this, &WizardModel::readinessChanged);
    connect(&m_undo, &PolicyUndo::changed, this, &WizardModel::readinessChanged);
    connect(&m_tenantStatus, &StatusModel::changed, this, [this] {
        if (m_mode == Mode::Repair && !m_desired.drift.isEmpty())
            mendDrift(m_desired.drift);
        const bool isNewWish = m_mode == Mode::Rotate || (m_mode == Mode::Incident && !m_uses.review().value);
        if (isNewWish && !m_resume.isTakenUp(m_mode))
            wishForWhatIsRecorded();
        Q_EMIT readinessChanged();
    });
    connect(&m_drill, &DrillModel::changed, this, [this] {
        if (const auto &kept = m_drill.kept().value; kept && !record()) {
            m_run.keep(*kept);
            Q_EMIT recordReady();
        }
        Q_EMIT readinessChanged();
    });

    connect(&m_uses, &SignInReviewModel::wasRead, this, [this] { takeSignIns(true); });
    connect(&m_uses, &SignInReviewModel::changed, this, [this] { takeSignIns(false); });

    connect(&m_policyHistory, &PolicyHistoryModel::changed, this, &WizardModel::readinessChanged);

    connect(&m_run, &RunModel::changed, this, &WizardModel::runChanged);
    connect(&m_run, &RunModel::paperBegan, this, &WizardModel::readinessChanged);
    connect(&m_run, &RunModel::ended, this, [this] {
        if (record()->mode == Mode::Check)
            m_check.take(*record(), records());
        Q_EMIT runChanged();
        Q_EMIT recordReady();
        Q_EMIT readinessChanged();
    });
    connect(&m_human, &WindowOperator::keyMoment, this, [this](const KeyProgress &moment) {
        m_run.take(moment);
        Q_EMIT keyMomentChanged();
    });
    connect(&m_human, &WindowOperator::asked, this, [this](const QuestionPtr &question) {
        Q_EMIT questionAsked(question);
        Q_EMIT readinessChanged();
    });
    connect(&m_human, &WindowOperator::gone, this, [this](int question) {
        Q_EMIT questionGone(question);
        Q_EMIT readinessChanged();
    });
}

void WizardModel::choose(Mode mode)
{
    if (mode == m_mode || !m_offered.contains(mode))
        return;
    m_mode = mode;
    m_plan.forget();
    Q_EMIT choicesChanged();
}

void WizardModel::offerModes(const QList<Mode> &modes)
{
    m_offered = modes;
    Q_EMIT choicesChanged();
}

void WizardModel::setPractice(bool isPractice)
{
    m_isPractice = isPractice;
    Q_EMIT choicesChanged();
}

void WizardModel::setOtherStateFolder(const QString &folder)
{
    m_otherStateFolder = folder;
    Q_EMIT choicesChanged();
}

void WizardModel::setSignInChoice(const SignInChoice &choice)
{
    m_choice = choice;
    const auto same = [&choice](const Cloud &cloud) { return cloud.name == choice.cloud.name; };
    if (std::none_of(m_clouds.begin(), m_clouds.end(), same))
        m_clouds.prepend(choice.cloud);
    Q_EMIT choicesChanged();
}

void WizardModel::setDesired(const DesiredState &desired)
{
    if (desired == m_desired)
        return;
    m_desired = desired;
    settleNames();
    Q_EMIT choicesChanged();
    Q_EMIT readinessChanged();
}

void WizardModel::setAnswers(const DesiredState &answers)
{
    m_isAnswered = true;
    setDesired(answers);
}

void WizardModel::settleRepair(const TenantFacts &tenant)
{
    if (!m_desired.drift.isEmpty()) {
        if (const auto &status = m_tenantStatus.tenantStatus(); !status.value && !status.isRunning)
            m_tenantStatus.read();
        mendDrift(m_desired.drift);
    }
    setDesired(choosesRepair(m_desired) ? withResetsOffered(m_desired, tenant) : repairing(tenant));
}

void WizardModel::mendDrift(const QList<StepId> &drift)
{
    const auto &status = m_tenantStatus.tenantStatus();
    if (!drift.isEmpty() && !status.value && !status.isRunning && identity().value)
        m_tenantStatus.read(); // which tells of itself
    const std::optional<DesiredState> known = status.value ? status.value->recorded : std::nullopt;
    setDesired(mending(drift, known, tenant().value.value_or(TenantFacts()), m_desired));
}

// What is checked, renewed or drilled is what there is.
void WizardModel::wishForWhatIsRecorded()
{
    const auto &tenantStatus = m_tenantStatus.tenantStatus().value;
    if (tenantStatus && tenantStatus->recorded && !m_isAnswered)
        setDesired(*tenantStatus->recorded);
}

ObjectId WizardModel::objectId(int account) const
{
    if (account >= m_desired.accounts.size())
        return {};
    const AccountChoice &choice = m_desired.accounts[account];
    if (choice.adopted)
        return *choice.adopted;
    if (const auto &tenantStatus = m_tenantStatus.tenantStatus().value)
        for (const AccountStatus &known : tenantStatus->accounts)
            if (known.userPrincipalName.section(QLatin1Char('@'), 0, 0).compare(choice.userName, Qt::CaseInsensitive)
                == 0)
                return known.id;
    return {};
}

// What was said of the uses is a part of the wish; what was misused is renewed whatever else is chosen.
void WizardModel::takeSignIns(bool areNew)
{
    if (m_mode == Mode::Incident && m_uses.review().value) {
        DesiredState desired = m_desired;
        desired.signIns = *m_uses.review().value;
        if (areNew && !m_resume.isTakenUp(Mode::Incident))
            desired.rotation = { {}, true, false, false };
        for (int i = 0; i < desired.accounts.size(); ++i)
            if (desired.signIns.isMisused(objectId(i)) && !desired.rotation.accounts.contains(i))
                desired.rotation.accounts.append(i);
        setDesired(desired);
    }
    Q_EMIT readinessChanged();
}

void WizardModel::signIn(SignInRequest::Way way)
{
    if (m_call.isBusy())
        return;
    m_choice.way = way;
    m_signIn.signIn(m_choice);
}

void WizardModel::signOut()
{
    if (run().isRunning)
        return;
    m_signIn.signOut();
    forgetTenant();
    Q_EMIT signInChanged();
    Q_EMIT readinessChanged();
}

void WizardModel::endSessions()
{
    if (!run().isRunning)
        m_signIn.endSessions();
}

void WizardModel::forgetTenant()
{
    m_tenantStatus.forget();
    m_check.forget();
    m_drill.forget();
    m_uses.forget();
    m_policyHistory.forget();
    m_plan.forget();
    m_signIn.forgetActivation();
    m_alerts->forget();
    m_resume.forget();
    m_undo.forget();
    m_names.forget();
    m_tenant.forget();
}

void WizardModel::begin(Mode mode)
{
    if (run().isRunning || !m_offered.contains(mode))
        return;
    m_mode = mode;
    m_check.forget();
    m_drill.forget();
    m_uses.forget();
    m_policyHistory.forget();
    m_run.forget();
    m_plan.forget();
    if (!m_resume.isTakenUp(Mode::Provision)) // its names stay ours
        m_resume.decline();
    wishForWhatIsRecorded();
    Q_EMIT choicesChanged();
    Q_EMIT runChanged();
    // Read for other accounts than these, or before things were changed.
    if (identity().value)
        m_tenant.readAnew();
}

void WizardModel::readTenant()
{
    if (identity().value)
        m_tenant.read();
}

void WizardModel::goOn()
{
    const auto run = m_resume.open();
    if (!run || !run->choices || m_call.isBusy())
        return;
    m_resume.accept();
    setDesired(*run->choices);
    choose(run->mode);
    readTenant();
}

Upn WizardModel::principalName(int account) const
{
    if (!tenant().value || account >= m_desired.accounts.size())
        return {};
    return Upn(m_desired.accounts[account].userName + QLatin1Char('@') + m_tenant.initialDomain());
}

void WizardModel::makePlan()
{
    if (tenant().value)
        m_plan.make(m_mode, m_desired, *tenant().value);
}

void WizardModel::startRun()
{
    const bool isCheck = m_mode == Mode::Check; // reads the tenant by itself
    if (!m_run.canStart() || !(isCheck ? identity().value.has_value() : tenant().value.has_value()))
        return;
    if (isCheck)
        m_run.check(m_isAnswered ? std::optional(m_desired) : std::nullopt, m_check.answers());
    else
        m_run.run(m_mode, m_desired, *tenant().value, plan().value ? int(plan().value->size()) : 0);
    Q_EMIT readinessChanged();
}

QuestionPtr WizardModel::question(bool aboutSheets) const
{
    for (const QuestionPtr &question : m_human.open())
        if (question->isSheet() == aboutSheets)
            return question;
    return {};
}

void WizardModel::prove(int account)
{
    m_proofs.prove(account, m_choice, principalName(account));
}

bool WizardModel::isBusy() const
{
    return m_call.isBusy() || m_run.isBusy() || m_undo.isRunning();
}

} // namespace bg
