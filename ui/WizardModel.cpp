// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/WizardModel.h"

#include "ui/AlertsModel.h"

#include "ui/PageFlow.h"

#include <algorithm>
#include <utility>

namespace bg {

namespace {
struct Ended {
    RunRecord record;
    QList<RunRecord> records;
    QByteArray evidence;
};
} // namespace

// Lanes call; the model hears on its own thread.
class WizardModel::Observer final : public RunObserver {
public:
    explicit Observer(WizardModel &model) : m_model(model) { }

    void stepChanged(const StepStatus &status) override
    {
        post([status](WizardModel &model) { model.m_run.take(status, model.m_clock.utcNow()); });
    }
    void changesMade(int done, int total) override
    {
        post([done, total](WizardModel &model) {
            model.m_run.changesDone = done;
            model.m_run.changesTotal = total;
        });
    }
    void timeLeft(LaneId lane, std::chrono::seconds left) override
    {
        post([lane, left](WizardModel &model) { model.m_run.left[lane] = left; });
    }
    void paperBegins() override
    {
        post([](WizardModel &model) {
            model.m_run.paperBegan = true;
            Q_EMIT model.readinessChanged();
        });
    }

private:
    template <typename Change> void post(Change change)
    {
        WizardModel *model = &m_model;
        QMetaObject::invokeMethod(
            model,
            [model, change] {
                change(*model);
                Q_EMIT model->runChanged();
            },
            Qt::QueuedConnection);
    }
    WizardModel &m_model;
};

WizardModel::WizardModel(SignInDoor &signIn, EngineDoor &engine, WindowOperator &human, Clock &clock, QObject *parent)
    : QObject(parent), m_signInDoor(signIn), m_engine(engine), m_human(human), m_clock(clock),
      m_observer(std::make_unique<Observer>(*this)), m_offered(workingModes()), m_clouds(Cloud::known()),
      m_desired(DesiredState::proposal()), m_resumption(engine), m_undo(engine), m_standing(engine), m_drill(engine, clock)
{
    connect(&m_standing, &StandingModel::changed, this, [this] {
        const auto &standing = m_standing.standing().value;
        // What is renewed is what there is.
        if (m_mode == Mode::Rotate && standing && standing->recorded && !m_isAnswered)
            setDesired(*standing->recorded);
        Q_EMIT readinessChanged();
    });
    connect(&m_drill, &DrillModel::changed, this, [this] {
        if (const auto &kept = m_drill.kept().value; kept && !m_record) {
            m_record = *kept;
            m_records = m_engine.records();
            m_evidence = m_engine.evidence();
            Q_EMIT recordReady();
        }
        Q_EMIT readinessChanged();
    });
    if (!m_clouds.isEmpty())
        m_choice.cloud = m_clouds.first();
    settleNameChecks();
    m_alerts = std::make_unique<AlertsModel>(m_engine);
    connect(m_alerts.get(), &AlertsModel::changed, this, &WizardModel::readinessChanged);
    connect(&m_resumption, &Resumption::changed, this, &WizardModel::readinessChanged);
    connect(&m_undo, &PolicyUndo::changed, this, &WizardModel::readinessChanged);
    connect(&m_human, &WindowOperator::keyMoment, this, [this](const KeyMoment &moment) {
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

WizardModel::~WizardModel() = default;

void WizardModel::choose(Mode mode)
{
    if (mode == m_mode || !m_offered.contains(mode))
        return;
    m_mode = mode;
    m_plan = {};
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
    settleNameChecks();
    Q_EMIT choicesChanged();
    Q_EMIT readinessChanged();
}

void WizardModel::settleNameChecks()
{
    while (m_nameChecks.size() < size_t(m_desired.accounts.size())) {
        m_nameChecks.push_back(std::make_unique<UserNameCheck>(m_engine));
        connect(m_nameChecks.back().get(), &UserNameCheck::changed, this, &WizardModel::readinessChanged);
    }
    const QString domain = m_tenant.value ? m_tenant.value->initialDomain : QString();
    for (int i = 0; i < m_desired.accounts.size(); ++i) {
        const AccountChoice &account = m_desired.accounts[i];
        if (account.adopted || m_resumption.covers(principalName(i).value))
            m_nameChecks[size_t(i)]->forget();
        else
            m_nameChecks[size_t(i)]->check(account.userName, domain);
    }
}

void WizardModel::signIn(SignInRequest::Way way)
{
    if (m_call.isBusy())
        return;
    m_choice.way = way;
    m_identity = { true, {}, {} };
    m_call.start([this, choice = m_choice](std::stop_token stop) { return m_signInDoor.signIn(choice, stop); },
                 [this](const Result<Identity> &who) {
                     m_link.clear();
                     m_deviceCode.clear();
                     m_identity = {};
                     if (who)
                         m_identity.value = *who;
                     else if (!who.error().isCancelled())
                         m_identity.error = who.error();
                     Q_EMIT signInChanged();
                     Q_EMIT readinessChanged();
                     if (!who)
                         return;
                     m_resumption.look();
                     readTenant();
                 });
    Q_EMIT signInChanged();
    Q_EMIT readinessChanged();
}

void WizardModel::stopSignIn()
{
    if (m_identity.isRunning)
        m_call.stop();
}

void WizardModel::signOut()
{
    if (m_run.isRunning)
        return;
    m_call.stop();
    m_signInDoor.signOut();
    m_identity = {};
    forgetTenant();
    Q_EMIT signInChanged();
    Q_EMIT readinessChanged();
}

void WizardModel::endSessions()
{
    if (m_call.isBusy() || m_run.isRunning || !m_identity.value)
        return;
    m_ending = { true, {}, {} };
    m_call.start([this](std::stop_token stop) { return m_signInDoor.endSessions(stop); },
                 [this](const Result<void> &ended) {
                     m_ending = {};
                     if (ended) {
                         m_ending.value = true;
                         return signOut();
                     }
                     if (!ended.error().isCancelled())
                         m_ending.error = ended.error();
                     Q_EMIT signInChanged();
                 });
    Q_EMIT signInChanged();
}

void WizardModel::begin(Mode mode)
{
    if (m_run.isRunning || !m_offered.contains(mode))
        return;
    m_mode = mode;
    m_record.reset();
    m_check.forget();
    m_drill.forget();
    m_run = {};
    m_plan = {};
    const auto &standing = m_standing.standing().value;
    if (standing && standing->recorded && !m_isAnswered)
        m_desired = *standing->recorded;
    settleNameChecks();
    Q_EMIT choicesChanged();
    Q_EMIT runChanged();
    // Read for other accounts than these, or before things were changed.
    m_tenant = {};
    m_readsAgain = m_call.isBusy();
    m_call.stop();
    readTenant();
}

void WizardModel::setAnswers(const DesiredState &answers)
{
    m_isAnswered = true;
    setDesired(answers);
}

void WizardModel::forgetTenant()
{
    m_standing.forget();
    m_check.forget();
    m_drill.forget();
    m_tenant = {};
    m_seen.clear();
    m_plan = {};
    m_activation = {};
    m_alerts->forget();
    m_resumption.forget();
    m_undo.forget();
    for (auto &check : m_nameChecks)
        check->forget();
    Q_EMIT tenantChanged();
}

void WizardModel::offerLink(const QUrl &link)
{
    QMetaObject::invokeMethod(
        this,
        [this, link] {
            m_link = link;
            Q_EMIT signInChanged();
        },
        Qt::QueuedConnection);
}

void WizardModel::offerDeviceCode(const QString &code, const QUrl &address)
{
    QMetaObject::invokeMethod(
        this,
        [this, code, address] {
            m_deviceCode = code;
            m_link = address;
            Q_EMIT signInChanged();
        },
        Qt::QueuedConnection);
}

void WizardModel::readTenant()
{
    if (m_call.isBusy() || !m_identity.value)
        return;
    m_tenant = { true, {}, {} };
    m_seen.clear();
    const auto seen = [this](const Finding &finding) {
        QMetaObject::invokeMethod(
            this,
            [this, finding] {
                if (!m_tenant.isRunning)
                    return;
                m_seen.append(finding);
                Q_EMIT tenantChanged();
            },
            Qt::QueuedConnection);
    };
    m_call.start(
        [this, desired = m_desired, seen](std::stop_token stop) { return m_engine.preflight(desired, seen, stop); },
        [this](const Result<TenantFacts> &facts) {
            if (!m_identity.value) // signed out meanwhile
                return;
            m_tenant = {};
            if (std::exchange(m_readsAgain, false))
                return readTenant();
            if (facts)
                m_tenant.value = *facts;
            else if (!facts.error().isCancelled())
                m_tenant.error = facts.error();
            settleNameChecks();
            Q_EMIT tenantChanged();
            Q_EMIT readinessChanged();
        });
    Q_EMIT tenantChanged();
    Q_EMIT readinessChanged();
}

void WizardModel::goOn()
{
    const auto run = m_resumption.open();
    if (!run || !run->choices || m_call.isBusy())
        return;
    m_resumption.takeUp();
    setDesired(*run->choices);
    choose(run->mode);
    readTenant();
}

const QList<Finding> &WizardModel::findings() const
{
    return m_tenant.value ? m_tenant.value->findings : m_seen;
}

void WizardModel::activateRole(const RoleActivation &activation)
{
    if (m_call.isBusy())
        return;
    m_activation = { true, {}, {} };
    m_call.start([this, activation](std::stop_token stop) { return m_signInDoor.activateRole(activation, stop); },
                 [this](const Result<void> &done) {
                     m_activation = {};
                     if (done)
                         m_activation.value = true;
                     else if (!done.error().isCancelled())
                         m_activation.error = done.error();
                     Q_EMIT tenantChanged();
                     if (done)
                         readTenant();
                 });
    Q_EMIT tenantChanged();
}

Upn WizardModel::principalName(int account) const
{
    if (!m_tenant.value || account >= m_desired.accounts.size())
        return {};
    return Upn(m_desired.accounts[account].userName + QLatin1Char('@') + m_tenant.value->initialDomain);
}

void WizardModel::makePlan()
{
    const bool isCurrent = m_plan.value && m_planned == m_desired;
    if (m_call.isBusy() || !m_tenant.value || isCurrent)
        return;
    m_plan = { true, {}, {} };
    m_planned = m_desired;
    m_call.start([this, mode = m_mode, desired = m_desired, tenant = *m_tenant.value](
                     std::stop_token stop) { return m_engine.plan(mode, desired, tenant, stop); },
                 [this](const Result<QList<PlannedWrite>> &writes) {
                     m_plan = {};
                     if (writes)
                         m_plan.value = *writes;
                     else if (!writes.error().isCancelled())
                         m_plan.error = writes.error();
                     Q_EMIT planChanged();
                     Q_EMIT readinessChanged();
                 });
    Q_EMIT planChanged();
    Q_EMIT readinessChanged();
}

QString WizardModel::planHash() const
{
    return m_plan.value ? bg::planHash(*m_plan.value) : QString();
}

void WizardModel::startRun()
{
    const bool isCheck = m_mode == Mode::Check; // reads the tenant by itself
    if (m_lanes.isBusy() || m_record || !(isCheck ? m_identity.value.has_value() : m_tenant.value.has_value()))
        return;
    m_run = {};
    m_run.isRunning = true;
    m_run.changesTotal = m_plan.value ? int(m_plan.value->size()) : 0;
    const auto wanted = m_isAnswered ? std::optional(m_desired) : std::nullopt;
    m_lanes.start(
        [this, isCheck, wanted, answers = m_check.answers(), mode = m_mode, desired = m_desired,
         tenant = m_tenant.value.value_or(TenantFacts())](std::stop_token stop) {
            const RunRecord record = isCheck ? m_engine.check(wanted, answers, *m_observer, stop)
                                             : m_engine.run(mode, desired, tenant, *m_observer, stop);
            return Ended{ record, m_engine.records(), m_engine.evidence() };
        },
        [this, isCheck](const Ended &ended) {
            m_run.isRunning = false;
            m_record = ended.record;
            m_records = ended.records;
            m_evidence = ended.evidence;
            if (isCheck)
                m_check.take(ended.record, ended.records);
            Q_EMIT runChanged();
            Q_EMIT recordReady();
            Q_EMIT readinessChanged();
        });
    Q_EMIT runChanged();
    Q_EMIT readinessChanged();
}

void WizardModel::stopRun()
{
    if (!m_run.isRunning)
        return;
    m_run.isStopping = true;
    m_lanes.stop();
    Q_EMIT runChanged();
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
    if (m_call.isBusy())
        return;
    m_proofs[account] = { true, {}, {} };
    m_call.start([this, choice = m_choice, name = principalName(account)](
                     std::stop_token stop) { return m_signInDoor.proveSignIn(choice, name, stop); },
                 [this, account](const Result<Identity> &who) {
                     Reading<Identity> &proof = m_proofs[account] = {};
                     if (who)
                         proof.value = *who;
                     else if (!who.error().isCancelled())
                         proof.error = who.error();
                     m_link.clear();
                     Q_EMIT proofChanged();
                 });
    Q_EMIT proofChanged();
}

Reading<Identity> WizardModel::proof(int account) const
{
    const auto found = m_proofs.find(account);
    return found == m_proofs.end() ? Reading<Identity>{} : found->second;
}

std::optional<QDate> WizardModel::proofDate(int account) const
{
    const auto found = m_proofDates.find(account);
    return found == m_proofDates.end() ? std::nullopt : std::optional(found->second);
}

void WizardModel::setProofDate(int account, const QDate &date)
{
    m_proofDates[account] = date;
    Q_EMIT proofChanged();
}

bool WizardModel::isBusy() const
{
    return m_call.isBusy() || m_lanes.isBusy() || m_undo.isRunning();
}

bool WizardModel::isHeldBack() const
{
    return std::any_of(findings().begin(), findings().end(), [this](const Finding &finding) {
        if (!finding.facts.contains(QLatin1String("choice")))
            return false;
        return finding.id.startsWith(QLatin1String("passkeys.")) ? m_desired.methodPolicy == MethodPolicyChoice::Leave
                                                                 : m_desired.pimRule == PimRuleChoice::Stop;
    });
}

bool WizardModel::isReadyToGoOn(PageId page) const
{
    switch (page) {
    case PageId::Welcome:
        return m_offered.contains(m_mode);
    case PageId::SignIn:
        return m_identity.value.has_value();
    case PageId::Standing:
        return m_standing.standing().value && !m_standing.standing().value->accounts.isEmpty();
    case PageId::Questions:
        return true;
    case PageId::Tenant:
        return m_tenant.value && !m_tenant.value->isStopped() && !m_resumption.isLooking() && !m_resumption.open();
    case PageId::Accounts:
        for (int i = 0; i < m_desired.accounts.size(); ++i) {
            const auto state = m_nameChecks[size_t(i)]->state();
            const bool isFine = m_desired.accounts[i].adopted.has_value() || m_resumption.covers(principalName(i).value)
                || state == UserNameCheck::State::Free
                || state == UserNameCheck::State::Unknown; // the plan asks again and says why
            if (!isFine)
                return false;
            for (int j = 0; j < i; ++j)
                if (!m_desired.accounts[i].userName.compare(m_desired.accounts[j].userName, Qt::CaseInsensitive))
                    return false;
        }
        return true;
    case PageId::Keys:
    case PageId::Places:
        return true;
    case PageId::Alerts:
        return m_alerts->isReady(m_desired.alerts, m_tenant.value.value_or(TenantFacts()));
    case PageId::Review:
        return m_plan.value && m_planned == m_desired && !isHeldBack();
    case PageId::Rotate: {
        const RotationChoice &choice = m_desired.rotation;
        return m_tenant.value && !choice.accounts.isEmpty() && (choice.password || choice.pins || choice.keys);
    }
    case PageId::Drill:
        return m_record.has_value();
    case PageId::Work:
        // Work and paper take turns: the pages follow the questions.
        if (m_mode == Mode::Rotate)
            return m_record.has_value() || sheetQuestion();
        return m_run.paperBegan || m_record.has_value() || sheetQuestion();
    case PageId::Findings:
    case PageId::Paper:
        return m_record.has_value();
    case PageId::Proof:
    case PageId::Done:
        return true;
    }
    return true;
}

} // namespace bg
