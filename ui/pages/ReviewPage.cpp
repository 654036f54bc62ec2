// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ReviewPage.h"

#include "ui/models/PlannedWritesModel.h"
#include "ui/parts/ErrorCard.h"
#include "ui/parts/MarkLabel.h"
#include "ui/parts/ReviewChoices.h"
#include "ui/words/PlanText.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSaveFile>

namespace bg {

ReviewPage::ReviewPage(WizardModel &model) : Page(PageId::Review, QStringLiteral("review"), model, Body::Fits)
{
    m_reading = new QWidget;
    auto *reading = new QHBoxLayout(m_reading);
    reading->setContentsMargins(0, 0, 0, 0);
    reading->setSpacing(grid);
    reading->addWidget(new MarkLabel(Mark::Working));
    reading->addWidget(makeText(tr("Working out every change. Nothing is changed."), Tone::Muted), 1);
    m_body->addWidget(m_reading);
    m_body->addWidget(m_error = new ErrorCard(tr("Try again")));

    m_body->addWidget(new ReviewChoices(model));
    auto *row = new QHBoxLayout;
    row->setSpacing(grid);
    m_search = new QLineEdit;
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setAccessibleName(tr("Search the changes"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setClearButtonEnabled(true);
    m_export = makeButton(tr("Export the list"), QStringLiteral("exportPlan"));
    row->addWidget(m_search, 1);
    row->addWidget(m_export);
    m_body->addLayout(row);

    m_tree = new QTreeView;
    m_tree->setObjectName(QStringLiteral("writes"));
    m_tree->setAccessibleName(tr("Every change that will be made"));
    m_tree->setModel(m_writes = new PlannedWritesModel(this));
    m_tree->setUniformRowHeights(true);
    m_tree->setTextElideMode(Qt::ElideRight);
    m_tree->header()->setAccessibleName(tr("Columns"));
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->header()->resizeSection(1, 12 * grid);
    m_tree->header()->resizeSection(2, 27 * grid);
    m_tree->setIndentation(2 * grid);
    m_body->addWidget(m_tree, 1);
    m_body->addWidget(m_summary = makeText({}, Tone::Muted));
    m_summary->setObjectName(QStringLiteral("planSummary"));
    m_body->addWidget(m_haveRead = new QCheckBox(tr("I have read every change in this list")));
    m_haveRead->setObjectName(QStringLiteral("haveRead"));
    m_haveRead->setAccessibleDescription(tr("The Start button works once this is ticked"));
    connect(m_haveRead, &QCheckBox::toggled, this, &QWizardPage::completeChanged);
    connect(m_search, &QLineEdit::textChanged, this, &ReviewPage::filter);
    connect(m_export, &QPushButton::clicked, this, &ReviewPage::save);
    connect(m_error, &ErrorCard::actionChosen, &m_model, &WizardModel::makePlan);
    connect(&m_model, &WizardModel::planChanged, this, &ReviewPage::refresh);
    connect(&m_model, &WizardModel::choicesChanged, this, &ReviewPage::keepUp);
    refresh();
}

void ReviewPage::initializePage()
{
    m_model.makePlan();
}

bool ReviewPage::isComplete() const
{
    return Page::isComplete() && m_haveRead->isChecked();
}

// None: Start is pressed, never answered by an Enter that was meant for something else.
QAbstractButton *ReviewPage::primary() const
{
    return wizard() ? wizard()->button(QWizard::CommitButton) : nullptr;
}

namespace {

ObjectNames namesOf(const WizardModel &model)
{
    ObjectNames names;
    if (const auto &past = model.policyHistory().policyHistory().value)
        names = past->names;
    if (const auto &tenant = model.tenant().value)
        for (const DiscoveredAccount &found : tenant->found) {
            names.insert(found.user.id.value, found.user.userPrincipalName.value);
            if (!found.group.isEmpty())
                names.insert(found.group.value, found.groupName);
        }
    return names;
}

} // namespace

// A choice made on this page changes the plan; one that was made while the last was worked out, too.
void ReviewPage::keepUp()
{
    if (isVisible() && !m_model.plan().isRunning && !m_model.plan().error)
        m_model.makePlan();
}

QString ReviewPage::startText() const
{
    const auto &plan = m_model.plan().value;
    if (!plan)
        return tr("Start");
    return plan->size() == 1 ? tr("Start: 1 change") : tr("Start: %1 changes").arg(plan->size());
}

void ReviewPage::refresh()
{
    const auto &plan = m_model.plan();
    setHeading(tr("Every change, before it is made"),
               tr("Read it together. The number below goes on every sheet, so that paper and plan can be compared."));
    m_reading->setVisible(plan.isRunning);
    m_error->setVisible(false);
    if (plan.error)
        m_error->show(*plan.error);
    m_export->setEnabled(plan.value.has_value());
    m_summary->clear();
    m_haveRead->setEnabled(plan.value.has_value());
    if (!plan.value || m_readHash != m_model.planHash())
        m_haveRead->setChecked(false);
    m_readHash = plan.value ? m_model.planHash() : QString();
    Q_EMIT startTextChanged();
    m_writes->show(plan.value.value_or(QList<PlannedWrite>()), namesOf(m_model),
                   scaled(m_tree->font(), Size::Text, true));
    if (!plan.value)
        return;
    for (int step = 0; step < m_writes->rowCount(); ++step)
        m_tree->setFirstColumnSpanned(step, {}, true);
    m_tree->expandAll();
    m_summary->setText(
        tr("%1 changes · plan %2 · nothing has been changed yet").arg(plan.value->size()).arg(m_model.planHash()));
    filter();
    keepUp();
}

void ReviewPage::filter()
{
    const QString wanted = m_search->text().trimmed();
    for (int step = 0; step < m_writes->rowCount(); ++step) {
        const QModelIndex group = m_writes->index(step, 0);
        bool isAnyShown = false;
        for (int row = 0; row < m_writes->rowCount(group); ++row) {
            const bool isShown = m_writes->says(step, row, wanted);
            if (m_tree->isRowHidden(row, group) == isShown)
                m_tree->setRowHidden(row, group, !isShown);
            isAnyShown |= isShown;
        }
        m_tree->setRowHidden(step, {}, !isAnyShown);
    }
}

void ReviewPage::save()
{
    auto *dialog = new QFileDialog(this, tr("Export the list"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({ tr("Text (*.txt)"), tr("JSON (*.json)") });
    dialog->selectFile(QStringLiteral("plan-%1.txt").arg(m_model.planHash()));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const auto &writes = m_model.plan().value;
        if (!writes)
            return;
        QSaveFile file(path);
        const bool isJson = path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
        const QByteArray bytes = isJson ? planAsJson(*writes) : planAsText(*writes).toUtf8();
        if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
            return;
        Error error;
        error.kind = Error::Kind::File;
        error.detail = path + QStringLiteral(": ") + file.errorString();
        m_error->show(error);
    });
    dialog->open();
}

} // namespace bg
