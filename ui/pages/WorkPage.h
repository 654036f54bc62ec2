// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

namespace bg {

class StepList;

class WorkPage final : public Page {
    Q_OBJECT

public:
    explicit WorkPage(WizardModel &model);
    void initializePage() override;

private:
    void refresh();
    StepList *m_steps;
    QLabel *m_left;
};

} // namespace bg
