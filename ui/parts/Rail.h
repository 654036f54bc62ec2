// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/PageId.h"
#include "ui/look/Icon.h"

#include <QLabel>
#include <QListWidget>

namespace bg {

struct RunRecord;
class WizardModel;

// The stages of the run down the left side, a real list. Says where one is and what needs attention; not clickable.
class Rail final : public QWidget {
    Q_OBJECT

public:
    explicit Rail(WizardModel &model, QWidget *parent = nullptr);
    void show(PageId page);

private:
    void fill();
    void refresh();
    Mark markOf(PageId stage) const;
    Mark markFromRecord(PageId stage, const RunRecord &record) const;
    bool areAllTested(const RunRecord &record) const;

    WizardModel &m_model;
    PageId m_page = PageId::Welcome;
    QList<PageId> m_pages; // of the mode
    QListWidget *m_list;
    QLabel *m_foot;
};

} // namespace bg
