// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/Finding.h"

#include <QFrame>

namespace bg {

// One finding as a card: a sentence, what it means, and under "Details" what was seen and where that rule comes from.
class FindingRow final : public QFrame {
    Q_OBJECT

public:
    explicit FindingRow(const Finding &finding, QWidget *parent = nullptr);
    // The controls in reading order.
    const QList<QWidget *> &tabStops() const { return m_tabStops; }

Q_SIGNALS:
    void activationChosen(); // for "operator.eligible"
    void repairChosen(); // for somebody who is signed in as an emergency account

private:
    QList<QWidget *> m_tabStops;
};

} // namespace bg
