// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QRadioButton>

namespace bg {

class KeysPage final : public Page {
    Q_OBJECT

public:
    explicit KeysPage(WizardModel &model);

private:
    void refresh();
    QLayout *makeSettings();
    QGridLayout *m_matrix;
    QComboBox *m_count;
    QRadioButton *m_generate, *m_ask;
    QComboBox *m_minimum;
    QCheckBox *m_always;
};

} // namespace bg
