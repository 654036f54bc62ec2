// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/QuestionsPage.h"

#include "ui/words/StatementText.h"

#include <QHBoxLayout>
#include <QSignalBlocker>

namespace bg {

namespace {
constexpr int unanswered = -1;
}

QuestionsPage::QuestionsPage(WizardModel &model) : Page(PageId::Questions, QStringLiteral("questions"), model)
{
    setHeading(tr("What only people know"),
               tr("Safes, people and procedures. What you leave open keeps its earlier answer, if there is one."));
    for (const Statement &statement : statements())
        m_body->addWidget(makeQuestion(statement));
    m_body->addStretch(1);
    connect(&m_model.tenantStatus(), &StatusModel::changed, this, &QuestionsPage::refresh);
    connect(&m_model.check(), &CheckModel::changed, this, &QuestionsPage::refresh);
    refresh();
}

QWidget *QuestionsPage::makeQuestion(const Statement &statement)
{
    auto *card = makeCard();
    auto *row = new QHBoxLayout(card);
    row->setContentsMargins(2 * grid, 10, grid, 10);
    row->setSpacing(2 * grid);
    auto *said = new QVBoxLayout;
    said->setSpacing(2);
    said->addWidget(makeText(statementText(statement.id)));
    Row made;
    said->addWidget(made.before = makeText({}, Tone::Muted));
    row->addLayout(said, 1);
    made.answer = new QComboBox;
    made.answer->setObjectName(QStringLiteral("answer-") + statement.id);
    made.answer->setAccessibleName(statementText(statement.id));
    made.answer->addItem(tr("Leave open"), unanswered);
    made.answer->addItem(tr("Yes"), int(Said::Yes));
    made.answer->addItem(tr("No"), int(Said::No));
    made.answer->addItem(tr("Not known"), int(Said::NotKnown));
    row->addWidget(made.answer, 0, Qt::AlignVCenter);
    const QString id = statement.id;
    connect(made.answer, &QComboBox::activated, this,
            [this, id, box = made.answer] { answer(id, box->currentData().toInt()); });
    m_rows[id] = made;
    return card;
}

void QuestionsPage::answer(const QString &statement, int choice)
{
    if (choice == unanswered)
        m_model.check().withdrawAnswer(statement);
    else
        m_model.check().setAnswer(statement, Said(choice), m_model.clock().utcNow().date());
}

void QuestionsPage::refresh()
{
    const auto &tenantStatus = m_model.tenantStatus().tenantStatus().value;
    for (auto &[statement, row] : m_rows) {
        const auto now = answerTo(statement, m_model.check().answers());
        const QSignalBlocker quiet(row.answer);
        row.answer->setCurrentIndex(row.answer->findData(now ? int(now->said) : unanswered));
        const auto before = tenantStatus ? answerTo(statement, tenantStatus->answers) : std::nullopt;
        row.before->setVisible(before.has_value());
        if (before)
            row.before->setText(tr("Answered on %1: %2")
                                    .arg(QLocale().toString(before->on, QLocale::LongFormat),
                                         before->said == Said::Yes      ? tr("yes")
                                             : before->said == Said::No ? tr("no")
                                                                        : tr("not known")));
    }
}

} // namespace bg
