// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/WizardModel.h"

#include <QMessageBox>
#include <QPointer>

namespace bg {

// A yes-or-no question that comes while the Work page, where questions are answered, is not shown: a second sign-in
// round, for example. Does not block; goes away when somebody else answers.
class QuestionBox final : public QObject {
    Q_OBJECT

public:
    QuestionBox(WizardModel &model, QWidget *window);
    // Shows the oldest open question, or takes the box away when the Work page shows it.
    void refresh(PageId page);

private:
    WizardModel &m_model;
    QWidget *m_window;
    PageId m_page = PageId::Welcome;
    int m_asked = 0;
    QPointer<QMessageBox> m_box;
};

} // namespace bg
