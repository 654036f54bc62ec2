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
    // QWizard takes the page out of sight: nothing is forgotten by going back.
    void cleanupPage() override { }

protected:
    void setHeading(const QString &title, const QString &sentence);
    WizardModel &m_model;
    QVBoxLayout *m_body;

private:
    PageId m_id;
    QLabel *m_title;
    QLabel *m_sentence;
};

} // namespace bg
