// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

#include <QCheckBox>
#include <QHash>

namespace bg {

class ErrorCard;

// Which policies are to stop nobody any more, for somebody who lets people in again: those that block come first.
class RepairPage final : public Page {
    Q_OBJECT

public:
    explicit RepairPage(WizardModel &model);
    void initializePage() override;

private:
    void refresh();
    void build(const TenantFacts &tenant);
    QWidget *makePolicy(const SeenPolicy &policy);
    void relieve(const PolicyId &policy, bool isRelieved);

    QWidget *m_reading;
    ErrorCard *m_error;
    QVBoxLayout *m_rows;
    QHash<QString, QCheckBox *> m_boxes; // by id of the policy
    QStringList m_shown;
};

} // namespace bg
