// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/WizardModel.h"

#include <QGridLayout>
#include <QPushButton>
#include <QWidget>

namespace bg {

// The accounts that look like emergency accounts already, each to be taken over or left alone. Hidden where there are
// none, or where nobody wants to be asked.
class AdoptOffer final : public QWidget {
    Q_OBJECT

public:
    explicit AdoptOffer(WizardModel &model, QWidget *parent = nullptr);

private:
    void rebuild();
    void addRow(const DiscoveredAccount &account);
    void refresh();
    void toggle(const ObjectId &account);

    WizardModel &m_model;
    QGridLayout *m_rows;
    QList<std::pair<ObjectId, QPushButton *>> m_buttons;
};

} // namespace bg
