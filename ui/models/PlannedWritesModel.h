// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/ObjectNames.h"
#include "app/model/PlannedWrite.h"

#include <QAbstractItemModel>
#include <QFont>

namespace bg {

// The plan as a tree: steps, and below each its writes with what, now and then. Words are made when a row is looked
// at for the first time. Lives on the GUI thread.
class PlannedWritesModel final : public QAbstractItemModel {
    Q_OBJECT

public:
    using QAbstractItemModel::QAbstractItemModel;
    void show(const QList<PlannedWrite> &writes, const ObjectNames &names, const QFont &stepFont);
    // The write below `step` says `wanted` somewhere, upper and lower case alike.
    bool says(int step, int write, const QString &wanted) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex & = {}) const override { return 3; }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        PlannedWrite write;
        mutable QStringList words; // empty until they are needed
    };
    struct Step {
        StepId step;
        QList<Row> rows;
    };
    const QStringList &wordsOf(const Row &row) const;

    QList<Step> m_steps;
    ObjectNames m_names;
    QFont m_stepFont;
};

} // namespace bg
