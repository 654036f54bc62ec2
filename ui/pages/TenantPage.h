// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

namespace bg {

class ErrorCard;
class FindingList;

class TenantPage final : public Page {
    Q_OBJECT

public:
    explicit TenantPage(WizardModel &model);
    void initializePage() override;

private:
    void refresh();
    void activate();

    FindingList *m_findings;
    QWidget *m_reading;
    ErrorCard *m_error;
};

} // namespace bg
