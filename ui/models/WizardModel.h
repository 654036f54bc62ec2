// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "ui/models/CheckModel.h"
#include "ui/models/DrillModel.h"
#include "ui/models/TenantSession.h"
#include "ui/PageId.h"
#include "ui/models/PlanModel.h"
#include "ui/models/PolicyHistoryModel.h"
#include "ui/models/PolicyUndo.h"
#include "ui/models/Proofs.h"
#include "ui/models/Readiness.h"
#include "ui/models/ResumeModel.h"
#include "ui/models/RunModel.h"
#include "ui/models/SignInModel.h"
#include "ui/models/StatusModel.h"
#include "ui/models/TenantModel.h"
#include "ui/models/UserNameChecks.h"
#include "ui/models/SignInReviewModel.h"
#include "ui/models/WindowOperator.h"
#include "ui/models/Worker.h"

#include <QObject>
#include <QUrl>

#include <memory>
#include <optional>

namespace bg {

class AlertsModel;

// The one context of the wizard: every choice and every derived fact. Lives on the GUI thread; pages ask it and hear
// its signals. Its parts make the blocking calls, on workers; what lanes tell crosses by queued calls, as values, never
// secrets.
class WizardModel final : public QObject {
    Q_OBJECT

public:
    // The services and `human` outlive the model. `clock` gives the times that rows show.
    WizardModel(SignInService &signIn, TenantSession &engine, WindowOperator &human, Clock &clock, QObject *parent = nullptr);
    ~WizardModel() override;

    // Choices
    Mode mode() const { return m_mode; }
    void choose(Mode mode);
    QList<Mode> offeredModes() const { return m_offered; }
    void offerModes(const QList<Mode> &modes);
    bool isPractice() const { return m_isPractice; }
    void setPractice(bool isPractice);
    // Where the records of earlier runs lie, when the environment says so; else empty.
    QString otherStateFolder() const { return m_otherStateFolder; }
    void setOtherStateFolder(const QString &folder);
    const SignInChoice &signInChoice() const { return m_choice; }
    void setSignInChoice(const SignInChoice &choice);
    const DesiredState &desired() const { return m_desired; }
    void setDesired(const DesiredState &desired);
    // The clouds offered on the Sign in page.
    QList<Cloud> clouds() const { return m_clouds; }

    // Sign-in. signOut() also forgets what was read of the tenant: nothing of one tenant is ever shown for another.
    void signIn(SignInRequest::Way way = SignInRequest::Way::Browser);
    void stopSignIn() { m_signIn.stopSignIn(); }
    void signOut();
    // Ends all sessions of the operator's account, then as signOut().
    void endSessions();
    const AsyncResult<bool> &ending() const { return m_signIn.ending(); }
    const AsyncResult<Identity> &identity() const { return m_signIn.identity(); }
    RememberedClient rememberedClient(const QString &tenant) const { return m_signInService.rememberedClient(tenant); }
    // Safe to call from any thread: the link to copy, and the device code to type, while a sign-in waits.
    void offerLink(const QUrl &link) { m_signIn.offerLink(link); }
    void offerDeviceCode(const QString &code, const QUrl &address) { m_signIn.offerDeviceCode(code, address); }
    QUrl link() const { return m_signIn.link(); }
    QString deviceCode() const { return m_signIn.deviceCode(); }

    // The tenant as it stands
    void readTenant();
    const AsyncResult<TenantFacts> &tenant() const { return m_tenant.tenant(); }
    const QList<Finding> &findings() const { return m_tenant.findings(); } // also while preflight still reads
    void activateRole(const bg::RoleActivation &activation) { m_signIn.activateRole(activation); }
    const AsyncResult<bool> &activation() const { return m_signIn.activation(); }
    // user name + "@" + the tenant's initial domain
    Upn principalName(int account) const;
    UserNameCheck &userNameCheck(int account) { return m_names.of(account); }
    bool areUserNamesUsable() const { return m_names.areUsable(); }

    // The alerts: what they can be chosen from.
    AlertsModel &alerts() { return *m_alerts; }
    const AlertsModel &alerts() const { return *m_alerts; }
    // A run that ended in the middle. goOn() takes its choices for the wish and reads the tenant with them.
    ResumeModel &resume() { return m_resume; }
    const ResumeModel &resume() const { return m_resume; }
    void goOn();
    PolicyUndo &undo() { return m_undo; }
    // Leaves what was done behind and begins another mode with the accounts that are known, without signing in anew.
    void begin(Mode mode);
    // Of Mode::Repair: what is to be mended of the accounts that are known; empty: nothing of them.
    void mendDrift(const QList<StepId> &drift);
    StatusModel &tenantStatus() { return m_tenantStatus; }
    const StatusModel &tenantStatus() const { return m_tenantStatus; }
    CheckModel &check() { return m_check; }
    DrillModel &drill() { return m_drill; }
    // How the accounts were used; what is said there goes into desired().
    SignInReviewModel &signIns() { return m_uses; }
    const SignInReviewModel &signIns() const { return m_uses; }
    // What a repair can put policies back to.
    PolicyHistoryModel &policyHistory() { return m_policyHistory; }
    const PolicyHistoryModel &policyHistory() const { return m_policyHistory; }
    // Of an account that exists: as it was chosen, or as the newest record has it; empty when neither knows.
    ObjectId objectId(int account) const;
    const DrillModel &drill() const { return m_drill; }
    // Choices of an answers file: a check then looks for these, not for what was recorded.
    void setAnswers(const DesiredState &answers);

    // The plan
    void makePlan();
    const AsyncResult<QList<PlannedWrite>> &plan() const { return m_plan.plan(); }
    QString planHash() const { return m_plan.hash(); }
    // It is for the choices as they are now.
    bool isPlanCurrent() const { return m_plan.isFor(m_desired); }
    bool isHeldBack() const { return bg::isHeldBack(*this); }

    // The run. stopRun() asks it to stop; record() comes either way.
    void startRun();
    void stopRun() { m_run.stop(); }
    const RunView &run() const { return m_run.view(); }
    const std::optional<RunRecord> &record() const { return m_run.record(); }
    // Once record() is there: all records of the tenant, newest first, and what the run leaves for an auditor.
    const QList<RunRecord> &records() const { return m_run.records(); }
    const QByteArray &evidence() const { return m_run.evidence(); }
    WindowOperator &human() { return m_human; }
    QList<QuestionPtr> questions() const { return m_human.open(); }
    // The oldest open question that is, or is not, about a sheet; null when there is none.
    QuestionPtr sheetQuestion() const { return question(true); }
    QuestionPtr workQuestion() const { return question(false); }

    // Proof: one emergency account signs in.
    void prove(int account);
    AsyncResult<Identity> proof(int account) const { return m_proofs.proof(account); }
    std::optional<QDate> proofDate(int account) const { return m_proofs.date(account); }
    void setProofDate(int account, const QDate &date) { m_proofs.setDate(account, date); }

    // Changes are told by readinessChanged().
    bool isReadyToGoOn(PageId page) const { return bg::isReadyToGoOn(*this, page); }
    // A call or the run is under way.
    bool isBusy() const;
    Clock &clock() const { return m_clock; }

Q_SIGNALS:
    void choicesChanged();
    void signInChanged();
    void tenantChanged();
    void planChanged();
    void runChanged();
    void keyMomentChanged();
    void questionAsked(const bg::QuestionPtr &question);
    void questionGone(int question);
    void proofChanged();
    void recordReady();
    void readinessChanged();

private:
    void listen();
    QuestionPtr question(bool aboutSheets) const;
    void forgetTenant();
    void settleNames() { m_names.settle(m_desired.accounts, m_tenant.initialDomain()); }
    void wishForWhatIsRecorded();
    void settleRepair(const TenantFacts &tenant);
    void takeSignIns(bool areNew);

    SignInService &m_signInService;
    WindowOperator &m_human;
    Clock &m_clock;

    Mode m_mode = Mode::Provision;
    QList<Mode> m_offered;
    bool m_isPractice = false;
    QList<Cloud> m_clouds;
    QString m_otherStateFolder;
    SignInChoice m_choice;
    DesiredState m_desired;
    bool m_isAnswered = false; // the choices came from an answers file

    SignInModel m_signIn;
    TenantModel m_tenant;
    PlanModel m_plan;
    Proofs m_proofs;
    CheckModel m_check;
    std::unique_ptr<AlertsModel> m_alerts;
    ResumeModel m_resume;
    UserNameChecks m_names;
    PolicyUndo m_undo;
    StatusModel m_tenantStatus;
    DrillModel m_drill;
    SignInReviewModel m_uses;
    PolicyHistoryModel m_policyHistory;
    RunModel m_run;
    Worker m_call; // sign-in, preflight, plan, proof: one at a time. Last, so that it ends first
};

} // namespace bg
