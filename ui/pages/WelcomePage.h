// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

#include <QButtonGroup>

namespace bg {

class WelcomePage final : public Page {
    Q_OBJECT

public:
    explicit WelcomePage(WizardModel &model);

private:
    QPushButton *makeModeCard(Mode mode);
    void refresh();
    QButtonGroup m_modes;
};

} // namespace bg
