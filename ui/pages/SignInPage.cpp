// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/SignInPage.h"

#include "ui/parts/ErrorCard.h"
#include "ui/parts/MarkLabel.h"
#include "ui/words/ServiceErrorText.h"
#include "ui/words/SignInText.h"
#include "ui/words/Words.h"

#include <QClipboard>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>

#include <utility>

namespace bg {

namespace {
constexpr std::chrono::seconds longestQuietWait{ 20 };
} // namespace

SignInPage::SignInPage(WizardModel &model) : Page(PageId::SignIn, QStringLiteral("sign-in"), model)
{
    setHeading(
        tr("Sign in"),
        tr("As a Global Administrator of the tenant. The browser does it; the wizard never sees your password."));
    m_body->addWidget(m_before = makeBefore());
    m_body->addWidget(m_error = new ErrorCard);
    m_body->addWidget(m_more = makeLink(tr("Other cloud or app registration"), QStringLiteral("moreChoices")), 0,
                      Qt::AlignLeft);
    m_body->addWidget(m_choices = makeChoices());
    m_body->addWidget(m_after = makeAfter());
    m_body->addStretch(1);
    m_more->setCheckable(true);
    m_choices->hide();
    connect(m_more, &QPushButton::toggled, m_choices, &QWidget::setVisible);
    connect(&m_model, &WizardModel::signInChanged, this, &SignInPage::refresh);
    connect(&m_model, &WizardModel::tenantChanged, this, &SignInPage::refresh);
    connect(&m_model, &WizardModel::choicesChanged, this, &SignInPage::refresh);
    refresh();
}

QWidget *SignInPage::makeBefore()
{
    auto *card = makeCard();
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(3 * grid, 3 * grid, 3 * grid, 3 * grid);
    column->setSpacing(grid);
    column->addWidget(makeText(tr("What will be asked for, and why"), Tone::Plain, Size::Text, true));
    for (const QString &line :
         { tr("Now: who you are, and reading what the tenant looks like. Nothing can be changed with that."),
           tr("Later, once you have seen the list: permission to make the accounts, their keys, the group and the "
              "exclusions."),
           tr("Only if you choose the alert: permission to put it into your Azure subscription."),
           tr("The wizard keeps no token: they end with this window. What you agree to is noted in the tenant, where "
              "an administrator can take it back.") })
        column->addWidget(makeText(line, Tone::Muted));
    column->addSpacing(2 * grid);
    column->addWidget(m_app = makeText({}));
    column->addWidget(m_why = makeText({}, Tone::Warning));
    column->addWidget(m_sure = new QCheckBox(tr("I know this app and this login: sign in with them")));
    column->addWidget(m_records = makeText({}, Tone::Warning));
    m_app->setObjectName(QStringLiteral("signInApp"));
    m_why->setObjectName(QStringLiteral("signInWarning"));
    m_sure->setObjectName(QStringLiteral("signInSure"));
    m_records->setObjectName(QStringLiteral("otherRecords"));
    connect(m_sure, &QCheckBox::toggled, this, &SignInPage::showApp);
    auto *row = new QHBoxLayout;
    row->setSpacing(grid);
    m_signIn = makeButton(tr("Sign in with the browser"), QStringLiteral("signIn"));
    m_signIn->setIconSize({ 20, 20 });
    m_signIn->setFont(scaled(m_signIn->font(), Size::Lead));
    m_stop = makeButton(tr("Stop waiting"), QStringLiteral("stopSignIn"));
    m_copyLink = makeLink(tr("Copy the link"), QStringLiteral("copyLink"));
    row->addWidget(m_signIn);
    row->addWidget(m_stop);
    row->addWidget(m_copyLink);
    row->addStretch(1);
    column->addLayout(row);
    m_waiting = makeText({}, Tone::Muted);
    m_waiting->setObjectName(QStringLiteral("waiting"));
    column->addWidget(m_waiting);
    column->addWidget(m_doubt = makeLink(tr("Does the browser show an error?"), QStringLiteral("browserError")), 0,
                      Qt::AlignLeft);
    column->addWidget(m_browserErrors = makeText({}, Tone::Muted));
    m_browserErrors->setObjectName(QStringLiteral("browserErrors"));
    m_browserErrors->setText(tr("Look for its number there, stop waiting here, and do what it takes:")
                             + QStringLiteral("\n\n") + browserErrors().join(QStringLiteral("\n\n")));
    m_doubt->setCheckable(true);
    m_patience = new QTimer(this);
    m_patience->setObjectName(QStringLiteral("browserPatience"));
    m_patience->setSingleShot(true);
    m_patience->setInterval(longestQuietWait);
    connect(m_doubt, &QPushButton::toggled, m_browserErrors, &QWidget::setVisible);
    connect(m_patience, &QTimer::timeout, m_doubt, &QWidget::show);
    column->addSpacing(grid);
    column->addWidget(m_useCode = makeLink(tr("Use a code on another device"), QStringLiteral("useCode")), 0,
                      Qt::AlignLeft);
    column->addWidget(m_aboutCode = makeText(tr("For a computer whose browser cannot be used. Many tenants block it, "
                                                "because a stranger can send you a code of theirs: type only the one "
                                                "that this window shows."),
                                             Tone::Muted));
    m_useCode->setAccessibleDescription(m_aboutCode->text());
    connect(m_signIn, &QPushButton::clicked, this, [this] { m_model.signIn(SignInRequest::Way::Browser); });
    connect(m_useCode, &QPushButton::clicked, this, [this] { m_model.signIn(SignInRequest::Way::DeviceCode); });
    connect(m_stop, &QPushButton::clicked, &m_model, &WizardModel::stopSignIn);
    connect(m_copyLink, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_model.link().toString(QUrl::FullyEncoded)); });
    return card;
}

QWidget *SignInPage::makeChoices()
{
    auto *card = makeCard();
    auto *form = new QFormLayout(card);
    form->setContentsMargins(3 * grid, 2 * grid, 3 * grid, 2 * grid);
    form->setSpacing(grid);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_cloud = new QComboBox;
    m_cloud->setObjectName(QStringLiteral("cloud"));
    m_tenant = new QLineEdit;
    m_tenant->setObjectName(QStringLiteral("tenantChoice"));
    m_tenant->setPlaceholderText(tr("the one your account belongs to"));
    m_client = new QLineEdit;
    m_client->setObjectName(QStringLiteral("clientId"));
    m_client->setPlaceholderText(tr("Microsoft Graph Command Line Tools"));
    const auto addRow = [form](const QString &label, QWidget *field) {
        field->setAccessibleName(label);
        form->addRow(label, field);
    };
    addRow(tr("Cloud"), m_cloud);
    addRow(tr("Tenant id or domain"), m_tenant);
    addRow(tr("Client id of your app registration"), m_client);
    for (const Cloud &cloud : m_model.clouds())
        m_cloud->addItem(cloud.name);
    connect(m_cloud, &QComboBox::activated, this, &SignInPage::choose);
    connect(m_tenant, &QLineEdit::editingFinished, this, &SignInPage::choose);
    connect(m_client, &QLineEdit::editingFinished, this, &SignInPage::choose);
    return card;
}

QWidget *SignInPage::makeAfter()
{
    auto *card = makeCard();
    auto *row = new QHBoxLayout(card);
    row->setContentsMargins(3 * grid, 3 * grid, 3 * grid, 3 * grid);
    row->setSpacing(3 * grid);
    row->addWidget(new MarkLabel(QStringLiteral("person"), 48), 0, Qt::AlignTop);
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    column->addWidget(m_person = makeText({}, Tone::Plain, Size::Lead, true));
    column->addWidget(m_userName = makeText({}, Tone::Muted));
    column->addSpacing(grid);
    column->addWidget(m_role = makeText({}));
    column->addWidget(m_tenantName = makeText({}, Tone::Muted));
    column->addWidget(m_signedInApp = makeText({}, Tone::Muted));
    m_signedInApp->setObjectName(QStringLiteral("signedInApp"));
    m_person->setObjectName(QStringLiteral("person"));
    m_tenantName->setObjectName(QStringLiteral("tenantName"));
    column->addSpacing(grid);
    auto *other = makeLink(tr("Not this tenant?"), QStringLiteral("signOut"));
    other->setAccessibleDescription(tr("Forgets this sign-in, so that you can sign in elsewhere"));
    column->addWidget(other, 0, Qt::AlignLeft);
    connect(other, &QPushButton::clicked, &m_model, &WizardModel::signOut);
    row->addLayout(column, 1);
    return card;
}

QAbstractButton *SignInPage::primary() const
{
    return m_model.identity().value || m_model.identity().isRunning ? nullptr : m_signIn;
}

void SignInPage::choose()
{
    SignInChoice choice = m_model.signInChoice();
    choice.cloud = m_model.clouds().value(m_cloud->currentIndex());
    const QString tenant = m_tenant->text().trimmed();
    const bool isOther = tenant != choice.tenant;
    choice.tenant = tenant;
    const QString clientId = m_client->text().trimmed();
    choice.isClientUnsealed = choice.isClientUnsealed && clientId == choice.clientId && !clientId.isEmpty();
    choice.clientId = clientId;
    if (isOther && choice.clientId.isEmpty()) {
        const RememberedClient remembered = m_model.rememberedClient(tenant);
        choice.clientId = remembered.clientId;
        choice.isClientUnsealed = !remembered.clientId.isEmpty() && !remembered.isSealed;
    }
    m_model.setSignInChoice(choice);
}

// Some errors stay in the browser: nothing comes back here, and nobody should wait five minutes for it.
void SignInPage::waitForTheBrowser(bool isWaiting)
{
    if (isWaiting && (m_patience->isActive() || !m_doubt->isHidden()))
        return;
    m_doubt->setChecked(false);
    m_doubt->hide();
    m_browserErrors->hide();
    if (isWaiting)
        m_patience->start();
    else
        m_patience->stop();
}

// Always in sight, and asked about once more where app or login are not Microsoft's own.
void SignInPage::showApp()
{
    const SignInChoice &choice = m_model.signInChoice();
    const SignInText text = SignInText::of(choice.clientId, choice.isClientUnsealed, choice.cloud);
    const bool mustBeConfirmed = text.mustBeConfirmed() && !m_model.isPractice();
    const QString asked = text.app + text.login + text.warnings.join(QLatin1Char(' '));
    if (std::exchange(m_asked, asked) != asked)
        m_sure->setChecked(false);
    m_app->setText(tr("The app that signs in: %1. Where: %2.").arg(text.app, text.login));
    m_signedInApp->setText(tr("Signed in at %2 by %1").arg(text.app, text.login));
    m_why->setText(text.warnings.join(QLatin1Char(' ')));
    m_why->setVisible(mustBeConfirmed);
    m_sure->setVisible(mustBeConfirmed);
    m_records->setText(tr("Records of earlier runs are read from %1, as the environment says.")
                           .arg(m_model.otherStateFolder()));
    m_records->setVisible(!m_model.otherStateFolder().isEmpty());
    m_signIn->setEnabled(!mustBeConfirmed || m_sure->isChecked());
    m_useCode->setEnabled(m_signIn->isEnabled());
}

void SignInPage::refresh()
{
    const auto &who = m_model.identity();
    m_before->setVisible(!who.value);
    m_more->setVisible(!who.value);
    m_choices->setVisible(!who.value && m_more->isChecked());
    m_choices->setEnabled(!who.isRunning);
    m_after->setVisible(who.value.has_value());
    m_signIn->setVisible(!who.isRunning);
    m_stop->setVisible(who.isRunning);
    m_copyLink->setVisible(who.isRunning && !m_model.link().isEmpty());
    m_useCode->setVisible(!who.isRunning);
    m_aboutCode->setVisible(!who.isRunning);
    m_waiting->setVisible(who.isRunning);
    waitForTheBrowser(who.isRunning && m_model.deviceCode().isEmpty() && !m_model.link().isEmpty());
    const bool byCode = m_model.signInChoice().way == SignInRequest::Way::DeviceCode;
    m_waiting->setText(
        m_model.deviceCode().isEmpty()
            ? byCode ? tr("Asking for a code.") : tr("Waiting for the browser, at most five minutes.")
            : tr("Open %1 in any browser and type %2.").arg(m_model.link().toDisplayString(), m_model.deviceCode()));
    showApp();
    m_error->setVisible(false);
    if (who.error)
        m_error->show(*who.error);

    const SignInChoice &choice = m_model.signInChoice();
    if (m_cloud->count() != m_model.clouds().size()) {
        m_cloud->clear();
        for (const Cloud &cloud : m_model.clouds())
            m_cloud->addItem(cloud.name);
    }
    m_cloud->setCurrentText(choice.cloud.name);
    if (!m_tenant->hasFocus())
        m_tenant->setText(choice.tenant);
    if (!m_client->hasFocus())
        m_client->setText(choice.clientId);
    if (!who.value)
        return;

    m_person->setText(who.value->displayName.isEmpty() ? who.value->userName : who.value->displayName);
    m_userName->setText(who.value->userName);
    const auto &tenant = m_model.tenant().value;
    if (!tenant) {
        m_role->setText(tr("The role is being read."));
        m_tenantName->setText(who.value->tenantId.value);
        return;
    }
    const RoleHeld role = tenant->globalAdministrator;
    m_role->setText(role == RoleHeld::Active ? tr("Global Administrator, active")
                        : role == RoleHeld::Eligible
                        ? tr("Global Administrator, eligible: activate it on the next page")
                        : tr("Not a Global Administrator"));
    m_tenantName->setText(
        QStringList{ tenant->displayName, tenant->initialDomain, licenceName(tenant->licence), tenant->id.value }.join(
            QStringLiteral(" · ")));
}

} // namespace bg
