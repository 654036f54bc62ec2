// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/WizardModel.h"

#include <QCheckBox>
#include <QHash>
#include <QWidget>

namespace bg {

// What of the emergency accounts is to be mended, each with a box: a check found it, or somebody knows that it drifted.
class DriftChoices final : public QWidget {
    Q_OBJECT

public:
    explicit DriftChoices(WizardModel &model, QWidget *parent = nullptr);

private:
    void refresh();
    void choose();

    WizardModel &m_model;
    QHash<StepId, QCheckBox *> m_boxes;
};

} // namespace bg
