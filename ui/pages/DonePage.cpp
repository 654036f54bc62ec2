// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/DonePage.h"

#include "app/evidence/EvidencePaper.h"
#include "app/model/FindingIds.h"
#include "ui/models/AlertFiles.h"
#include "ui/models/AlertsModel.h"
#include "ui/parts/ErrorCard.h"
#include "ui/parts/FindingList.h"
#include "ui/parts/MarkLabel.h"
#include "ui/parts/UndoList.h"
#include "ui/words/DoneText.h"
#include "ui/words/ErrorText.h"
#include "ui/words/EvidenceText.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QSaveFile>

#include <algorithm>
#include <iterator>

namespace bg {

namespace {
QLayout *truthLine(Mark mark, const QString &text)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(new MarkLabel(mark, 20), 0, Qt::AlignTop);
    row->addWidget(makeText(text), 1);
    return row;
}
} // namespace

DonePage::DonePage(WizardModel &model)
    : Page(PageId::Done, QStringLiteral("done"), model), m_truths(new QVBoxLayout), m_next(new QVBoxLayout),
      m_findings(new FindingList)
{
    setFinalPage(true);
    for (auto *column : { m_truths, m_next })
        column->setSpacing(6);
    m_body->addLayout(m_truths);
    m_body->addWidget(m_findings);
    m_body->addLayout(m_next);
    m_body->addWidget(m_policies = makeLink({}, QStringLiteral("policyChanges")), 0, Qt::AlignLeft);
    m_body->addWidget(m_undo = new UndoList(model));
    m_policies->setCheckable(true);
    m_undo->hide();
    auto *row = new QHBoxLayout;
    row->setSpacing(grid);
    row->addWidget(m_calendar = makeButton(tr("Add to calendar"), QStringLiteral("calendar")));
    row->addWidget(m_evidence = makeButton(tr("Save evidence"), QStringLiteral("evidence")));
    row->addWidget(m_alertFiles = makeButton(tr("Save the alerts as files"), QStringLiteral("alertFiles")));
    row->addStretch(1);
    m_body->addLayout(row);
    m_body->addWidget(makeRule());
    m_body->addWidget(m_session = makeText({}, Tone::Muted));
    m_session->setObjectName(QStringLiteral("session"));
    auto *ends = new QHBoxLayout;
    ends->setSpacing(grid);
    ends->addWidget(m_signOut = makeButton(tr("Sign out"), QStringLiteral("doneSignOut")));
    ends->addWidget(m_endSessions = makeButton(tr("End all sessions of this account"), QStringLiteral("endSessions")));
    ends->addStretch(1);
    m_body->addLayout(ends);
    m_body->addWidget(m_error = new ErrorCard);
    m_body->addStretch(1);
    connect(m_signOut, &QPushButton::clicked, &m_model, &WizardModel::signOut);
    connect(m_endSessions, &QPushButton::clicked, &m_model, &WizardModel::endSessions);
    connect(&m_model, &WizardModel::signInChanged, this, &DonePage::showSession);
    connect(m_policies, &QPushButton::toggled, m_undo, &QWidget::setVisible);
    connect(m_policies, &QPushButton::clicked, this, [this] { m_model.undo().readLastRun(); });
    connect(&m_model.undo(), &PolicyUndo::changed, this, &DonePage::refresh);
    connect(m_calendar, &QPushButton::clicked, this, &DonePage::saveCalendar);
    connect(m_evidence, &QPushButton::clicked, this, &DonePage::saveEvidence);
    connect(m_alertFiles, &QPushButton::clicked, this, &DonePage::saveAlerts);
    connect(&m_model, &WizardModel::recordReady, this, &DonePage::refresh);
    connect(&m_model, &WizardModel::proofChanged, this, &DonePage::refresh);
    refresh();
}

namespace {
QList<CalendarEntry> datesOf(const WizardModel &model)
{
    QList<CalendarEntry> proofs;
    for (int i = 0; i < model.record()->accounts.size(); ++i)
        if (const auto day = model.proofDate(i); day && !model.proof(i).value)
            proofs.append({ *day,
                            DonePage::tr("Test the sign-in of %1").arg(model.record()->accounts[i].userPrincipalName),
                            {} });
    return nextDates(model.records(), proofs);
}
} // namespace

void DonePage::showSession()
{
    const auto &who = m_model.identity().value;
    const auto &ending = m_model.ending();
    m_signOut->setVisible(who.has_value());
    m_endSessions->setVisible(who.has_value());
    m_signOut->setEnabled(!ending.isRunning);
    m_endSessions->setEnabled(!ending.isRunning);
    if (who)
        m_session->setText(tr("Signed in as %1. Signing out makes the wizard forget its tokens; the browser stays "
                              "signed in. Ending all sessions also makes this account sign in anew everywhere.")
                               .arg(who->userName));
    else
        m_session->setText(ending.value ? tr("All sessions of the account were ended, and the wizard has signed out.")
                                        : tr("Signed out. The wizard holds no tokens any more."));
    m_error->setVisible(false);
    if (ending.error)
        m_error->show(*ending.error);
}

void DonePage::refresh()
{
    showSession();
    for (auto *column : { m_truths, m_next })
        clear(column);
    const auto &record = m_model.record();
    m_calendar->setEnabled(record.has_value());
    m_evidence->setEnabled(record.has_value());
    m_alertFiles->setVisible(record && m_model.alerts().spec());
    const auto excluded = record
        ? std::count_if(record->policies.begin(), record->policies.end(),
                        [](const RecordedPolicy &policy) { return policy.outcome == QLatin1String("excluded"); })
            + std::count_if(record->findings.begin(), record->findings.end(),
                            [](const Finding &finding) {
                                return finding.id == finding::PolicyRelieved || finding.id == finding::PolicyRestored;
                            })
        : 0;
    m_policies->setText(tr("Policies that this run changed · %1").arg(excluded));
    m_policies->setVisible(excluded > 0 && m_model.identity().value);
    if (!m_policies->isVisibleTo(this))
        m_policies->setChecked(false);
    if (!record)
        m_findings->show({});
    if (!record)
        return setHeading(tr("Not begun"), tr("Nothing has been changed."));
    const bool isStopped = record->outcome == QLatin1String("cancelled");
    const DoneHeading heading = doneHeading(*record);
    setHeading(heading.title, heading.sentence);
    if (record->mode == Mode::Provision)
        for (int i = 0; i < record->accounts.size(); ++i)
            if (!m_model.proof(i).value)
                m_truths->addLayout(
                    truthLine(Mark::Attention, untestedText(record->accounts[i].userPrincipalName)));
    for (const Truth &truth : truthsOf(*record))
        m_truths->addLayout(truthLine(truth.holds ? Mark::Done : Mark::Attention, truth.text));
    if (const int back = m_model.undo().putBackCount())
        m_truths->addLayout(
            truthLine(Mark::Attention, tr("Policies put back after the run, which apply to the accounts again: %1").arg(back)));
    if (record->error && !isStopped) {
        auto *card = new ErrorCard;
        card->show(*record->error);
        m_truths->addWidget(card);
    } else if (!record->failure.isEmpty())
        m_truths->addLayout(truthLine(isStopped ? Mark::Note : Mark::Failed,
                                      record->error ? failureText(*record->error) : record->failure));

    QList<Finding> open;
    std::copy_if(record->findings.begin(), record->findings.end(), std::back_inserter(open),
                 [](const Finding &finding) { return finding.severity >= Severity::Warning; });
    m_findings->show({ { tr("Created again"), madeAgain(*record), {}, false }, { tr("Still open"), open, {}, false } });

    addSteps();
    m_next->addWidget(makeText(tr("Next dates"), Tone::Plain, Size::Text, true));
    for (const CalendarEntry &date : datesOf(m_model))
        m_next->addWidget(makeText(tr("%1 · %2").arg(QLocale().toString(date.day, QLocale::LongFormat), date.title)));
}

void DonePage::addSteps()
{
    const QStringList steps = nextSteps(*m_model.record());
    if (steps.isEmpty())
        return;
    m_next->addWidget(makeText(tr("Now"), Tone::Plain, Size::Text, true));
    for (const QString &step : steps)
        m_next->addLayout(truthLine(Mark::Open, step));
    m_next->addSpacing(grid);
}

void DonePage::saveCalendar()
{
    save(tr("Add to calendar"),
         { { QStringLiteral("reminders.ics"), remindersOf(*m_model.record(), datesOf(m_model)) } });
}

void DonePage::saveEvidence()
{
    m_drawing.start(
        [record = *m_model.record(), evidence = m_model.evidence(), paper = m_model.desired().paper](std::stop_token) {
            return evidencePdf(evidencePaper(record, evidence), paper);
        },
        [this](const Result<QByteArray> &pdf) {
            if (!pdf)
                return m_error->show(pdf.error());
            save(tr("Save evidence"),
                 { { QStringLiteral("evidence.pdf"), *pdf }, { QStringLiteral("evidence.json"), m_model.evidence() } });
        });
}

void DonePage::saveAlerts()
{
    auto *dialog = new QFileDialog(this, tr("Save the alerts as files: KQL, ARM template, Bicep, Terraform"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &folder) {
        m_error->setVisible(false);
        const auto spec = m_model.alerts().spec();
        if (const auto saved = spec ? saveAlertFiles(*spec, folder) : Result<void>(); !saved)
            m_error->show(saved.error());
    });
    dialog->open();
}

// Asks where the first one goes; the others go beside it, under its name with their own endings.
void DonePage::save(const QString &title, const QList<std::pair<QString, QByteArray>> &files)
{
    auto *dialog = new QFileDialog(this, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(files.first().first);
    connect(dialog, &QFileDialog::fileSelected, this, [this, files](const QString &chosen) {
        const QFileInfo first(chosen);
        m_error->setVisible(false);
        for (const auto &[name, bytes] : files) {
            const QString beside = first.path() + QLatin1Char('/') + first.completeBaseName() + QLatin1Char('.')
                + QFileInfo(name).suffix();
            QSaveFile file(name == files.first().first ? chosen : beside);
            if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
                continue;
            Error error;
            error.kind = Error::Kind::File;
            error.detail = file.fileName() + QStringLiteral(": ") + file.errorString();
            return m_error->show(error);
        }
    });
    dialog->open();
}

} // namespace bg
