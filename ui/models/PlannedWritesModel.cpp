// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/PlannedWritesModel.h"

#include "app/base/VisibleText.h"
#include "ui/words/ForeignText.h"
#include "ui/words/PlanText.h"
#include "ui/words/ReasonText.h"
#include "ui/words/Words.h"

#include <algorithm>

namespace bg {

namespace {
constexpr quintptr ofStep = 0; // the internal id of a step; a write has its step's number and one
} // namespace

void PlannedWritesModel::show(const QList<PlannedWrite> &writes, const ObjectNames &names, const QFont &stepFont)
{
    beginResetModel();
    m_names = names;
    m_stepFont = stepFont;
    m_steps.clear();
    for (const PlannedWrite &write : writes) {
        auto step = std::find_if(m_steps.begin(), m_steps.end(), [&](const Step &one) { return one.step == write.step; });
        if (step == m_steps.end())
            step = m_steps.insert(step, { write.step, {} });
        step->rows.append({ write, {} });
    }
    endResetModel();
}

const QStringList &PlannedWritesModel::wordsOf(const Row &row) const
{
    if (row.words.isEmpty()) {
        const WriteText text = WriteText::of(row.write, m_names);
        row.words = { visibleText(text.what), visibleText(text.before), visibleText(text.after) };
    }
    return row.words;
}

bool PlannedWritesModel::says(int step, int write, const QString &wanted) const
{
    return wanted.isEmpty()
        || wordsOf(m_steps[step].rows[write]).join(QLatin1Char('\n')).contains(wanted, Qt::CaseInsensitive);
}

QModelIndex PlannedWritesModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : ofStep);
}

QModelIndex PlannedWritesModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == ofStep)
        return {};
    return createIndex(int(index.internalId() - 1), 0, ofStep);
}

int PlannedWritesModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_steps.size());
    return parent.internalId() == ofStep && parent.column() == 0 ? int(m_steps[parent.row()].rows.size()) : 0;
}

QVariant PlannedWritesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (index.internalId() == ofStep) {
        if (index.column() == 0 && role == Qt::DisplayRole)
            return stepTitle(m_steps[index.row()].step, {});
        return index.column() == 0 && role == Qt::FontRole ? QVariant(m_stepFont) : QVariant();
    }
    const Row &row = m_steps[int(index.internalId() - 1)].rows[index.row()];
    if (role == Qt::DisplayRole)
        return wordsOf(row)[index.column()];
    if (role != Qt::ToolTipRole)
        return {};
    const QString touched = row.write.alsoTouches;
    return plainToolTip(
        wordsOf(row)[index.column()]
        + (touched.isEmpty() ? QString() : QLatin1Char('\n') + tr("Also touches: %1").arg(touchesText(touched))));
}

QVariant PlannedWritesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("What") : section == 1 ? tr("Now") : tr("Then");
}

} // namespace bg
