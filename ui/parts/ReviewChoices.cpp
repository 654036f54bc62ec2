// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/ReviewChoices.h"

#include "ui/parts/Text.h"
#include "ui/words/ForeignText.h"
#include "ui/words/ReasonText.h"

#include <QHBoxLayout>

#include <algorithm>

namespace bg {

namespace {

QCheckBox *makeCheck(const QString &text, const QString &name, const QString &explanation)
{
    auto *check = new QCheckBox(text);
    check->setObjectName(name);
    check->setToolTip(plainToolTip(explanation));
    check->setAccessibleDescription(explanation);
    return check;
}

} // namespace

ReviewChoices::ReviewChoices(WizardModel &model, QWidget *parent) : QWidget(parent), m_model(model)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid / 2);

    m_methodRow = new QWidget;
    auto *method = new QVBoxLayout(m_methodRow);
    method->setContentsMargins(0, 0, 0, 0);
    method->setSpacing(2);
    const QString touched = tr("Also touches %1.").arg(touchesText(QStringLiteral("passkeyTargets")));
    m_methodPolicy = makeCheck(tr("Change the passkey policy, as listed"), QStringLiteral("methodPolicy"), touched);
    method->addWidget(m_methodPolicy);
    method->addWidget(makeText(touched, Tone::Muted));
    column->addWidget(m_methodRow);

    m_pimRow = new QWidget;
    auto *pim = new QVBoxLayout(m_pimRow);
    pim->setContentsMargins(0, 0, 0, 0);
    pim->setSpacing(2);
    auto *label = makeText(tr("Permanent assignments of the role are forbidden by a rule. What shall be done?"));
    m_pim = new QComboBox;
    m_pim->setObjectName(QStringLiteral("pimRule"));
    m_pim->setAccessibleName(label->text());
    m_pim->addItem(tr("Assign the role directly, outside the rule; an alert may come"), int(PimRuleChoice::Direct));
    m_pim->addItem(tr("Change the rule for a moment, then put it back"), int(PimRuleChoice::Change));
    m_pim->addItem(tr("Stop here"), int(PimRuleChoice::Stop));
    label->setBuddy(m_pim);
    pim->addWidget(label);
    pim->addWidget(m_pim, 0, Qt::AlignLeft);
    column->addWidget(m_pimRow);

    m_guard = makeCheck(tr("Guard policy: ask these accounts, and only them, for a key at each sign-in"),
                        QStringLiteral("guardPolicy"),
                        tr("Made in report-only mode and switched on once every key is proven. It pleases checks that "
                           "want phishing-resistant sign-in for every administrator."));
    column->addWidget(m_guard);
    column->addWidget(m_held = makeText(tr("As chosen, the set-up stops here."), Tone::Warning));
    m_held->setObjectName(QStringLiteral("heldBack"));

    connect(m_guard, &QCheckBox::clicked, this,
            [this](bool isOn) { choose([isOn](DesiredState &desired) { desired.guardPolicy = isOn; }); });
    connect(m_methodPolicy, &QCheckBox::clicked, this, [this](bool isOn) {
        choose([isOn](DesiredState &desired) {
            desired.methodPolicy = isOn ? MethodPolicyChoice::Change : MethodPolicyChoice::Leave;
        });
    });
    connect(m_pim, &QComboBox::activated, this, [this] {
        choose([this](DesiredState &desired) { desired.pimRule = PimRuleChoice(m_pim->currentData().toInt()); });
    });
    connect(&m_model, &WizardModel::choicesChanged, this, &ReviewChoices::refresh);
    connect(&m_model, &WizardModel::tenantChanged, this, &ReviewChoices::refresh);
    refresh();
}

void ReviewChoices::choose(const std::function<void(DesiredState &)> &by)
{
    DesiredState desired = m_model.desired();
    by(desired);
    m_model.setDesired(desired);
}

// A finding of preflight that leaves something to choose.
bool ReviewChoices::isAsked(const char *beginning) const
{
    const QList<Finding> &findings = m_model.findings();
    return std::any_of(findings.begin(), findings.end(), [&](const Finding &finding) {
        return finding.id.startsWith(QLatin1String(beginning)) && finding.facts.contains(QLatin1String("choice"));
    });
}

void ReviewChoices::refresh()
{
    const DesiredState &desired = m_model.desired();
    const auto &tenant = m_model.tenant().value;
    m_methodRow->setVisible(isAsked("passkeys."));
    m_pimRow->setVisible(isAsked("pim."));
    m_guard->setVisible(m_model.mode() == Mode::Provision && tenant && tenant->licence != Licence::Free);
    m_guard->setChecked(desired.guardPolicy);
    m_methodPolicy->setChecked(desired.methodPolicy == MethodPolicyChoice::Change);
    m_pim->setCurrentIndex(m_pim->findData(int(desired.pimRule)));
    m_held->setVisible(m_model.isHeldBack());
}

} // namespace bg
