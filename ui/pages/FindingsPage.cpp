// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/FindingsPage.h"

#include "app/model/FindingIds.h"
#include "ui/parts/ErrorCard.h"
#include "ui/parts/FindingList.h"
#include "ui/parts/MarkLabel.h"
#include "ui/words/Words.h"

#include <QHBoxLayout>
#include <QWizard>

#include <algorithm>

namespace bg {

FindingsPage::FindingsPage(WizardModel &model)
    : Page(PageId::Findings, QStringLiteral("findings"), model), m_reading(new QWidget),
      m_step(makeText({}, Tone::Muted)), m_findings(new FindingList)
{
    auto *row = new QHBoxLayout(m_reading);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(grid);
    row->addWidget(new MarkLabel(Mark::Working));
    row->addWidget(m_step, 1);
    m_body->addWidget(m_reading);
    m_body->addWidget(m_failure = new ErrorCard);
    m_body->addWidget(m_findings);
    auto *actions = new QHBoxLayout;
    actions->setSpacing(grid);
    actions->addWidget(m_repair = makeButton(tr("Repair what drifted"), QStringLiteral("repair")));
    actions->addWidget(m_setUp = makeButton(tr("Run the set-up again"), QStringLiteral("setUpAgain")));
    actions->addWidget(m_used = makeButton(modeName(Mode::Incident), QStringLiteral("explainUses")));
    actions->addWidget(m_again = makeButton(tr("Check again"), QStringLiteral("checkAgain")));
    actions->addStretch(1);
    m_body->addLayout(actions);
    m_body->addStretch(1);
    m_repair->setAccessibleDescription(
        tr("Puts right what the check found, and nothing else: no password, no session, no sheet. You see every change "
           "before it is made."));
    m_setUp->setAccessibleDescription(
        tr("Begins a set-up for the same accounts: it sets their passwords anew and prints their sheets. You see every "
           "change before it is made."));
    connect(m_setUp, &QPushButton::clicked, this, [this] {
        m_model.begin(Mode::Provision);
        wizard()->next();
    });
    connect(m_repair, &QPushButton::clicked, this, &FindingsPage::repair);
    m_used->setAccessibleDescription(modeSentence(Mode::Incident));
    connect(m_used, &QPushButton::clicked, this, [this] {
        m_model.begin(Mode::Incident);
        wizard()->next();
    });
    connect(m_again, &QPushButton::clicked, this, [this] {
        m_model.begin(Mode::Check);
        m_model.startRun();
    });
    connect(&m_model, &WizardModel::runChanged, this, &FindingsPage::refresh);
    connect(&m_model, &WizardModel::recordReady, this, &FindingsPage::refresh);
    connect(&m_model.check(), &CheckModel::changed, this, &FindingsPage::showFindings);
    refresh();
}

void FindingsPage::initializePage()
{
    m_model.startRun();
    refresh();
}

void FindingsPage::refresh()
{
    const auto &record = m_model.record();
    const bool isCheck = m_model.mode() == Mode::Check;
    const int open = m_model.check().open();
    m_reading->setVisible(m_model.run().isRunning);
    m_repair->setVisible(record && isCheck && !m_model.check().drift().isEmpty());
    m_setUp->setVisible(record && isCheck && m_model.check().needsSetUp());
    m_again->setVisible(record && isCheck);
    m_used->setVisible(record && isCheck && m_model.offeredModes().contains(Mode::Incident)
                       && m_model.check().isOpen(finding::AccountUsed));
    if (!record) {
        m_failure->hide();
        setHeading(tr("Checking"), tr("Only reading. Nothing is changed."));
        const auto &steps = m_model.run().steps;
        const auto now = std::find_if(steps.rbegin(), steps.rend(), [](const StepRow &row) {
            return row.status.phase == StepStatus::Phase::Working;
        });
        m_step->setText(now == steps.rend() ? tr("Reading the tenant")
                                            : stepTitle(now->status.step, now->status.subject));
        return;
    }
    m_failure->setVisible(record->error.has_value());
    if (record->error)
        m_failure->show(*record->error);
    if (!record->failure.isEmpty())
        setHeading(tr("The check did not come to its end"), record->error ? tr("What was read until then is listed below.")
                                                                          : record->failure);
    else if (open == 0)
        setHeading(tr("Everything is as it should be"), tr("Read from the tenant just now; nothing was changed."));
    else
        setHeading(open == 1 ? tr("One thing is open") : tr("%1 things are open").arg(open),
                   tr("Read from the tenant just now; nothing was changed."));
}

void FindingsPage::showFindings()
{
    QList<Finding> fresh, gone, still, rest;
    for (const ComparedFinding &one : m_model.check().findings()) {
        auto &part = one.change == Change::New ? fresh
            : one.change == Change::Gone       ? gone
            : one.finding.isOpen()             ? still
                                               : rest;
        part.append(one.finding);
    }
    const auto before = m_model.check().before();
    const QString day = before ? QLocale().toString(before->toLocalTime().date(), QLocale::LongFormat) : QString();
    const QString fold = QStringLiteral("fold");
    m_findings->show({ { before ? tr("New since the check of %1").arg(day) : tr("Open"), fresh, {} },
                       { tr("Still open"), still, {} },
                       { tr("Mended since the check of %1").arg(day), gone, fold },
                       { tr("Fine, or good to know"), rest, fold } });
}

void FindingsPage::repair()
{
    const QList<StepId> drift = m_model.check().drift(); // begin() forgets it
    m_model.begin(Mode::Repair);
    m_model.mendDrift(drift);
    wizard()->next();
}

} // namespace bg
