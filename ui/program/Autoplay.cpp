// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/Autoplay.h"

#include "app/base/Log.h"
#include "app/evidence/EvidencePaper.h"
#include "app/plan/Adoption.h"
#include "app/plan/Repair.h"
#include "ui/models/AlertFiles.h"
#include "ui/models/AlertsModel.h"
#include "ui/Window.h"
#include "ui/program/Composition.h"
#include "ui/program/ExitCode.h"
#include "ui/words/DoneText.h"
#include "ui/words/ErrorText.h"
#include "ui/words/EvidenceText.h"

#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QFile>
#include <QJsonDocument>

namespace bg {

using namespace std::chrono_literals;

namespace {

constexpr QLatin1String setUpFolder("/set-up");

QString sentenceOf(const Error &error)
{
    const ErrorText text = ErrorText::of(error);
    return text.happened + QLatin1Char(' ') + text.remedy;
}

} // namespace

Autoplay::Autoplay(Composition &composition, Window &window, QString folder)
    : m_composition(composition), m_window(window), m_folder(std::move(folder)), m_album(m_folder),
      m_person(composition.model())
{
    m_thought.setSingleShot(true);
    m_thought.setInterval(0);
    connect(&m_thought, &QTimer::timeout, this, &Autoplay::think);
    m_glance.setSingleShot(true);
    m_glance.setInterval(60ms); // polish, layout and the first paint of a page
    connect(&m_glance, &QTimer::timeout, this, [this] { lookAt(*m_seen); });

    m_patience.setSingleShot(true);
    m_patience.setInterval(30s);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_gaveUp.emplace().kind = Error::Kind::NoKey;
        m_composition.model().stopRun();
    });

    WizardModel &model = m_composition.model();
    const auto soon = [this] { m_thought.start(); };
    connect(&model, &WizardModel::readinessChanged, this, soon);
    connect(&model, &WizardModel::signInChanged, this, soon);
    connect(&model, &WizardModel::tenantChanged, this, soon);
    connect(&model, &WizardModel::planChanged, this, soon);
    connect(&model, &WizardModel::runChanged, this, soon);
    connect(&model, &WizardModel::recordReady, this, soon);
    connect(&model.drill(), &DrillModel::changed, this, soon);
    connect(&m_window.wizard(), &QWizard::currentIdChanged, this, soon);
    connect(&model, &WizardModel::questionAsked, this,
            [this](const QuestionPtr &question) { m_person.answer(question, outFolder()); });
    composition.setVisitors([this](const QUrl &address) { return m_person.visitorAt(address); });
    connect(&m_person, &ScriptedOperator::failed, this, &Autoplay::fail);
    connect(&m_person, &ScriptedOperator::sheetShown, this, [this] {
        if (m_seen == PageId::Paper && m_extraPictures.insert(QStringLiteral("paper")).second)
            m_album.take(m_window, QStringLiteral("paper-sheet"));
    });
    connect(&model, &WizardModel::keyMomentChanged, this, [this] {
        const auto &moment = m_composition.model().run().moment;
        // Nobody will come and put a key in.
        if (moment && moment->phase == KeyProgress::Phase::Insert)
            m_patience.start();
        else
            m_patience.stop();
        const bool isTouch = moment && moment->phase == KeyProgress::Phase::Touch;
        if (isTouch && m_seen == PageId::Work && m_extraPictures.insert(QStringLiteral("touch")).second)
            m_album.take(m_window, QStringLiteral("work-touch"));
    });
}

Autoplay::~Autoplay()
{
    m_composition.setVisitors({});
}

Autoplay::Outcome Autoplay::play()
{
    if (!QDir().mkpath(m_folder))
        return {ExitCode::CouldNotRun, QStringLiteral("The folder \"%1\" cannot be made.").arg(m_folder)};
    clearFolder();
    m_window.show();
    m_thought.start();
    QApplication::exec();
    m_album.finish();
    return m_outcome;
}

// Where the run at work leaves what it leaves.
QString Autoplay::outFolder() const { return m_afterSetUp ? m_folder + setUpFolder : m_folder; }

// What an earlier walk left: sheets are never written over, and old pictures among the new would lie.
void Autoplay::clearFolder()
{
    for (QDir folder : { QDir(m_folder), QDir(m_folder + setUpFolder) }) {
    const QStringList old = folder.entryList({QStringLiteral("[0-9][0-9]-*.png"), QStringLiteral("sheet-*.pdf"),
                                              QStringLiteral("pin-*.pdf"), QStringLiteral("one-time-*.pdf"), QStringLiteral("access-record.pdf"), QStringLiteral("access-record-line.pdf"),
                                              QStringLiteral("emergency-card.pdf"), QStringLiteral("key-labels.pdf"),
                                              QStringLiteral("ceremony-script.pdf"), QStringLiteral("use-review.pdf"),
                                              QStringLiteral("record.json"),
                                              QStringLiteral("journal.jsonl"), QStringLiteral("evidence.json"),
                                              QStringLiteral("evidence.pdf"), QStringLiteral("reminders.ics")},
                                             QDir::Files);
    for (const QString &name : old)
        folder.remove(name);
    }
}

void Autoplay::think()
{
    if (m_isOver)
        return;
    const auto page = m_window.wizard().page();
    if (m_seen != page) {
        m_seen = page;
        m_isSeen = false;
        m_hasAsked = false;
    }
    act(page);
    const bool isWaiting = page == PageId::Repair && !m_hasAsked; // for what the policies were before
    if (m_composition.model().isReadyToGoOn(page) && !isWaiting && !m_isSeen && !m_glance.isActive())
        m_glance.start();
}

// What a person would do on a page beside reading it and going on.
void Autoplay::act(PageId page)
{
    WizardModel &model = m_composition.model();
    if (page == PageId::SignIn && !m_hasAsked) {
        m_hasAsked = true;
        m_album.take(m_window, QStringLiteral("sign-in-before"));
        model.signIn();
    }
    if (model.identity().error)
        return fail(*model.identity().error);
    if (page == PageId::Tenant && model.tenant().value && model.resume().open() && m_extraPictures.insert(QStringLiteral("resume")).second) {
        m_album.take(m_window, QStringLiteral("tenant-resume"));
        model.goOn();
    }
    if (page == PageId::Tenant && model.tenant().error)
        return fail(*model.tenant().error);
    if (page == PageId::Tenant && model.tenant().value && model.tenant().value->isStopped() && !m_glance.isActive()) {
        m_glance.start(); // the picture, then the end
    }
    if (page == PageId::Alerts && model.alerts().targets().error)
        return fail(*model.alerts().targets().error);
    if (page == PageId::Alerts && model.alerts().targets().value && !model.isReadyToGoOn(page)) {
        Error open;
        open.kind = Error::Kind::Input;
        open.detail = QStringLiteral("alerts: ") + model.alerts().lacking(model.desired().alerts).join(QStringLiteral(", "));
        return fail(open);
    }
    if (page == PageId::Accounts && !m_hasAsked) {
        m_hasAsked = true;
        if (model.desired().adopt == AdoptChoice::Offer)
            model.setDesired(adoptingAll(model.desired(), model.tenant().value->found));
    }
    if (page == PageId::TenantStatus && model.mode() == Mode::Rotate && model.tenant().value && model.resume().open())
        model.goOn();
    if (page == PageId::TenantStatus && model.tenantStatus().tenantStatus().error)
        return fail(*model.tenantStatus().tenantStatus().error);
    if (page == PageId::TenantStatus && model.tenantStatus().tenantStatus().value
        && model.tenantStatus().tenantStatus().value->accounts.isEmpty())
        return model.isPractice() ? beginSetUp()
                                  : end({ExitCode::Findings, QStringLiteral("This computer has no record of emergency accounts in this tenant.")});
    if (page == PageId::Drill)
        return drill();
    if (page == PageId::Uses)
        return explainSignIns();
    if (page == PageId::Repair)
        return repair();
    if (page == PageId::Review && model.plan().error)
        return fail(*model.plan().error);
}

// The practice tenant of this process has no accounts yet: what was asked for is practised with fresh ones.
void Autoplay::beginSetUp()
{
    m_afterSetUp = m_composition.model().mode();
    const QString folder = m_folder + setUpFolder;
    if (!QDir().mkpath(folder))
        return end({ExitCode::CouldNotRun, QStringLiteral("The folder \"%1\" cannot be made.").arg(folder)});
    m_composition.model().begin(Mode::Provision);
    m_window.wizard().next();
}

// As a person who starts the wizard again.
void Autoplay::endSetUp()
{
    const Mode mode = *std::exchange(m_afterSetUp, std::nullopt);
    m_person.runIsOver();
    m_seen.reset();
    m_composition.model().begin(mode);
    m_window.wizard().restart();
}

// What blocks is what locks people out: it is what it was before it blocked, or only reports.
void Autoplay::repair()
{
    WizardModel &model = m_composition.model();
    if (model.tenant().error)
        return fail(*model.tenant().error);
    const auto &policyHistory = model.policyHistory().policyHistory();
    if (!model.tenant().value || (!policyHistory.value && !policyHistory.error) || m_hasAsked)
        return;
    if (!model.desired().drift.isEmpty() && !model.isReadyToGoOn(PageId::Repair)) {
        if (model.tenantStatus().tenantStatus().error)
            return fail(*model.tenantStatus().tenantStatus().error);
        return; // where the accounts stand is being read
    }
    m_hasAsked = true;
    if (!model.desired().drift.isEmpty())
        return;
    model.setDesired(lettingIn(model.desired(), *model.tenant().value, policyHistory.value.value_or(PolicyHistory())));
    if (!model.isReadyToGoOn(PageId::Repair))
        end({ExitCode::Done, {}}); // nothing to repair
}

// Nobody is here to explain a use: what no record explains is a misuse, and the keys of strangers go.
void Autoplay::explainSignIns()
{
    SignInReviewModel &signIns = m_composition.model().signIns();
    if (signIns.review().error)
        return fail(*signIns.review().error);
    if (!signIns.review().value || !m_composition.model().tenant().value || m_hasAsked)
        return;
    m_hasAsked = true;
    m_album.take(m_window, QStringLiteral("uses-open"));
    const SignInReview review = *signIns.review().value;
    for (const AccountSignIn &use : review.signIns)
        if (use.reason == SignInReason::Unexplained)
            signIns.explain(use.logEntry, SignInReason::Misuse, {});
    for (const UnknownAuthMethod &method : review.methods)
        signIns.choose(method.account, method.id, true);
    if (!m_composition.model().isReadyToGoOn(PageId::Uses))
        end({ExitCode::Done, {}}); // nobody used them
}

// Everybody knows, the account signs in, the alert comes as soon as the log shows the sign-in.
void Autoplay::drill()
{
    DrillModel &drill = m_composition.model().drill();
    const auto picture = [this](const char *name) {
        if (m_extraPictures.insert(QLatin1String(name)).second)
            m_album.take(m_window, QLatin1String(name));
    };
    switch (drill.stage()) {
    case DrillModel::Stage::Inform:
        picture("drill-inform");
        return drill.begin();
    case DrillModel::Stage::SignIn:
        picture("drill-sign-in");
        if (drill.proof().error)
            return fail(*drill.proof().error);
        return drill.signIn(m_composition.model().signInChoice());
    case DrillModel::Stage::Alert:
        picture("drill-alert");
        if (!drill.trace().isRunning)
            drill.endWaiting(true);
        return;
    case DrillModel::Stage::Report:
        picture("drill-report");
        if (drill.kept().error)
            return fail(*drill.kept().error);
        return drill.keep({}, true, {});
    case DrillModel::Stage::Kept:
        return;
    }
}

void Autoplay::lookAt(PageId page)
{
    WizardModel &model = m_composition.model();
    const bool isStopped = page == PageId::Tenant && model.tenant().value && model.tenant().value->isStopped();
    // A rotation may have turned the page while this one was to be looked at: going on would leave that one out.
    if (m_isOver || m_isSeen || m_window.wizard().page() != page || (!isStopped && !model.isReadyToGoOn(page)))
        return;
    m_isSeen = true;
    m_album.take(m_window, m_window.wizard().currentPage()->objectName());
    if (page == PageId::Tenant && model.tenant().value->isStopped()) {
        leaveRecord();
        return end({ExitCode::Findings, QStringLiteral("The tenant or the person who signed in stops the set-up; the record says what.")});
    }
    if (page == PageId::Done) {
        leaveRecord();
        const bool isDone = model.record() && model.record()->outcome == QLatin1String("done");
        if (isDone && m_afterSetUp)
            return endSetUp();
        if (isDone)
            return end({ExitCode::Done, {}});
        if (model.mode() == Mode::Check && model.record() && model.record()->failure.isEmpty())
            return end({ExitCode::Findings, {}});
        return end({ExitCode::Findings,
                    m_gaveUp ? sentenceOf(*m_gaveUp)
                             : QStringLiteral("The run did not come to its end; the record says what is missing.")});
    }
    if (page == PageId::Review)
        m_window.wizard().currentPage()->findChild<QCheckBox *>(QStringLiteral("haveRead"))->setChecked(true);
    m_window.wizard().next();
}

void Autoplay::leaveRecord(const QString &failure)
{
    WizardModel &model = m_composition.model();
    RunRecord record;
    if (model.record()) {
        record = *model.record();
    } else {
        record.mode = model.mode();
        record.started = record.finished = m_composition.clock().utcNow();
        record.findings = model.findings();
        record.outcome = failure.isEmpty() ? QStringLiteral("findings") : QStringLiteral("failed");
        record.failure = failure;
        if (model.tenant().value)
            record.tenantId = model.tenant().value->id;
    }
    if (const auto spec = model.alerts().spec())
        if (const auto saved = saveAlertFiles(*spec, outFolder() + QStringLiteral("/alerts")); !saved)
            qCWarning(logUi) << "the alerts' files:" << name(saved.error().kind) << saved.error().detail;
    record.counters.longestGuiStallMs = m_window.stallWatch().longest().count();
    QFile file(outFolder() + QStringLiteral("/record.json"));
    if (file.open(QIODevice::WriteOnly))
        file.write(QJsonDocument(record.toJson()).toJson());
    if (model.record())
        leaveEvidence(record);
    const QString journal = m_composition.session().journalFile();
    if (journal.isEmpty())
        return;
    const QString copy = outFolder() + QStringLiteral("/journal.jsonl");
    QFile::remove(copy);
    QFile::copy(journal, copy);
}

void Autoplay::leaveEvidence(const RunRecord &record)
{
    WizardModel &model = m_composition.model();
    const auto leave = [this](const char *name, const QByteArray &bytes) {
        QFile file(outFolder() + QLatin1Char('/') + QLatin1String(name));
        if (!bytes.isEmpty() && file.open(QIODevice::WriteOnly))
            file.write(bytes);
    };
    leave("evidence.json", model.evidence());
    leave("evidence.pdf",
          evidencePdf(evidencePaper(record, model.evidence()), model.desired().paper).value_or(QByteArray()));
    leave("reminders.ics", remindersOf(record, nextDates(model.records(), {})));
}

void Autoplay::fail(const Error &error)
{
    const ErrorText text = ErrorText::of(error);
    leaveRecord(text.happened);
    end({ExitCode::CouldNotRun, text.happened + QLatin1Char(' ') + text.remedy});
}

void Autoplay::end(Outcome outcome)
{
    if (m_isOver)
        return;
    m_isOver = true;
    m_outcome = std::move(outcome);
    m_composition.model().stopRun();
    QApplication::exit(0);
}

} // namespace bg
