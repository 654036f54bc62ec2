// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/WizardModel.h"
#include "ui/parts/Text.h"

#include <QVBoxLayout>
#include <QWizardPage>

namespace bg {

// What all pages share: a title in one line, one sentence beneath, a body, and Next that works when the model says so.
class Page : public QWizardPage {
    Q_OBJECT

public:
    // A page whose body may grow beyond the window scrolls; one with a list of its own does not.
    enum class Body { Scrolls, Fits };

    Page(PageId id, const QString &name, WizardModel &model, Body body = Body::Scrolls);
    PageId id() const { return m_id; }
    bool isComplete() const override { return m_model.isReadyToGoOn(m_id); }
    int nextId() const override;
    // What Enter in a field presses, painted in the accent's colour; null: the wizard's own Next, Start or Close.
    virtual QAbstractButton *primary() const { return nullptr; }
    // Puts the focus on the first control that can be used, or on the title where there is none.
    void focusStart();
    void focusTitle();
    // QWizard takes the page out of sight: nothing is forgotten by going back.
    void cleanupPage() override { }

Q_SIGNALS:
    void primaryChanged();

protected:
    bool focusNextPrevChild(bool next) override;
    void setHeading(const QString &title, const QString &sentence);
    WizardModel &m_model;
    QVBoxLayout *m_body;

private:
    void orderFocus();
    PageId m_id;
    QLabel *m_title;
    QLabel *m_sentence;
};

} // namespace bg
