// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QLineEdit>

namespace bg {

class PlacesPage final : public Page {
    Q_OBJECT

public:
    explicit PlacesPage(WizardModel &model);

private:
    QLayout *makePlaces();
    QLayout *makePeople();
    QLayout *makeChoices();
    QLineEdit *makeField(QLayout *column, const QString &label, const QString &name, const QString &hint);
    QWidget *makeShapes();
    void edit();
    void refresh();

    QLineEdit *m_placeA, *m_placeB, *m_authorised, *m_operator, *m_witness;
    QComboBox *m_paper, *m_language, *m_drill, *m_rotation;
    QButtonGroup m_shapes;
};

} // namespace bg
