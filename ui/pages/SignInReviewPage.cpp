// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/SignInReviewPage.h"

#include "ui/parts/ErrorCard.h"
#include "ui/parts/MarkLabel.h"
#include "ui/parts/AccountSignInCard.h"
#include "ui/words/SignInReviewText.h"

#include <QHBoxLayout>
#include <QSignalBlocker>

namespace bg {

SignInReviewPage::SignInReviewPage(WizardModel &model)
    : Page(PageId::Uses, QStringLiteral("uses"), model), m_reading(new QWidget),
      m_error(new ErrorCard(tr("Read again"))), m_rows(new QVBoxLayout)
{
    auto *row = new QHBoxLayout(m_reading);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(grid);
    row->addWidget(new MarkLabel(Mark::Working));
    row->addWidget(makeText(tr("Looking into the tenant's logs. Nothing is changed."), Tone::Muted), 1);
    m_body->addWidget(m_reading);
    m_body->addWidget(m_error);
    m_rows->setSpacing(grid);
    m_body->addLayout(m_rows);
    m_body->addStretch(1);
    connect(m_error, &ErrorCard::actionChosen, &m_model.signIns(), &SignInReviewModel::read);
    connect(&m_model.signIns(), &SignInReviewModel::wasRead, this, [this] { m_shown.clear(); });
    connect(&m_model.signIns(), &SignInReviewModel::changed, this, &SignInReviewPage::refresh);
    connect(&m_model, &WizardModel::choicesChanged, this, &SignInReviewPage::refresh);
    refresh();
}

void SignInReviewPage::initializePage()
{
    if (!m_model.signIns().review().value)
        m_model.signIns().read();
    refresh();
}

void SignInReviewPage::refresh()
{
    const auto &review = m_model.signIns().review();
    m_reading->setVisible(review.isRunning);
    m_error->setVisible(false);
    if (review.error)
        m_error->show(*review.error);
    if (!review.value) {
        setHeading(tr("How the accounts were used"), tr("Every sign-in since the last drill, and what was done."));
        m_shown.clear();
        clear(m_rows);
        m_cards.clear();
        m_methods.clear();
        m_accounts.clear();
        m_keys = nullptr;
        return;
    }
    const int open = review.value->unexplained();
    if (review.value->signIns.isEmpty())
        setHeading(tr("Nobody used the accounts"), tr("The logs hold no sign-in that there is anything to say of."));
    else
        setHeading(tr("How the accounts were used"),
                   open == 0 ? tr("Everything is explained. What follows from it is below.")
                             : tr("Ask everybody who may open the safe. What nobody explains, treat as a misuse."));
    QStringList now;
    for (const AccountSignIn &use : review.value->signIns)
        now.append(use.logEntry);
    now.append(QString());
    if (now != m_shown) {
        m_shown = now;
        build(*review.value);
    }
    for (const AccountSignIn &use : review.value->signIns)
        if (auto *card = m_cards.value(use.logEntry))
            card->refresh(use);
    for (const UnknownAuthMethod &method : review.value->methods)
        if (auto *box = m_methods.value(method.id))
            box->setChecked(method.isToGo);
    const DesiredState &desired = m_model.desired();
    for (int i = 0; i < m_accounts.size(); ++i) {
        m_accounts[i]->setChecked(desired.rotation.accounts.contains(i));
        m_accounts[i]->setEnabled(!review.value->isMisused(m_model.objectId(i)));
    }
    if (m_keys) {
        m_keys->setChecked(desired.rotation.keys);
        m_keys->setEnabled(!desired.rotation.accounts.isEmpty());
    }
}

void SignInReviewPage::build(const SignInReview &review)
{
    clear(m_rows);
    m_cards.clear();
    m_methods.clear();
    m_accounts.clear();
    for (const QString &blind : review.blind) {
        auto *row = new QHBoxLayout;
        row->setSpacing(12);
        row->addWidget(new MarkLabel(Mark::Attention, 20), 0, Qt::AlignTop);
        row->addWidget(makeText(blindText(blind)), 1);
        m_rows->addLayout(row);
    }
    for (const AccountSignIn &use : review.signIns) {
        auto *card = new AccountSignInCard(use);
        m_cards[use.logEntry] = card;
        connect(card, &AccountSignInCard::explained, this, [this, entry = use.logEntry](SignInReason reason, const QString &note) {
            m_model.signIns().explain(entry, reason, note);
        });
        m_rows->addWidget(card);
    }
    if (!review.actions.isEmpty())
        m_rows->addWidget(
            makeText(tr("What the accounts did · %1").arg(review.actions.size()), Tone::Muted, Size::Text, true));
    for (const AuditedAction &action : review.actions)
        m_rows->addWidget(makeText(actionText(action)));
    addMethods(review);
    addAnswer();
}

void SignInReviewPage::addMethods(const SignInReview &review)
{
    if (review.methods.isEmpty())
        return;
    m_rows->addWidget(
        makeText(tr("Ways to sign in that no run on this computer gave them"), Tone::Muted, Size::Text, true));
    for (const UnknownAuthMethod &method : review.methods) {
        QString as;
        for (int i = 0; i < m_model.desired().accounts.size(); ++i)
            if (m_model.objectId(i) == method.account)
                as = m_model.desired().accounts[i].userName;
        const QString text = tr("%1: %2").arg(as, methodText(method));
        m_rows->addWidget(makeText(text));
        if (!method.canGo()) {
            m_rows->addWidget(
                makeText(tr("Take it away in the Entra admin center, under the account's authentication methods."),
                         Tone::Muted));
            continue;
        }
        auto *box = new QCheckBox(tr("Take it away"));
        box->setObjectName(QStringLiteral("strange-") + method.id);
        box->setAccessibleName(tr("Take away %1").arg(text));
        m_methods[method.id] = box;
        connect(box, &QCheckBox::clicked, this,
                [this, method](bool isOn) { m_model.signIns().choose(method.account, method.id, isOn); });
        m_rows->addWidget(box);
    }
}

void SignInReviewPage::addAnswer()
{
    m_rows->addWidget(makeText(tr("What is to be done"), Tone::Muted, Size::Text, true));
    for (int i = 0; i < m_model.desired().accounts.size(); ++i) {
        const QString as = m_model.desired().accounts[i].userName;
        auto *box = new QCheckBox(
            tr("Shut %1 and renew it").arg(QString(as).replace(QLatin1Char('&'), QStringLiteral("&&"))));
        box->setObjectName(QStringLiteral("renew-%1").arg(i));
        box->setAccessibleDescription(tr("All its sessions end, its password is taken out of force, and a fresh one is "
                                         "printed and sealed."));
        connect(box, &QCheckBox::clicked, this, [this, i](bool isOn) { renew(i, isOn); });
        m_accounts.append(box);
        m_rows->addWidget(box);
    }
    m_keys = new QCheckBox(tr("Replace its security &keys too"));
    m_keys->setObjectName(QStringLiteral("renewKeys"));
    m_keys->setAccessibleDescription(tr("Where a key may have been in other hands. Have as many other keys at hand."));
    connect(m_keys, &QCheckBox::clicked, this, [this](bool isOn) {
        DesiredState desired = m_model.desired();
        desired.rotation.keys = isOn;
        m_model.setDesired(desired);
    });
    m_rows->addWidget(m_keys);
    m_rows->addWidget(makeText(tr("Whoever is in goes out first; the printed password comes last. An account that was "
                                  "misused is always renewed, and one that was opened in an emergency should be: its "
                                  "papers were read. A form for the review is printed at the end."),
                               Tone::Muted));
}

void SignInReviewPage::renew(int account, bool isToBeNew)
{
    DesiredState desired = m_model.desired();
    desired.rotation.accounts.removeAll(account);
    if (isToBeNew)
        desired.rotation.accounts.append(account);
    if (desired.rotation.accounts.isEmpty())
        desired.rotation.keys = false;
    m_model.setDesired(desired);
}

} // namespace bg
