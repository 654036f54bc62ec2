// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/WizardModel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QWidget>

#include <functional>

namespace bg {

// What only the person can weigh, beside the changes that follow from it: settings of the whole tenant that stand in
// the way, and the policy that guards the accounts. Each row is shown only where it matters.
class ReviewChoices final : public QWidget {
    Q_OBJECT

public:
    explicit ReviewChoices(WizardModel &model, QWidget *parent = nullptr);

private:
    void refresh();
    void choose(const std::function<void(DesiredState &)> &by);
    bool isAsked(const char *beginning) const;

    WizardModel &m_model;
    QCheckBox *m_guard, *m_methodPolicy;
    QWidget *m_pimRow, *m_methodRow;
    QComboBox *m_pim;
    QLabel *m_held;
};

} // namespace bg
