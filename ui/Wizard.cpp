// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Wizard.h"

#include "ui/PageFlow.h"
#include "ui/pages/AccountsPage.h"
#include "ui/pages/AlertsPage.h"
#include "ui/pages/DonePage.h"
#include "ui/pages/DrillPage.h"
#include "ui/pages/FindingsPage.h"
#include "ui/pages/KeysPage.h"
#include "ui/pages/PaperPage.h"
#include "ui/pages/PlacesPage.h"
#include "ui/pages/ProofPage.h"
#include "ui/pages/QuestionsPage.h"
#include "ui/pages/RepairPage.h"
#include "ui/pages/ReviewPage.h"
#include "ui/pages/RotatePage.h"
#include "ui/pages/SignInPage.h"
#include "ui/pages/StatusPage.h"
#include "ui/pages/TenantPage.h"
#include "ui/pages/SignInReviewPage.h"
#include "ui/pages/WelcomePage.h"
#include "ui/pages/WorkPage.h"
#include "ui/parts/QuestionBox.h"
#include "ui/parts/Rail.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMessageBox>
#include <QStyle>
#include <QTimer>

#include <utility>

namespace bg {

Wizard::Wizard(WizardModel &model, PrintService &printing, QWidget *parent)
    : QWizard(parent), m_model(model), m_rail(new Rail(model)), m_status(makeText({}, Tone::Muted)), m_rule(makeRule()),
      m_guard(new InputGuard(*this)), m_questions(new QuestionBox(model, this)), m_review(new ReviewPage(model)),
      m_paper(new PaperPage(model, printing))
{
    setWindowFlags(Qt::Widget); // a part of the window; QDialog makes itself a window of its own otherwise
    setWizardStyle(ModernStyle);
    setSideWidget(m_rail);
    // ExtendedWatermarkPixmap lets the rail reach down to the window's edge.
    // NoDefaultButton: QWizard would make Start the default, and Back what Enter presses when it has the focus.
    setOptions(NoDefaultButton | ExtendedWatermarkPixmap | NoBackButtonOnStartPage | NoBackButtonOnLastPage | NoCancelButtonOnLastPage
               | HaveCustomButton1);
    for (Page *page :
         std::initializer_list<Page *>{ new WelcomePage(model), new SignInPage(model), new StatusPage(model),
                                        new QuestionsPage(model), new FindingsPage(model), new TenantPage(model),
                                        new AccountsPage(model), new KeysPage(model), new PlacesPage(model), new AlertsPage(model),
                                        m_review,
                                        new RotatePage(model), new SignInReviewPage(model), new RepairPage(model), new DrillPage(model),
                                        new WorkPage(model), m_paper, new ProofPage(model), new DonePage(model) }) {
        setPage(int(page->id()), page);
        connect(page, &Page::primaryChanged, this, &Wizard::markPrimary);
        // No way back to before a change was made.
        page->setCommitPage(page->id() == PageId::Review || page->id() == PageId::Work || page->id() == PageId::Paper);
    }
    setButtonText(BackButton, tr("Back"));
    setButtonText(NextButton, tr("Next"));
    setButtonText(CommitButton, tr("Next"));
    setButtonText(CancelButton, tr("Cancel"));
    setButtonText(FinishButton, tr("Close"));
    setButtonText(CustomButton1, tr("Practise first"));
    const std::pair<WizardButton, const char *> names[]
        = { { BackButton, "back" },     { NextButton, "next" },     { CommitButton, "commit" },
            { CancelButton, "cancel" }, { FinishButton, "finish" }, { CustomButton1, "practise" } };
    for (const auto &[which, name] : names)
        button(which)->setObjectName(QLatin1String(name));
    for (const auto &[which, name] : names)
        if (auto *push = qobject_cast<QPushButton *>(button(which)))
            push->setAutoDefault(false);
    setButtonLayout({ Stretch, CustomButton1, BackButton, NextButton, CommitButton, FinishButton, CancelButton });

    m_rule->setParent(this);
    for (const WizardButton which : { NextButton, CommitButton, FinishButton })
        button(which)->setFont(scaled(font(), Size::Text, true));
    m_status->setParent(this);
    m_status->setObjectName(QStringLiteral("status"));
    m_status->setAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    connect(this, &QWizard::customButtonClicked, this, &Wizard::practiceWanted);
    connect(this, &QWizard::currentIdChanged, this, &Wizard::showPage);
    connect(m_review, &ReviewPage::startTextChanged, this, [this] {
        m_review->setButtonText(CommitButton, m_review->startText());
        placeStatus();
    });
    for (const auto signal : { &WizardModel::choicesChanged, &WizardModel::signInChanged, &WizardModel::tenantChanged,
                               &WizardModel::runChanged, &WizardModel::recordReady, &WizardModel::readinessChanged })
        connect(&m_model, signal, this, &Wizard::refresh);
    connect(&m_model, &WizardModel::recordReady, this, [this] {
        if (m_isLeaving || m_model.record()->outcome == QLatin1String("cancelled"))
            QTimer::singleShot(0, this, [this] { setCurrentId(int(PageId::Done)); });
    });
    for (const auto signal : { &WizardModel::keyMomentChanged, &WizardModel::readinessChanged })
        connect(&m_model, signal, this, &Wizard::followRotation, Qt::QueuedConnection); // never while another page comes
    // An answer to the question before is none to this one.
    connect(&m_model, &WizardModel::questionAsked, this, [this] {
        if (currentPage())
            m_guard->begin(*currentPage());
    });
    connect(qApp, &QApplication::focusChanged, this, &Wizard::keepFocus);
    restart();
}

// In a rotation one account's paper comes before the other's keys: the page goes where the person is asked.
void Wizard::followRotation()
{
    if (!turnsBetweenWorkAndPaper(m_model.mode()) || !m_model.run().isRunning)
        return;
    const bool isPaper = m_model.sheetQuestion() != nullptr;
    const auto &moment = m_model.run().moment;
    const bool isWork = m_model.workQuestion() || (moment && moment->phase != KeyProgress::Phase::Done);
    if (page() == PageId::Work && isPaper)
        setCurrentId(int(PageId::Paper));
    else if (page() == PageId::Paper && !isPaper && isWork)
        setCurrentId(int(PageId::Work));
}

// What QWizard lays out by its own style: the rail without a frame, the rule thin, the buttons in line with the pages.
void Wizard::straighten()
{
    if (QLayout *side = m_rail->parentWidget()->layout())
        side->setContentsMargins(0, 0, 0, 0);
    QWidget *frame = currentPage()->parentWidget();
    frame->setObjectName(QStringLiteral("pageFrame"));
    for (QWidget *sibling : frame->parentWidget()->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly))
        if (sibling->maximumHeight() == 2) // its two-coloured ruler
            sibling->setFixedHeight(0);
    for (QHBoxLayout *buttons : findChildren<QHBoxLayout *>())
        if (buttons->indexOf(button(CancelButton)) >= 0) {
            buttons->setContentsMargins(m_startStandsApart ? 4 * grid : 0, grid + grid / 2 + m_statusRow, 4 * grid, 2 * grid);
            buttons->setSpacing(grid);
        }
}

void Wizard::showPage()
{
    if (!currentPage())
        return;
    placeButtons();
    straighten();
    m_rail->show(page());
    m_questions->refresh(page());
    refresh();
    m_guard->begin(*currentPage());
    shownPage()->focusStart();
}

Page *Wizard::shownPage() const
{
    return static_cast<Page *>(currentPage()); // all pages are
}

// Start stands at the other end of the row, so that it is not where Next was a moment ago.
void Wizard::placeButtons()
{
    const bool isApart = page() == PageId::Review;
    if (std::exchange(m_startStandsApart, isApart) == isApart)
        return;
    setButtonLayout(isApart ? QList<WizardButton>{ CommitButton, Stretch, BackButton, CancelButton }
                            : QList<WizardButton>{ Stretch, CustomButton1, BackButton, NextButton, CommitButton,
                                                   FinishButton, CancelButton });
}

QAbstractButton *Wizard::primary() const
{
    if (QAbstractButton *own = currentPage() ? shownPage()->primary() : nullptr)
        return own;
    for (const WizardButton which : { NextButton, CommitButton, FinishButton })
        if (button(which)->isVisibleTo(this))
            return button(which);
    return nullptr;
}

void Wizard::markPrimary()
{
    const QAbstractButton *chosen = primary();
    const QList<QPushButton *> buttons = findChildren<QPushButton *>();
    for (QPushButton *push : buttons) {
        if (push->window() != window())
            continue; // of a dialog
        const bool isPrimary = push == chosen;
        push->setDefault(isPrimary && page() != PageId::Review);
        if (push->property("primary").toBool() == isPrimary)
            continue;
        push->setProperty("primary", isPrimary);
        push->style()->unpolish(push);
        push->style()->polish(push);
    }
}

namespace {
bool isField(const QWidget *widget)
{
    return qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QComboBox *>(widget)
        || qobject_cast<const QAbstractSpinBox *>(widget);
}
} // namespace

// Enter in a field presses the primary button; anywhere else it presses nothing but what has the focus (InputGuard).
void Wizard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
        return QWizard::keyPressEvent(event);
    QAbstractButton *chosen = primary();
    if (!event->isAutoRepeat() && page() != PageId::Review && isField(window()->focusWidget()) && chosen)
        chosen->click();
}

// When what has the focus goes away, Qt gives the focus to whatever comes next, perhaps Cancel.
void Wizard::keepFocus(QWidget *old, QWidget *now)
{
    if (!old || !currentPage() || (now && now->window() != window()))
        return;
    const bool isGone = !old->isVisible() || !old->isEnabled();
    if (isGone && isAncestorOf(old) && !(now && currentPage()->isAncestorOf(now)))
        shownPage()->focusTitle();
}

void Wizard::showEvent(QShowEvent *event)
{
    QWizard::showEvent(event);
    if (currentPage())
        showPage();
}

void Wizard::refresh()
{
    button(CustomButton1)->setVisible(page() == PageId::Welcome && !m_model.isPractice());
    markPrimary();
    m_status->setText(statusText());
    placeStatus();
}

QString Wizard::statusText() const
{
    const auto &tenant = m_model.tenant().value;
    const auto &who = m_model.identity().value;
    const QString where = tenant ? tenant->initialDomain : who ? who->userName : tr("Not signed in");
    const RunView &run = m_model.run();
    const int putBack = m_model.undo().putBackCount();
    const QString changes = run.changesDone ? tr("%1 of %2 changes made").arg(run.changesDone).arg(run.changesTotal)
        : putBack                           ? tr("%1 policies put back").arg(putBack)
                                            : tr("Nothing has been changed yet");
    return tr("%1 · %2").arg(where, changes);
}

void Wizard::placeStatus()
{
    // Beside the buttons, in the room that QWizard leaves at their left.
    const bool isMirrored = isRightToLeft();
    int edge = isMirrored ? 0 : width();
    int top = height(), bottom = 0;
    for (const WizardButton which :
         { CustomButton1, BackButton, NextButton, CommitButton, FinishButton, CancelButton }) {
        const QAbstractButton *shown = button(which);
        if (!shown->isVisibleTo(this))
            continue;
        const QRect box(shown->mapTo(this, QPoint()), shown->size());
        edge = isMirrored ? std::max(edge, box.right()) : std::min(edge, box.left());
        top = std::min(top, box.top());
        bottom = std::max(bottom, box.bottom());
    }
    // In their row where it fits in two lines, in a row of its own above them where it does not.
    if (!currentPage())
        return;
    const int start = m_rail->width() + 4 * grid, width = this->width() - m_rail->width() - 8 * grid;
    const int left = isMirrored ? 4 * grid : start;
    const int beside = isMirrored ? this->width() - start - edge - 2 * grid : edge - start - 2 * grid;
    const int rowHeight = bottom - top + 1 + grid + grid / 2;
    const bool fitsBeside = beside > 12 * grid && m_status->heightForWidth(beside) <= rowHeight;
    const int above = fitsBeside ? 0 : m_status->heightForWidth(width) + grid;
    if (above != m_statusRow) {
        m_statusRow = above;
        straighten();
    }
    m_status->setGeometry(fitsBeside ? QRect(isMirrored ? edge + 2 * grid : start, top - 6, beside, rowHeight)
                                     : QRect(left, top - above, width, above - grid / 2));
    m_status->raise();
    m_rule->setGeometry(left, top - 12 - above, width, 1);
    m_rule->raise();
}

void Wizard::resizeEvent(QResizeEvent *event)
{
    QWizard::resizeEvent(event);
    placeStatus();
}

bool Wizard::event(QEvent *event)
{
    const bool isHandled = QWizard::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show)
        QTimer::singleShot(0, this, &Wizard::placeStatus);
    return isHandled;
}

void Wizard::reject()
{
    const bool isNothingLost = !m_model.identity().value && !m_model.identity().isRunning;
    if (isNothingLost || (m_model.record() && !m_model.run().isRunning))
        return QWizard::reject();
    askBeforeLeaving();
}

void Wizard::askBeforeLeaving()
{
    if (findChild<QMessageBox *>(QStringLiteral("leave")))
        return;
    const RunView &run = m_model.run();
    auto *box = new QMessageBox(this);
    box->setObjectName(QStringLiteral("leave"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("Break-Glass Wizard"));
    const QString headline = run.isRunning ? tr("Stop here?") : tr("Leave the wizard?");
    const QString sentence = run.changesDone ? tr("%1 of %2 changes are made and stay. Run the wizard again to go on; it reads what is "
                             "there first. A secret that is not sealed yet is thrown away.")
                              .arg(run.changesDone)
                              .arg(run.changesTotal)
            : run.isRunning ? tr("Nothing has been changed yet.")
                            : tr("Nothing has been changed. What you typed here is forgotten.");
    setPlainText(*box, headline, sentence);
    QPushButton *stay = box->addButton(run.isRunning ? tr("Go on") : tr("Stay"), QMessageBox::RejectRole);
    QPushButton *leave = box->addButton(run.isRunning ? tr("Stop the run") : tr("Leave"), QMessageBox::DestructiveRole);
    stay->setObjectName(QStringLiteral("stay"));
    leave->setObjectName(QStringLiteral("leaveAnyway"));
    box->setDefaultButton(stay);
    box->setEscapeButton(stay);
    connect(leave, &QPushButton::clicked, this, [this] {
        if (!m_model.run().isRunning)
            return QWizard::reject();
        m_isLeaving = true;
        m_model.stopRun();
    });
    box->open();
}

} // namespace bg
