// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/Finding.h"

#include <QTimer>
#include <QVBoxLayout>
#include <QWidget>

namespace bg {

class FindingRow;
class UnmadeRows;

// Findings as cards below each other. A card is made when its place comes into view, in slices that leave the event
// loop free; cards of findings that did not change are kept.
class FindingRows final : public QWidget {
    Q_OBJECT

public:
    explicit FindingRows(QWidget *parent = nullptr);
    void show(const QList<Finding> &findings);

Q_SIGNALS:
    void activationChosen();
    void repairChosen();

private:
    void makeSlice();
    void append(FindingRow *row);
    FindingRow *make(const Finding &finding);
    void fitRest();
    bool isRestWanted() const;

    QVBoxLayout *m_column;
    QList<QVBoxLayout *> m_blocks; // a new row lays out its own block only
    UnmadeRows *m_rest;
    QList<Finding> m_findings;
    QList<FindingRow *> m_rows; // of the first findings
    QTimer m_soon;
};

} // namespace bg
