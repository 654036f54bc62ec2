// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

#include <QGridLayout>
#include <QRadioButton>
#include <QSpinBox>

namespace bg {

class KeysPage final : public Page {
    Q_OBJECT

public:
    explicit KeysPage(WizardModel &model);

private:
    void refresh();
    QGridLayout *m_matrix;
    QSpinBox *m_count;
    QRadioButton *m_generate, *m_ask;
};

} // namespace bg
