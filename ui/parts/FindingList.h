// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/Finding.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <QWidget>

namespace bg {

class FindingRows;

// Findings under one title with their number.
struct FindingGroup {
    QString title;
    QList<Finding> findings;
    QString fold; // object name of the button that opens them; empty for a group that is always open
    bool isCounted = true;
};

// Groups of findings; those without any are not shown, those that are folded cost nothing.
class FindingList final : public QWidget {
    Q_OBJECT

public:
    explicit FindingList(QWidget *parent = nullptr);
    // The same groups in the same order each time; what did not change is not touched.
    void show(const QList<FindingGroup> &groups);

Q_SIGNALS:
    void activationChosen();
    void repairChosen();

private:
    struct Section {
        QWidget *box;
        QLabel *title; // or the fold
        QPushButton *fold;
        FindingRows *rows;
    };
    Section makeSection(const FindingGroup &group);

    QVBoxLayout *m_column;
    QList<Section> m_sections;
};

} // namespace bg
