// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/AccountSignInCard.h"

#include "ui/parts/MarkLabel.h"
#include "ui/parts/Text.h"
#include "ui/words/SignInReviewText.h"

#include <QGridLayout>
#include <QSignalBlocker>

namespace bg {

AccountSignInCard::AccountSignInCard(const AccountSignIn &use, QWidget *parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("use-") + use.logEntry);
    setProperty("card", true);
    setAccessibleName(useHeadline(use));
    setAccessibleDescription(useDetails(use));
    const bool isKnown = !use.explainedBy.isEmpty();

    auto *rows = new QGridLayout(this);
    rows->setContentsMargins(2 * grid, 10, grid, 10);
    rows->setHorizontalSpacing(2 * grid);
    rows->setVerticalSpacing(4);
    rows->setColumnStretch(1, 1);
    rows->addWidget(new MarkLabel(isKnown ? Mark::Done : Mark::Attention), 0, 0, 2, 1, Qt::AlignTop);
    rows->addWidget(makeText(useHeadline(use), Tone::Plain, Size::Text, true), 0, 1, 1, 2);
    rows->addWidget(makeText(useDetails(use), Tone::Muted), 1, 1, 1, 2);

    auto *ids = makeText(tr("Request %1\nCorrelation %2").arg(use.logEntry, use.correlationId), Tone::Muted);
    ids->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    ids->setFont(codeFont(ids->font()));
    ids->hide();
    auto *fold = makeLink(tr("Details"), QStringLiteral("useDetails"));
    fold->setCheckable(true);
    fold->setAccessibleName(tr("Details: %1").arg(useHeadline(use)));
    connect(fold, &QPushButton::toggled, ids, &QWidget::setVisible);
    rows->addWidget(ids, 4, 1, 1, 2);

    if (isKnown) {
        QString was = tr("It was %1, as the record of run %2 tells.").arg(useReasonText(use.reason), use.explainedBy);
        if (!use.note.isEmpty())
            was += QLatin1Char(' ') + use.note;
        rows->addWidget(makeText(was), 2, 1);
        rows->addWidget(fold, 2, 2, Qt::AlignTop);
        return;
    }
    m_reason = new QComboBox;
    m_reason->setObjectName(QStringLiteral("useReason"));
    m_reason->setAccessibleName(tr("What was it? %1").arg(useHeadline(use)));
    m_reason->addItem(tr("What was it?"), int(SignInReason::Unexplained));
    m_reason->addItem(tr("A drill that is not in the record"), int(SignInReason::Drill));
    m_reason->addItem(tr("An emergency"), int(SignInReason::Emergency));
    m_reason->addItem(tr("None of us"), int(SignInReason::Misuse));
    rows->addWidget(m_reason, 2, 1, Qt::AlignLeft);
    rows->addWidget(fold, 2, 2, Qt::AlignTop);
    m_note = new QLineEdit;
    m_note->setObjectName(QStringLiteral("useNote"));
    m_note->setMaxLength(200);
    m_note->setPlaceholderText(tr("Reason, and the number of the ticket"));
    m_note->setAccessibleName(tr("Reason for the use: %1").arg(useHeadline(use)));
    rows->addWidget(m_note, 3, 1, 1, 2);
    connect(m_reason, &QComboBox::activated, this, &AccountSignInCard::tell);
    connect(m_note, &QLineEdit::textEdited, this, &AccountSignInCard::tell);
    refresh(use);
}

void AccountSignInCard::refresh(const AccountSignIn &use)
{
    if (!m_reason)
        return;
    const QSignalBlocker quiet(m_reason);
    m_reason->setCurrentIndex(m_reason->findData(int(use.reason)));
    if (m_note->text() != use.note)
        m_note->setText(use.note);
    m_note->setVisible(use.reason != SignInReason::Unexplained);
}

void AccountSignInCard::tell()
{
    const auto reason = SignInReason(m_reason->currentData().toInt());
    Q_EMIT explained(reason, reason == SignInReason::Unexplained ? QString() : m_note->text());
}

} // namespace bg
