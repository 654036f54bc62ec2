// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ProofPage.h"

#include "ui/parts/ErrorCard.h"
#include "ui/parts/MarkLabel.h"

#include <QDateEdit>
#include <QHBoxLayout>

namespace bg {

ProofPage::ProofPage(WizardModel &model)
    : Page(PageId::Proof, QStringLiteral("proof"), model), m_accounts(new QVBoxLayout)
{
    setHeading(
        tr("Does it work?"),
        tr("An account that is not tested is a hope. Sign in as each one now, or set the day on which you will."));
    m_accounts->setSpacing(2 * grid);
    m_body->addLayout(m_accounts);
    m_body->addStretch(1);
    connect(&m_model, &WizardModel::proofChanged, this, &ProofPage::refresh);
    connect(&m_model, &WizardModel::recordReady, this, &ProofPage::refresh);
    refresh();
}

void ProofPage::refresh()
{
    clear(m_accounts);
    const int accounts
        = m_model.record() ? int(m_model.record()->accounts.size()) : int(m_model.desired().accounts.size());
    for (int i = 0; i < accounts; ++i)
        m_accounts->addWidget(makeAccount(i));
}

QWidget *ProofPage::makeAccount(int account)
{
    const auto &record = m_model.record();
    const RecordedAccount known = record ? record->accounts.value(account) : RecordedAccount();
    const AsyncResult<Identity> proof = m_model.proof(account);
    const auto date = m_model.proofDate(account);

    auto *card = makeCard();
    card->setObjectName(QStringLiteral("proof-%1").arg(account));
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(20, 2 * grid, 20, 2 * grid);
    column->setSpacing(6);
    column->addWidget(
        makeText(known.userPrincipalName.isEmpty() ? m_model.principalName(account).value : known.userPrincipalName,
                 Tone::Plain, Size::Lead, true));
    const auto fact = [column](bool isTrue, const QString &yes, const QString &no) {
        auto *row = new QHBoxLayout;
        row->setSpacing(12);
        row->addWidget(new MarkLabel(isTrue ? Mark::Done : Mark::Attention, 20), 0, Qt::AlignTop);
        row->addWidget(makeText(isTrue ? yes : no), 1);
        column->addLayout(row);
    };
    fact(known.roleAssignment == QLatin1String("permanent"), tr("Global Administrator, permanent"),
         tr("Global Administrator is not permanent yet"));
    QStringList labels;
    for (const RecordedKey &key : known.keys)
        labels += key.label;
    fact(!labels.isEmpty(), tr("Keys that found this account by themselves: %1").arg(labels.join(QStringLiteral(", "))),
         tr("No key is registered"));
    fact(known.passwordSet, tr("A fresh password lies in the sealed envelope"),
         tr("No password was sealed in this run"));
    if (proof.value)
        fact(true, tr("Signed in just now as %1").arg(proof.value->userName), {});
    else if (date)
        fact(false, {}, tr("Sign-in to be tested on %1").arg(QLocale().toString(*date, QLocale::LongFormat)));
    if (proof.error) {
        auto *error = new ErrorCard;
        column->addWidget(error);
        error->show(*proof.error);
    }

    column->addSpacing(4);
    auto *row = new QHBoxLayout;
    row->setSpacing(grid);
    auto *now = makeButton(proof.isRunning ? tr("Waiting for the browser") : tr("Sign in now"),
                           QStringLiteral("signInNow-%1").arg(account));
    now->setEnabled(!m_model.isBusy() && !proof.value);
    connect(now, &QPushButton::clicked, this, [this, account] { m_model.prove(account); });
    auto *orOn = makeText(tr("or on"), Tone::Muted);
    orOn->setWordWrap(false);
    auto *day = new QDateEdit(date.value_or(m_model.clock().utcNow().date().addDays(7)));
    day->setObjectName(QStringLiteral("proofDate-%1").arg(account));
    day->setAccessibleName(tr("Day of the test"));
    day->setCalendarPopup(true);
    day->setMinimumWidth(day->sizeHint().width() + 3 * grid); // the style sheet's arrow is not in the hint
    day->setMinimumDate(m_model.clock().utcNow().date());
    auto *set = makeButton(tr("Set the day"), QStringLiteral("setDay-%1").arg(account));
    connect(set, &QPushButton::clicked, this, [this, account, day] { m_model.setProofDate(account, day->date()); });
    for (QWidget *widget : std::initializer_list<QWidget *>{ now, orOn, day, set })
        row->addWidget(widget);
    row->addStretch(1);
    column->addLayout(row); // before they show: what has no parent would be a window of its own
    for (QWidget *widget : std::initializer_list<QWidget *>{ orOn, day, set })
        widget->setVisible(!proof.value);
    return card;
}

} // namespace bg
