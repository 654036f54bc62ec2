// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/DrillPage.h"

#include "ui/parts/ErrorCard.h"
#include "ui/parts/MarkLabel.h"
#include "ui/words/DrillText.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QRadioButton>

namespace bg {

using namespace std::chrono_literals;

namespace {

QVBoxLayout *columnOf(QWidget *widget)
{
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid);
    return column;
}

QLayout *line(Mark mark, const QString &text)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(new MarkLabel(mark, 20), 0, Qt::AlignTop);
    row->addWidget(makeText(text), 1);
    return row;
}

QLayout *buttons(std::initializer_list<QWidget *> widgets)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(grid);
    for (QWidget *widget : widgets)
        row->addWidget(widget);
    row->addStretch(1);
    return row;
}

} // namespace

DrillPage::DrillPage(WizardModel &model)
    : Page(PageId::Drill, QStringLiteral("drill"), model), m_stages(new QStackedWidget)
{
    for (QWidget *stage : { makeInform(), makeSignIn(), makeAlert(), makeReport(), makeKept() })
        m_stages->addWidget(stage);
    m_body->addWidget(m_stages);
    for (int i = 0; i < m_stages->count(); ++i)
        static_cast<QVBoxLayout *>(m_stages->widget(i)->layout())->addStretch(1);
    m_body->addWidget(m_error = new ErrorCard);
    m_body->addStretch(1);
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &DrillPage::showTime);
    connect(&m_model.drill(), &DrillModel::changed, this, &DrillPage::refresh);
    connect(&m_model, &WizardModel::signInChanged, this, &DrillPage::refresh); // the link
    refresh();
}

void DrillPage::initializePage()
{
    offerAccounts();
    refresh();
}

QWidget *DrillPage::makeInform()
{
    auto *stage = new QWidget;
    auto *column = columnOf(stage);
    column->addWidget(makeText(tr("Which account?"), Tone::Plain, Size::Text, true));
    m_accountRows = new QVBoxLayout;
    column->addLayout(m_accountRows);
    m_blind = new QCheckBox(tr("&Blind drill"));
    m_blind->setObjectName(QStringLiteral("blind"));
    const QString meaning = tr("People who did not make the sheet sign in; the wizard only times them.");
    m_blind->setAccessibleDescription(meaning);
    column->addWidget(m_blind);
    column->addWidget(makeText(meaning, Tone::Muted));
    column->addSpacing(grid);
    column->addWidget(makeText(tr("First tell"), Tone::Plain, Size::Text, true));
    for (const QString &who : whoMustKnow())
        column->addLayout(line(Mark::Open, who));
    column->addSpacing(grid);
    m_begin = makeButton(tr("They &know: begin"), QStringLiteral("beginDrill"));
    column->addLayout(buttons({ m_begin }));
    connect(m_begin, &QPushButton::clicked, &m_model.drill(), &DrillModel::begin);
    connect(m_blind, &QCheckBox::clicked, this, &DrillPage::chooseAccount);
    connect(&m_accounts, &QButtonGroup::idClicked, this, &DrillPage::chooseAccount);
    return stage;
}

QWidget *DrillPage::makeSignIn()
{
    auto *stage = new QWidget;
    auto *column = columnOf(stage);
    column->addWidget(m_signInText = makeText({}));
    m_signIn = makeButton({}, QStringLiteral("drillSignIn"));
    m_copyLink = makeButton(tr("&Copy link"), QStringLiteral("drillCopyLink"));
    column->addLayout(buttons({ m_signIn, m_copyLink }));
    connect(m_signIn, &QPushButton::clicked, this, [this] { m_model.drill().signIn(m_model.signInChoice()); });
    connect(m_copyLink, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_model.link().toString(QUrl::FullyEncoded)); });
    return stage;
}

QWidget *DrillPage::makeAlert()
{
    auto *stage = new QWidget;
    auto *column = columnOf(stage);
    column->addWidget(makeText(tr("Close the private window now. The account is signed in, and the clock runs: the "
                                  "alert has to reach whoever watches.")));
    column->addWidget(m_time = makeText({}, Tone::Plain, Size::Title, true));
    m_time->setObjectName(QStringLiteral("stopwatch"));
    column->addWidget(m_trace = makeText({}, Tone::Muted));
    auto *came = makeButton(tr("The &alert came"), QStringLiteral("alertCame"));
    auto *none = makeButton(tr("&No alert came"), QStringLiteral("noAlert"));
    column->addLayout(buttons({ came, none }));
    connect(came, &QPushButton::clicked, this, [this] { m_model.drill().endWaiting(true); });
    connect(none, &QPushButton::clicked, this, [this] { m_model.drill().endWaiting(false); });
    return stage;
}

QWidget *DrillPage::makeReport()
{
    auto *stage = new QWidget;
    auto *column = columnOf(stage);
    const auto labelled = [column](const QString &text, QWidget *field, const QString &name) {
        auto *label = makeText(text, Tone::Muted);
        label->setBuddy(field);
        field->setObjectName(name);
        field->setAccessibleName(QString(text).remove(QLatin1Char('&')));
        column->addWidget(label);
        column->addWidget(field);
    };
    labelled(tr("&Witness"), m_witness = new QLineEdit, QStringLiteral("drillWitness"));
    m_witness->setMaxLength(300);
    labelled(tr("Was the &seal intact before it was opened?"), m_seal = new QComboBox, QStringLiteral("drillSeal"));
    m_seal->addItem(tr("No envelope was opened"), QVariant());
    m_seal->addItem(tr("Yes"), true);
    m_seal->addItem(tr("No"), false);
    labelled(tr("&Problems, if there were any"), m_problems = new QPlainTextEdit, QStringLiteral("drillProblems"));
    m_problems->setTabChangesFocus(true);
    m_problems->setMaximumHeight(12 * grid);
    column->addWidget(m_reportTrace = makeText({}, Tone::Muted));
    m_keep = makeButton(tr("Write the &record"), QStringLiteral("keepDrill"));
    column->addLayout(buttons({ m_keep }));
    connect(m_keep, &QPushButton::clicked, this, [this] {
        const QVariant seal = m_seal->currentData();
        m_model.drill().keep(m_witness->text().trimmed(), seal.isNull() ? std::nullopt : std::optional(seal.toBool()),
                             m_problems->toPlainText().trimmed());
    });
    return stage;
}

QWidget *DrillPage::makeKept()
{
    auto *stage = new QWidget;
    auto *column = columnOf(stage);
    m_results = new QVBoxLayout;
    m_results->setSpacing(6);
    column->addLayout(m_results);
    column->addSpacing(grid);
    column->addWidget(makeText(tr("For the access record in the safe"), Tone::Plain, Size::Text, true));
    column->addWidget(m_accessLine = makeText({}));
    m_accessLine->setObjectName(QStringLiteral("accessLine"));
    m_accessLine->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *copy = makeButton(tr("&Copy the line"), QStringLiteral("copyAccessLine"));
    column->addLayout(buttons({ copy }));
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_accessLine->text()); });
    return stage;
}

void DrillPage::offerAccounts()
{
    const auto &tenantStatus = m_model.tenantStatus().tenantStatus().value;
    if (!tenantStatus || m_model.drill().stage() != DrillModel::Stage::Inform)
        return;
    clear(m_accountRows);
    for (int i = 0; i < tenantStatus->accounts.size(); ++i) {
        auto *radio = new QRadioButton(
            QString(tenantStatus->accounts[i].userPrincipalName).replace(QLatin1Char('&'), QStringLiteral("&&")));
        radio->setObjectName(QStringLiteral("drillAccount-%1").arg(i));
        m_accounts.addButton(radio, i);
        m_accountRows->addWidget(radio);
        radio->setChecked(i == 0);
    }
    chooseAccount();
}

void DrillPage::chooseAccount()
{
    const auto &tenantStatus = m_model.tenantStatus().tenantStatus().value;
    const int chosen = m_accounts.checkedId();
    if (!tenantStatus || chosen < 0 || chosen >= tenantStatus->accounts.size())
        return;
    const auto &account = tenantStatus->accounts.at(chosen);
    m_model.drill().choose(account.id, account.userPrincipalName, m_blind->isChecked());
}

QString DrillPage::traceSentence() const
{
    const auto &trace = m_model.drill().trace();
    if (trace.isRunning)
        return tr("The wizard looks for the sign-in in the tenant's log; it comes there minutes late.");
    return trace.value ? traceText(*trace.value) : QString();
}

void DrillPage::refresh()
{
    using Stage = DrillModel::Stage;
    const DrillModel &drill = m_model.drill();
    m_stages->setCurrentIndex(int(drill.stage()));
    m_begin->setEnabled(!drill.drill().account.isEmpty());
    const QString name = drill.drill().userPrincipalName;
    switch (drill.stage()) {
    case Stage::Inform:
        setHeading(tr("A drill"), tr("An account that is not tested is a hope. Nothing in the tenant is changed."));
        break;
    case Stage::SignIn: {
        setHeading(tr("Sign in"), tr("As %1, in a private window, with its key or its sheet.").arg(name));
        const bool isBlind = drill.drill().isBlind;
        m_signInText->setText(
            isBlind ? tr("Give them the access record and nothing else. When they are signed in in the portal as %1, "
                         "say so here.")
                          .arg(name)
                    : tr("The browser asks for a fresh sign-in, whoever is signed in there. For a private window, "
                         "copy the link into one. You stay signed in here as yourself."));
        m_signIn->setText(isBlind                       ? tr("They are &in")
                              : drill.proof().isRunning ? tr("Waiting for the browser")
                                                        : tr("&Sign in now"));
        m_signIn->setEnabled(!drill.proof().isRunning);
        m_copyLink->setVisible(!isBlind);
        m_copyLink->setEnabled(drill.proof().isRunning && !m_model.link().isEmpty());
        break;
    }
    case Stage::Alert:
        setHeading(tr("Who noticed?"),
                   drill.drill().isBlind ? QString()
                       : drill.drill().provedRole
                       ? tr("%1 signed in and read what only an administrator may read.").arg(name)
                       : tr("%1 signed in, but it is no Global Administrator for the whole tenant.").arg(name));
        break;
    case Stage::Report:
        setHeading(tr("What was seen?"), tr("It goes into the record, with the day and the account."));
        break;
    case Stage::Kept:
        setHeading(tr("The drill is on record"), tr("Write the line below into the access record by hand."));
        showKept();
        break;
    }
    m_trace->setText(traceSentence());
    m_reportTrace->setText(traceSentence());
    m_keep->setEnabled(!drill.kept().isRunning);
    if (drill.stage() == Stage::Alert && !m_tick.isActive())
        m_tick.start();
    else if (drill.stage() != Stage::Alert)
        m_tick.stop();
    showTime();
    const auto &error = drill.stage() == Stage::SignIn ? drill.proof().error
        : drill.stage() == Stage::Report               ? drill.kept().error
                                                       : drill.trace().error;
    m_error->setVisible(error.has_value());
    if (error)
        m_error->show(*error);
}

void DrillPage::showTime()
{
    m_time->setText(stopwatch(m_model.drill().elapsed()));
}

void DrillPage::showKept()
{
    clear(m_results);
    for (const DrillLine &one : drillLines(m_model.drill().drill()))
        m_results->addLayout(line(one.isGood ? Mark::Done : Mark::Attention, one.text));
    m_accessLine->setText(accessRecordLine(m_model.drill().drill()));
}

} // namespace bg
