// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/AlertsPage.h"

#include "app/arm/AlertCost.h"
#include "app/plan/RequestedAlerts.h"
#include "ui/parts/ErrorCard.h"
#include "ui/parts/FindingRow.h"
#include "ui/parts/MarkLabel.h"
#include "ui/words/AlertWords.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QRadioButton>

namespace bg {

namespace {

QStringList partsOf(const QLineEdit *field)
{
    QStringList parts;
    for (const QString &part : field->text().split(QLatin1Char(','), Qt::SkipEmptyParts))
        if (!part.trimmed().isEmpty())
            parts.append(part.trimmed());
    return parts;
}

// What is not a number yet stays one that Azure would not take, so that the page says so.
QList<PhoneNumber> phonesOf(const QLineEdit *field)
{
    QList<PhoneNumber> phones;
    for (const QString &part : partsOf(field))
        phones.append(PhoneNumber::of(part).value_or(PhoneNumber{ {}, part }));
    return phones;
}

QString textOf(const QList<PhoneNumber> &phones)
{
    QStringList parts;
    for (const PhoneNumber &phone : phones)
        parts.append(phone.countryCode.isEmpty() ? phone.number : phone.text());
    return parts.join(QStringLiteral(", "));
}

// Offers `choices` and what is chosen, also where Azure did not name it.
void offer(QComboBox *box, const QList<std::pair<QString, QString>> &choices, const QString &chosen)
{
    const QSignalBlocker quiet(box);
    box->clear();
    for (const auto &[text, data] : choices)
        box->addItem(text, data);
    int at = box->findData(chosen, Qt::UserRole, Qt::MatchFixedString);
    if (at < 0 && !chosen.isEmpty()) {
        box->addItem(chosen, chosen);
        at = box->count() - 1;
    }
    box->setCurrentIndex(at);
}

// In a field that can be typed into, what is typed holds.
QString chosenIn(const QComboBox *box)
{
    const int at = box->findText(box->currentText(), Qt::MatchFixedString);
    if (box->isEditable())
        return at < 0 ? box->currentText().trimmed() : box->itemData(at).toString();
    return box->currentData().toString();
}

} // namespace

AlertsPage::AlertsPage(WizardModel &model)
    : Page(PageId::Alerts, QStringLiteral("alerts"), model), m_alerts(model.alerts())
{
    setHeading(tr("Alerts"),
               tr("Nobody should use these accounts unseen: rules in Azure watch the tenant's logs and "
                  "tell people within minutes."));
    m_body->addWidget(makeWays());
    m_impossible = new QVBoxLayout;
    m_body->addLayout(m_impossible);
    m_reading = new QWidget;
    auto *reading = new QHBoxLayout(m_reading);
    reading->setContentsMargins(0, 0, 0, 0);
    reading->setSpacing(grid);
    reading->addWidget(new MarkLabel(Mark::Working));
    reading->addWidget(makeText(tr("Reading what Azure has. Nothing is changed."), Tone::Muted), 1);
    m_body->addWidget(m_reading);
    m_body->addWidget(m_error = new ErrorCard(tr("Try again")));

    m_details = new QWidget;
    auto *details = new QVBoxLayout(m_details);
    details->setContentsMargins(0, 0, 0, 0);
    details->setSpacing(grid + grid / 2);
    details->addWidget(makeText(tr("Who is told"), Tone::Plain, Size::Text, true));
    details->addWidget(makeReceivers());
    details->addWidget(m_open = makeText({}, Tone::Warning));
    m_open->setObjectName(QStringLiteral("alertsOpen"));
    details->addWidget(makeText(tr("Where it lives"), Tone::Plain, Size::Text, true));
    details->addWidget(makeHome());
    details->addWidget(makeText(tr("What is made"), Tone::Plain, Size::Text, true));
    m_lines = new QVBoxLayout;
    m_lines->setSpacing(4);
    details->addLayout(m_lines);
    details->addWidget(m_cost = makeText({}, Tone::Muted));
    m_cost->setObjectName(QStringLiteral("alertsCost"));
    m_body->addWidget(m_details);
    m_body->addStretch(1);

    connect(m_error, &ErrorCard::actionChosen, this, &AlertsPage::read);
    connect(&m_ways, &QButtonGroup::idClicked, this, [this] {
        edit();
        read();
    });
    connect(&m_alerts, &AlertsModel::changed, this, [this] {
        DesiredState desired = m_model.desired();
        if (desired.alerts.deploy && m_alerts.targets().value) {
            desired.alerts = m_alerts.completed(desired.alerts);
            m_model.setDesired(desired);
        }
        refresh();
    });
    connect(&m_model, &WizardModel::choicesChanged, this, &AlertsPage::refresh);
    connect(&m_model, &WizardModel::tenantChanged, this, &AlertsPage::refresh);
    refresh();
}

QWidget *AlertsPage::makeWays()
{
    struct Choice {
        Way way;
        QString name, title;
    };
    const Choice choices[]{
        { Deploy, QStringLiteral("alertsDeploy"), tr("Make the alerts in Azure") },
        { Files, QStringLiteral("alertsFiles"), tr("Write them as files for somebody else") },
        { Nothing, QStringLiteral("alertsNothing"), tr("No alerts: only who looks will see it") },
    };
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    for (const Choice &choice : choices) {
        auto *radio = new QRadioButton(choice.title);
        radio->setObjectName(choice.name);
        m_ways.addButton(radio, choice.way);
        column->addWidget(radio);
    }
    return box;
}

static QGridLayout *rowsIn(QWidget *box)
{
    auto *rows = new QGridLayout(box);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setColumnStretch(0, 2);
    rows->setColumnStretch(1, 3);
    return rows;
}

template <typename Field> Field *AlertsPage::addRow(QGridLayout *rows, const QString &label, const QString &name)
{
    auto *text = makeText(label, Tone::Muted);
    auto *field = new Field;
    field->setObjectName(name);
    field->setAccessibleName(label);
    text->setBuddy(field);
    const int row = rows->rowCount();
    rows->addWidget(text, row, 0);
    rows->addWidget(field, row, 1);
    return field;
}

QWidget *AlertsPage::makeReceivers()
{
    auto *box = new QWidget;
    auto *rows = rowsIn(box);
    m_emails = addRow<QLineEdit>(rows, tr("E-mail addresses, separated by commas"), QStringLiteral("alertEmails"));
    m_sms = addRow<QLineEdit>(rows, tr("SMS to"), QStringLiteral("alertSms"));
    m_voice = addRow<QLineEdit>(rows, tr("Calls to"), QStringLiteral("alertVoice"));
    m_webhooks = addRow<QLineEdit>(rows, tr("Webhooks"), QStringLiteral("alertWebhooks"));
    m_emails->setPlaceholderText(QStringLiteral("security@contoso.onmicrosoft.com"));
    m_sms->setPlaceholderText(QStringLiteral("+1 4255550100"));
    m_voice->setPlaceholderText(QStringLiteral("+1 4255550100"));
    m_webhooks->setPlaceholderText(tr("https address"));
    for (QLineEdit *field : { m_emails, m_sms, m_voice, m_webhooks })
        connect(field, &QLineEdit::textEdited, this, &AlertsPage::edit);
    return box;
}

QWidget *AlertsPage::makeHome()
{
    auto *box = new QWidget;
    auto *rows = rowsIn(box);
    m_subscription = addRow<QComboBox>(rows, tr("Subscription"), QStringLiteral("alertSubscription"));
    m_workspace = addRow<QComboBox>(rows, tr("Workspace for the logs"), QStringLiteral("alertWorkspace"));
    m_resourceGroup = addRow<QComboBox>(rows, tr("Resource group"), QStringLiteral("alertResourceGroup"));
    m_location = addRow<QComboBox>(rows, tr("Region, where the logs are kept"), QStringLiteral("alertLocation"));
    m_sentinel = new QCheckBox(tr("Rules in Microsoft Sentinel on that workspace instead"));
    m_sentinel->setObjectName(QStringLiteral("alertSentinel"));
    rows->addWidget(m_sentinel, rows->rowCount(), 0, 1, 2);
    for (QComboBox *combo : { m_subscription, m_workspace, m_resourceGroup, m_location }) {
        combo->setMinimumContentsLength(12);
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        connect(combo, &QComboBox::activated, this, &AlertsPage::edit);
        connect(combo, &QComboBox::editTextChanged, this, [this, combo] {
            if (combo->hasFocus() || combo->lineEdit()->hasFocus())
                edit();
        });
    }
    m_resourceGroup->setEditable(true);
    m_resourceGroup->setInsertPolicy(QComboBox::NoInsert);
    m_subscription->setInsertPolicy(QComboBox::NoInsert);
    m_location->setInsertPolicy(QComboBox::NoInsert);
    connect(m_subscription, &QComboBox::activated, this, &AlertsPage::read);
    connect(m_sentinel, &QCheckBox::clicked, this, &AlertsPage::edit);
    return box;
}

void AlertsPage::initializePage()
{
    if (!m_alerts.targets().value)
        read();
    refresh();
}

void AlertsPage::read()
{
    const AlertChoice &choice = m_model.desired().alerts;
    const auto &targets = m_alerts.targets().value;
    const bool isRead = targets && !m_alerts.targets().error
        && (choice.subscription.isEmpty() || targets->subscription == choice.subscription);
    const bool hasPremium = !m_model.tenant().value || m_model.tenant().value->licence != Licence::Free;
    if (choice.deploy && hasPremium && !isRead)
        m_alerts.read(choice.subscription);
}

void AlertsPage::edit()
{
    DesiredState desired = m_model.desired();
    AlertChoice &choice = desired.alerts;
    choice.deploy = m_ways.checkedId() == Deploy;
    choice.files = m_ways.checkedId() == Files;
    choice.receivers.emails = partsOf(m_emails);
    choice.receivers.sms = phonesOf(m_sms);
    choice.receivers.voice = phonesOf(m_voice);
    choice.receivers.webhooks.clear();
    for (const QString &address : partsOf(m_webhooks))
        choice.receivers.webhooks.append(QUrl(address, QUrl::StrictMode));
    if (m_details->isVisibleTo(this)) {
        if (chosenIn(m_subscription) != choice.subscription) {
            choice.resourceGroup.clear();
            choice.usedWorkspace.clear();
            choice.location.clear();
        } else {
            choice.usedWorkspace = m_workspace->currentData().toString();
            choice.workspace = choice.usedWorkspace.isEmpty() ? AlertDeploymentSpec().workspace : QString();
            choice.resourceGroup = chosenIn(m_resourceGroup);
            choice.location = chosenIn(m_location);
        }
        choice.subscription = chosenIn(m_subscription);
        choice.sentinel = m_sentinel->isChecked() && !choice.usedWorkspace.isEmpty();
    }
    m_model.setDesired(desired);
}

QString AlertsPage::openQuestions(const AlertChoice &choice) const
{
    if (const auto problem = choice.receivers.problem())
        return tr("Azure would not take this: %1").arg(*problem);
    const QStringList lacking = m_alerts.lacking(choice);
    if (lacking.contains(QStringLiteral("receivers")))
        return tr("Name at least one who is told.");
    if (lacking.contains(QStringLiteral("subscription")))
        return tr("Choose the subscription that pays for it.");
    return lacking.isEmpty() ? QString() : tr("Choose the region.");
}

void AlertsPage::refresh()
{
    const AlertChoice &choice = m_model.desired().alerts;
    const TenantFacts tenant = m_model.tenant().value.value_or(TenantFacts());
    m_ways.button(choice.deploy ? Deploy : choice.files ? Files : Nothing)->setChecked(true);
    const auto &targets = m_alerts.targets();
    m_reading->setVisible(choice.deploy && targets.isRunning);
    m_error->setVisible(false);
    if (choice.deploy && targets.error)
        m_error->show(*targets.error);
    clear(m_impossible);
    const auto impossible = m_alerts.impossible(tenant);
    const bool hasPremium = tenant.licence != Licence::Free;
    if (impossible && m_model.tenant().value && (choice.deploy || !hasPremium))
        m_impossible->addWidget(new FindingRow(*impossible));
    m_details->setVisible((choice.files && hasPremium) || (choice.deploy && targets.value && !impossible));
    if (m_details->isVisibleTo(this)) {
        const auto fill = [](QLineEdit *field, const QString &text) {
            if (!field->hasFocus() && field->text() != text)
                field->setText(text);
        };
        QStringList webhooks;
        for (const QUrl &webhook : choice.receivers.webhooks)
            webhooks.append(webhook.toString());
        fill(m_emails, choice.receivers.emails.join(QStringLiteral(", ")));
        fill(m_sms, textOf(choice.receivers.sms));
        fill(m_voice, textOf(choice.receivers.voice));
        fill(m_webhooks, webhooks.join(QStringLiteral(", ")));
        showTargets(choice);
        showLines(choice);
        m_open->setText(openQuestions(choice));
        m_open->setVisible(!m_open->text().isEmpty());
    }
    Q_EMIT completeChanged();
}

void AlertsPage::showTargets(const AlertChoice &choice)
{
    const AlertTargets targets = choice.deploy ? m_alerts.targets().value.value_or(AlertTargets()) : AlertTargets();
    // Without Azure at hand all of it is typed.
    for (QComboBox *combo : { m_subscription, m_location })
        if (combo->isEditable() != choice.files)
            combo->setEditable(choice.files);
    const auto show = [](QComboBox *combo, const QList<std::pair<QString, QString>> &choices, const QString &chosen) {
        const bool isTyping = combo->isEditable() && combo->lineEdit()->hasFocus();
        if (!isTyping)
            offer(combo, choices, chosen);
    };
    QList<std::pair<QString, QString>> subscriptions, workspaces, groups, locations;
    for (const AzureChoice &one : targets.subscriptions)
        subscriptions.append({ one.name, one.id });
    workspaces.append({ tr("A new one"), QString() });
    for (const AzureChoice &one : targets.workspaces)
        workspaces.append(
            { one.id == targets.loggingWorkspace ? tr("%1, gets the sign-ins already").arg(one.name) : one.name,
              one.id });
    const QString usual = requestedAlerts(AlertChoice(), {}, {}).resourceGroup;
    groups.append({ usual, usual });
    for (const AzureChoice &one : targets.resourceGroups)
        if (one.name.compare(usual, Qt::CaseInsensitive) != 0)
            groups.append({ one.name, one.name });
    for (const AzureChoice &one : targets.locations)
        locations.append({ one.name, one.location });
    show(m_subscription, subscriptions, choice.subscription);
    show(m_workspace, workspaces, choice.usedWorkspace);
    if (choice.usedWorkspace.isEmpty())
        m_workspace->setCurrentIndex(0);
    show(m_resourceGroup, groups, choice.resourceGroup.isEmpty() ? usual : choice.resourceGroup);
    show(m_location, locations, choice.location);
    m_sentinel->setVisible(!choice.usedWorkspace.isEmpty());
    m_sentinel->setChecked(choice.sentinel);
}

void AlertsPage::showLines(const AlertChoice &choice)
{
    const QList<AlertsModel::Line> lines = AlertsModel::lines(choice);
    if (m_lines->count() != lines.size())
        clear(m_lines);
    double sum = 0;
    for (int i = 0; i < lines.size(); ++i) {
        const AlertsModel::Line &line = lines[i];
        if (m_lines->count() <= i)
            m_lines->addWidget(new QCheckBox);
        auto *box = qobject_cast<QCheckBox *>(m_lines->itemAt(i)->widget());
        box->setObjectName(QStringLiteral("alert-") + line.key);
        const QString title = alertResourceTitle(line.key);
        box->setText(line.monthlyCost > 0
                         ? tr("%1 · %2 %3 a month")
                               .arg(title, QLocale().toString(line.monthlyCost, 'f', 2), alertPrices().currency)
                         : title);
        box->setChecked(line.isWanted);
        box->disconnect(this);
        connect(box, &QCheckBox::clicked, this, [this, key = line.key](bool isWanted) {
            DesiredState desired = m_model.desired();
            desired.alerts.leftOut.removeAll(key);
            if (!isWanted)
                desired.alerts.leftOut.append(key);
            m_model.setDesired(desired);
        });
        sum += line.isWanted ? line.monthlyCost : 0;
    }
    m_cost->setText(tr("About %1 %2 a month for the rules, and for the logs by volume, of which %3 GB are free. List "
                       "prices of %4.")
                        .arg(QLocale().toString(sum, 'f', 2), alertPrices().currency,
                             QLocale().toString(alertPrices().freeGigabytes), alertPrices().asOf));
}

} // namespace bg
