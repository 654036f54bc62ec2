// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/DriftChoices.h"

#include "app/plan/DriftRepair.h"
#include "ui/parts/Text.h"
#include "ui/words/Words.h"

#include <QVBoxLayout>

namespace bg {

DriftChoices::DriftChoices(WizardModel &model, QWidget *parent) : QWidget(parent), m_model(model)
{
    setObjectName(QStringLiteral("driftChoices"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, grid);
    column->setSpacing(grid);
    column->addWidget(makeText(tr("What drifted of the emergency accounts"), Tone::Muted, Size::Text, true));
    column->addWidget(makeText(tr("Only what is chosen is put right. No password is set, no session ends, nothing is "
                                  "printed and no key is touched."),
                               Tone::Muted));
    for (const StepId step : mendableSteps()) {
        auto *box = new QCheckBox(stepTitle(step, {}));
        box->setObjectName(QStringLiteral("drift-") + name(step));
        connect(box, &QCheckBox::clicked, this, &DriftChoices::choose);
        column->addWidget(box);
        m_boxes.insert(step, box);
    }
    connect(&m_model, &WizardModel::choicesChanged, this, &DriftChoices::refresh);
    refresh();
}

void DriftChoices::refresh()
{
    for (auto box = m_boxes.begin(); box != m_boxes.end(); ++box)
        box.value()->setChecked(m_model.desired().drift.contains(box.key()));
}

void DriftChoices::choose()
{
    QList<StepId> drift;
    for (const StepId step : mendableSteps())
        if (m_boxes.value(step)->isChecked())
            drift.append(step);
    m_model.mendDrift(drift);
}

} // namespace bg
