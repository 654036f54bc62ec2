// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/WorkPage.h"

#include "ui/parts/KeyPanel.h"
#include "ui/parts/StepList.h"
#include "ui/words/Words.h"

#include <QHBoxLayout>

#include <algorithm>

namespace bg {

WorkPage::WorkPage(WizardModel &model) : Page(PageId::Work, QStringLiteral("work"), model, Body::Fits)
{
    auto *columns = new QHBoxLayout;
    columns->setSpacing(2 * grid);
    auto *left = new QVBoxLayout;
    left->setSpacing(grid / 2);
    left->addWidget(makeText(tr("In the directory"), Tone::Plain, Size::Text, true));
    left->addWidget(m_steps = new StepList, 1);
    left->addWidget(m_left = makeText({}, Tone::Muted));
    m_left->setObjectName(QStringLiteral("timeLeft"));
    columns->addLayout(left, 1);
    columns->addWidget(m_panel = new KeyPanel(model), 1);
    m_body->addLayout(columns, 1);
    connect(&m_model, &WizardModel::runChanged, this, &WorkPage::refresh);
    connect(&m_model, &WizardModel::readinessChanged, this, &WorkPage::refresh);
    connect(m_panel, &KeyPanel::primaryChanged, this, &Page::primaryChanged);
    refresh();
}

QAbstractButton *WorkPage::primary() const
{
    return m_panel->primary();
}

void WorkPage::initializePage()
{
    m_model.startRun();
}

void WorkPage::refresh()
{
    const RunView &run = m_model.run();
    const bool isPaperNext = run.isRunning && isComplete();
    setHeading(run.isStopping         ? tr("Stopping")
                   : isPaperNext && run.keysLeftOut() > 0
                   ? tr("The directory is done; keys left out: %1").arg(run.keysLeftOut())
                   : isPaperNext      ? tr("The directory and the keys are done")
                   : m_model.record() ? tr("The work is over")
                                      : tr("At work"),
               isPaperNext
                   ? tr("What is left is paper: printing, reading back, sealing.")
                   : tr("The directory and the keys go on side by side. You can stop at any moment; what is done "
                        "stays done and is shown."));
    QList<StepRow> rows; // the key lane speaks through the key panel, unless something failed there
    for (const StepRow &row : run.steps)
        if (row.status.lane == LaneId::Directory || row.status.phase == StepStatus::Phase::Failed)
            rows.append(row);
    m_steps->show(rows);
    std::chrono::seconds longest{ 0 };
    for (const auto &[lane, left] : run.left)
        longest = std::max(longest, left);
    m_left->setText(run.isRunning && !isPaperNext && !run.left.empty() ? timeLeftText(longest) : QString());
}

} // namespace bg
