// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

namespace bg {

class KeyPanel;
class StepList;

class WorkPage final : public Page {
    Q_OBJECT

public:
    explicit WorkPage(WizardModel &model);
    void initializePage() override;
    QAbstractButton *primary() const override;

private:
    void refresh();
    StepList *m_steps;
    KeyPanel *m_panel;
    QLabel *m_left;
};

} // namespace bg
