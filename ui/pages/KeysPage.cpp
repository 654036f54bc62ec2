// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/KeysPage.h"

#include "ui/parts/MarkLabel.h"
#include "ui/words/KeyLabel.h"

#include <QHBoxLayout>

namespace bg {

constexpr int mostKeys = 5; // for each account

KeysPage::KeysPage(WizardModel &model) : Page(PageId::Keys, QStringLiteral("keys"), model)
{
    setHeading(tr("Security keys"), tr("Write the label on each key now; the wizard asks for them by label."));
    auto *row = new QHBoxLayout;
    row->setSpacing(grid);
    auto *label = makeText(tr("Keys for each account"));
    m_count = new QComboBox;
    m_count->setObjectName(QStringLiteral("keysPerAccount"));
    m_count->setAccessibleName(label->text());
    label->setWordWrap(false);
    for (int count = 1; count <= mostKeys; ++count)
        m_count->addItem(QString::number(count), count);
    label->setBuddy(m_count);
    row->addWidget(label);
    row->addWidget(m_count);
    row->addStretch(1);
    m_body->addLayout(row);

    auto *card = makeCard();
    m_matrix = new QGridLayout(card);
    m_matrix->setContentsMargins(20, 2 * grid, 20, 2 * grid);
    m_matrix->setHorizontalSpacing(3 * grid);
    m_matrix->setVerticalSpacing(12);
    m_body->addWidget(card);

    m_body->addSpacing(grid / 2);
    m_body->addWidget(makeText(tr("PIN of the keys"), Tone::Plain, Size::Text, true));
    m_generate = new QRadioButton(tr("The wizard makes each PIN and prints it"));
    m_generate->setObjectName(QStringLiteral("pinGenerate"));
    m_ask = new QRadioButton(tr("I type each PIN"));
    m_ask->setObjectName(QStringLiteral("pinAsk"));
    m_body->addWidget(m_generate);
    m_body->addWidget(m_ask);
    m_body->addLayout(makeSettings());
    m_body->addSpacing(grid / 2);
    m_body->addWidget(makeText(tr("Take keys of two makers or two batches, so that one fault does not hit all of them. "
                                  "Keys of Yubico should have firmware 5.7 or newer."),
                               Tone::Muted));
    m_body->addStretch(1);

    connect(m_count, &QComboBox::activated, this, [this] {
        DesiredState desired = m_model.desired();
        desired.keysPerAccount = m_count->currentData().toInt();
        m_model.setDesired(desired);
    });
    connect(m_generate, &QRadioButton::toggled, this, [this](bool isChosen) {
        DesiredState desired = m_model.desired();
        desired.pin = isChosen ? PinChoice::Generate : PinChoice::Ask;
        m_model.setDesired(desired);
    });
    const auto changeSettings = [this](auto &&change) {
        DesiredState desired = m_model.desired();
        change(desired.keySettings);
        m_model.setDesired(desired);
    };
    connect(m_minimum, &QComboBox::activated, this, [this, changeSettings] {
        changeSettings([this](KeySettings &one) { one.minimumPinLength = m_minimum->currentData().toInt(); });
    });
    connect(m_always, &QCheckBox::toggled, this,
            [changeSettings](bool isOn) { changeSettings([isOn](KeySettings &one) { one.alwaysUv = isOn; }); });
    connect(&m_model, &WizardModel::choicesChanged, this, &KeysPage::refresh);
    refresh();
}

// What the keys are told to insist on, where they can.
QLayout *KeysPage::makeSettings()
{
    auto *column = new QVBoxLayout;
    column->setSpacing(grid);
    auto *row = new QHBoxLayout;
    row->setSpacing(grid);
    auto *label = makeText(tr("Shortest PIN the keys accept"));
    label->setWordWrap(false);
    m_minimum = new QComboBox;
    m_minimum->setObjectName(QStringLiteral("minimumPinLength"));
    m_minimum->setAccessibleName(tr("Shortest PIN the keys accept"));
    m_minimum->addItem(tr("as it is"), 0);
    for (const int length : { 6, 8, 10, 12 })
        m_minimum->addItem(tr("%1 characters").arg(length), length);
    label->setBuddy(m_minimum);
    row->addWidget(label);
    row->addWidget(m_minimum);
    row->addStretch(1);
    column->addLayout(row);
    m_always = new QCheckBox(tr("The keys ask for their PIN at every use"));
    m_always->setObjectName(QStringLiteral("alwaysUv"));
    column->addWidget(m_always);
    return column;
}

void KeysPage::refresh()
{
    const DesiredState &desired = m_model.desired();
    m_count->setCurrentIndex(m_count->findData(desired.keysPerAccount));
    (desired.pin == PinChoice::Generate ? m_generate : m_ask)->setChecked(true);
    const KeySettings &settings = desired.keySettings;
    if (m_minimum->findData(settings.minimumPinLength) < 0) // from an answers file
        m_minimum->addItem(tr("%1 characters").arg(settings.minimumPinLength), settings.minimumPinLength);
    m_minimum->setCurrentIndex(m_minimum->findData(settings.minimumPinLength));
    m_always->setChecked(settings.alwaysUv);
    clear(m_matrix);
    for (int account = 0; account < desired.accounts.size(); ++account) {
        auto *who = makeText(desired.accounts[account].userName, Tone::Plain, Size::Text, true);
        who->setWordWrap(false);
        m_matrix->addWidget(who, account, 0);
        for (int number = 0; number < desired.keysPerAccount; ++number) {
            auto *cell = new QHBoxLayout;
            cell->setSpacing(grid);
            cell->addWidget(new MarkLabel(QStringLiteral("key"), 22));
            auto *label = makeText(keyLabel(desired, account, number));
            label->setFont(codeFont(label->font(), Size::Lead));
            label->setWordWrap(false);
            cell->addWidget(label);
            cell->addStretch(1);
            m_matrix->addLayout(cell, account, number + 1);
        }
    }
    m_matrix->setColumnStretch(0, 2);
    for (int column = 1; column <= mostKeys; ++column)
        m_matrix->setColumnStretch(column, column <= desired.keysPerAccount ? 2 : 0);
}

} // namespace bg
