// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/DesiredState.h"
#include "app/model/SeenPolicy.h"

#include <QCheckBox>
#include <QFrame>
#include <QList>

class QVBoxLayout;

namespace bg {

// One policy that is on, and what can be done about it: leave it, have it only report, or put it back to what it was.
// At most one of these is chosen.
class PolicyCard final : public QFrame {
    Q_OBJECT

public:
    explicit PolicyCard(const SeenPolicy &policy, QWidget *parent = nullptr);
    // What is known of its past, newest first, and of the objects it names.
    void offer(const QList<PolicyVersion> &policyHistory, const ObjectNames &names);
    // Shows what was chosen.
    void refresh(const DesiredState &desired);

Q_SIGNALS:
    void relieved(const bg::PolicyId &policy, bool isRelieved);
    void restored(const bg::PolicyVersion &former, bool isRestored);

private:
    SeenPolicy m_policy;
    QVBoxLayout *m_column;
    QCheckBox *m_onlyReport;
    QList<PolicyVersion> m_policyHistory;
    QList<QCheckBox *> m_boxes; // one for each of m_policyHistory
};

} // namespace bg
