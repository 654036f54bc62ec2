// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/StatusPage.h"

#include "ui/parts/ErrorCard.h"
#include "ui/parts/MarkLabel.h"
#include "ui/parts/ResumeCard.h"
#include "ui/words/ReasonText.h"
#include "ui/words/StatusText.h"
#include "ui/words/Words.h"

#include <QHBoxLayout>
#include <QWizard>

#include <algorithm>

namespace bg {

namespace {

QLayout *statusLine(bool isGood, const QString &text)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(new MarkLabel(isGood ? Mark::Done : Mark::Attention, 20), 0, Qt::AlignTop);
    row->addWidget(makeText(text), 1);
    return row;
}

QString dayText(const QDateTime &when)
{
    return QLocale().toString(when.toLocalTime().date(), QLocale::LongFormat);
}

// What the wizard can do about a duty.
std::optional<Mode> modeOf(RecurringTask task)
{
    switch (task) {
    case RecurringTask::Drill:
    case RecurringTask::AlertTest:
        return Mode::Drill;
    case RecurringTask::Check:
    case RecurringTask::Review:
        return Mode::Check;
    case RecurringTask::Rotation:
        return Mode::Rotate;
    }
    return std::nullopt;
}

} // namespace

StatusPage::StatusPage(WizardModel &model)
    : Page(PageId::TenantStatus, QStringLiteral("standing"), model), m_reading(new QWidget),
      m_error(new ErrorCard(tr("Read again"))), m_cards(new QVBoxLayout)
{
    auto *row = new QHBoxLayout(m_reading);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(grid);
    row->addWidget(new MarkLabel(Mark::Working));
    row->addWidget(makeText(tr("Looking at the accounts. Nothing is changed."), Tone::Muted), 1);
    m_body->addWidget(m_reading);
    m_body->addWidget(m_error);
    m_body->addWidget(new ResumeCard(model, QStringLiteral("standingResume")));
    m_cards->setSpacing(grid + grid / 2);
    m_body->addLayout(m_cards);
    m_body->addStretch(1);
    connect(m_error, &ErrorCard::actionChosen, &m_model.tenantStatus(), &StatusModel::read);
    connect(&m_model.tenantStatus(), &StatusModel::changed, this, &StatusPage::refresh);
    refresh();
}

void StatusPage::initializePage()
{
    m_model.tenantStatus().read();
    refresh();
}

void StatusPage::refresh()
{
    const auto &tenantStatus = m_model.tenantStatus().tenantStatus();
    setHeading(tr("Where the accounts stand"), tr("As the directory shows them now, and what is due."));
    m_reading->setVisible(tenantStatus.isRunning);
    m_error->setVisible(false);
    if (tenantStatus.error)
        m_error->show(*tenantStatus.error);
    clear(m_cards);
    if (!tenantStatus.value)
        return;
    if (tenantStatus.value->accounts.isEmpty()) {
        m_cards->addWidget(makeText(tr("This computer has no record of emergency accounts in this tenant. If another "
                                       "computer set them up, bring its record here; if nobody did, set them up."),
                                    Tone::Plain));
        auto *setUp = makeButton(modeName(Mode::Provision), QStringLiteral("standing-provision"));
        connect(setUp, &QPushButton::clicked, this, [this] { go(Mode::Provision); });
        m_cards->addWidget(setUp, 0, Qt::AlignLeft);
        return;
    }
    for (const AccountStatus &account : tenantStatus.value->accounts)
        m_cards->addWidget(makeAccount(account));
    m_cards->addWidget(makeDates(*tenantStatus.value));
    if (m_model.mode() == Mode::Incident || !m_model.offeredModes().contains(Mode::Incident))
        return;
    auto *used = makeButton(modeName(Mode::Incident), QStringLiteral("standing-misuse"));
    used->setAccessibleDescription(modeSentence(Mode::Incident));
    connect(used, &QPushButton::clicked, this, [this] { go(Mode::Incident); });
    m_cards->addWidget(used, 0, Qt::AlignLeft);
}

QWidget *StatusPage::makeAccount(const AccountStatus &account) const
{
    auto *card = makeCard();
    card->setObjectName(QStringLiteral("standing-") + account.userPrincipalName);
    card->setAccessibleName(account.userPrincipalName);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(20, 2 * grid, 20, 2 * grid);
    column->setSpacing(6);
    column->addWidget(makeText(account.userPrincipalName, Tone::Plain, Size::Lead, true));
    const bool isFound = !account.foundBy.isEmpty();
    if (isFound)
        column->addWidget(makeText(howFound(account.foundBy.first()), Tone::Muted));
    if (!account.exists) {
        column->addLayout(statusLine(false, tr("The account is not there any more.")));
        return card;
    }
    if (!account.isEnabled)
        column->addLayout(statusLine(false, tr("The account is disabled.")));
    column->addLayout(statusLine(account.role == QLatin1String("permanent"), roleText(account.role)));
    for (const KeyStatus &key : account.keys) {
        const QString text = keyText(key);
        const bool isStrange = !key.isRecorded && !isFound;
        column->addLayout(statusLine(key.isRegistered && !isStrange,
                                     !key.isRegistered ? tr("Key %1 is not registered any more").arg(text)
                                         : isStrange   ? tr("Key %1 is none that was set up here").arg(text)
                                                       : tr("Key %1").arg(text)));
    }
    if (account.keys.isEmpty())
        column->addLayout(statusLine(false, tr("No key is registered")));
    QStringList dates;
    if (account.passwordChanged.isValid())
        dates += tr("Password set on %1").arg(dayText(account.passwordChanged));
    dates += !account.canSeeSignIns ? tr("the sign-in log is not open to this tenant's licence")
        : account.lastSignIn        ? tr("last sign-in on %1").arg(dayText(*account.lastSignIn))
                                    : tr("no sign-in within 30 days");
    column->addWidget(makeText(dates.join(QStringLiteral(" · ")), Tone::Muted));
    return card;
}

QWidget *StatusPage::makeDates(const TenantStatus &tenantStatus)
{
    const QDate today = m_model.clock().utcNow().date();
    auto *card = makeCard();
    card->setAccessibleName(tr("What is due"));
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(20, 2 * grid, 20, 2 * grid);
    column->setSpacing(6);
    column->addWidget(makeText(tr("What is due"), Tone::Plain, Size::Lead, true));
    if (tenantStatus.done.drill.isValid())
        column->addWidget(makeText(tr("Last drill: %1").arg(dayText(tenantStatus.done.drill)), Tone::Muted));
    else if (tenantStatus.isRecorded)
        column->addWidget(makeText(tr("No drill yet since the set-up"), Tone::Muted));
    QList<Mode> proposed;
    if (!tenantStatus.isRecorded) {
        if (!tenantStatus.done.drill.isValid())
            column->addLayout(statusLine(false, tr("Last drill: not known on this computer")));
        column->addWidget(makeText(tr("The accounts were set up from another computer, or by other means: no record "
                                      "of it lies here. The dates begin anew with the first drill from here."),
                                   Tone::Muted));
        for (const Mode mode : { Mode::Check, Mode::Drill })
            if (mode != m_model.mode())
                proposed += mode;
    }
    for (const DueDate &date : tenantStatus.dates) {
        const bool isDue = date.day <= today;
        column->addLayout(statusLine(!isDue,
                                     tr("%1 · %2 (%3)")
                                         .arg(taskName(date.task), QLocale().toString(date.day, QLocale::LongFormat),
                                              daysAway(date.day, today))));
        const auto mode = modeOf(date.task);
        if (isDue && mode && *mode != m_model.mode() && m_model.offeredModes().contains(*mode)
            && !proposed.contains(*mode))
            proposed += *mode;
    }
    auto *row = new QHBoxLayout;
    row->setSpacing(grid);
    for (const Mode mode : proposed) {
        auto *button = makeButton(modeName(mode), QStringLiteral("standing-") + name(mode));
        button->setAccessibleDescription(modeSentence(mode));
        connect(button, &QPushButton::clicked, this, [this, mode] { go(mode); });
        row->addWidget(button);
    }
    row->addStretch(1);
    column->addLayout(row);
    return card;
}

void StatusPage::go(Mode mode)
{
    m_model.begin(mode);
    wizard()->next();
}

} // namespace bg
