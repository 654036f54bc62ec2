// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

#include <QList>

namespace bg {

class DriftChoices;
class ErrorCard;
class PolicyCard;

// What of the emergency accounts drifted and is to be mended; or which policies are to stop nobody any more, or to become what they were, for somebody who lets people in again: those
// that block come first.
class RepairPage final : public Page {
    Q_OBJECT

public:
    explicit RepairPage(WizardModel &model);
    void initializePage() override;

private:
    void readPolicyHistory();
    void refresh();
    void build(const TenantFacts &tenant, const PolicyHistory &policyHistory);
    QWidget *makeCardOf(const SeenPolicy &policy, const PolicyHistory &policyHistory);
    void relieve(const PolicyId &policy, bool isRelieved);
    void restore(const PolicyVersion &former, bool isRestored);

    QWidget *m_reading;
    ErrorCard *m_error;
    QWidget *m_readingPolicyHistory;
    ErrorCard *m_pastError;
    DriftChoices *m_drift;
    QWidget *m_lockOut; // policies and people; not where drift is mended
    QVBoxLayout *m_rows;
    QList<PolicyCard *> m_cards;
    QStringList m_shown;
    bool m_isOpen = false;
};

} // namespace bg
