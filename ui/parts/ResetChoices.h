// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/WizardModel.h"

#include <QCheckBox>
#include <QHash>
#include <QVBoxLayout>
#include <QWidget>

namespace bg {

// The administrators who may have lost their way to sign in, each with a box to choose; whoever cannot be helped here
// stands there with the reason. Hidden until the tenant is read.
class ResetChoices final : public QWidget {
    Q_OBJECT

public:
    explicit ResetChoices(WizardModel &model, QWidget *parent = nullptr);

private:
    void refresh();
    void build(const TenantFacts &tenant);
    QWidget *makeCard(const SeenAdministrator &person);
    void choose(const SeenAdministrator &person, bool isChosen);

    WizardModel &m_model;
    QVBoxLayout *m_rows;
    QHash<ObjectId, QCheckBox *> m_boxes;
    std::optional<QList<SeenAdministrator>> m_shown;
    bool m_isBuilt = false;
};

} // namespace bg
