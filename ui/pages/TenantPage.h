// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

namespace bg {

class ErrorCard;
class MarkLabel;

class TenantPage final : public Page {
    Q_OBJECT

public:
    explicit TenantPage(WizardModel &model);
    void initializePage() override;

private:
    void refresh();
    void addGroup(ActionOwner actionOwner);
    void activate();

    QVBoxLayout *m_findings;
    QWidget *m_reading;
    ErrorCard *m_error;
    bool m_isFineOpen = false;
    QList<Finding> m_shown;
    bool m_isShown = false;
};

} // namespace bg
