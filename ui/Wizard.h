// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/PrintService.h"
#include "ui/models/WizardModel.h"
#include "ui/parts/InputGuard.h"

#include <QLabel>
#include <QWizard>

namespace bg {

class Page;
class PaperPage;
class QuestionBox;
class Rail;
class ReviewPage;

// The pages, the rail beside them and the status line below. Cancel and Escape ask before work is left behind and say
// what stays done; a run that is stopped ends on the Done page.
class Wizard final : public QWizard {
    Q_OBJECT

public:
    Wizard(WizardModel &model, PrintService &printing, QWidget *parent = nullptr);
    using QWizard::page;
    PageId page() const { return PageId(currentId()); }
    PaperPage &paper() { return *m_paper; }
    // The page's one primary button: what Enter in a field presses. On Review it is Start, which only a press of its own
    // reaches.
    QAbstractButton *primary() const;
    // The page was painted, and presses count; see InputGuard.
    bool isLive() const { return m_guard->isLive(); }
    void reject() override;

Q_SIGNALS:
    // "Practise first" was chosen on the Welcome page.
    void practiceWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void showPage();
    void placeButtons();
    void markPrimary();
    void keepFocus(QWidget *old, QWidget *now);
    Page *shownPage() const;
    void refresh();
    void followRotation();
    void straighten();
    void placeStatus();
    void askBeforeLeaving();
    QString statusText() const;

    WizardModel &m_model;
    Rail *m_rail;
    QLabel *m_status;
    QFrame *m_rule;
    InputGuard *m_guard;
    QuestionBox *m_questions;
    ReviewPage *m_review;
    PaperPage *m_paper;
    int m_statusRow = 0; // height of the status line's own row
    bool m_isLeaving = false;
    bool m_startStandsApart = false;
};

} // namespace bg
