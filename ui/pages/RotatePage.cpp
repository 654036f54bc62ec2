// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/RotatePage.h"

namespace bg {

RotatePage::RotatePage(WizardModel &model) : Page(PageId::Rotate, QStringLiteral("rotate"), model)
{
    setHeading(tr("What is to be new?"),
               tr("One account after the other. What is new is proven before the old is removed, so that one way in "
                  "always stays."));
    m_body->addWidget(makeText(tr("Accounts"), Tone::Plain, Size::Text, true));
    for (int i = 0; i < 2; ++i)
        m_accounts[i] = makeChoice(m_body, {}, {}, QStringLiteral("rotateAccount-%1").arg(i));
    m_body->addWidget(m_order = makeText({}, Tone::Muted));
    m_body->addSpacing(grid);
    m_body->addWidget(makeText(tr("New for each of them"), Tone::Plain, Size::Text, true));
    m_password = makeChoice(m_body, tr("&Password"),
                            tr("Set last, printed and sealed at once. All its sessions end. The old sheet is "
                               "destroyed before a witness."),
                            QStringLiteral("rotatePassword"));
    m_pins = makeChoice(m_body, tr("P&INs of the keys"),
                        tr("The keys stay. Have them and their PIN envelopes at hand: each new PIN goes on paper "
                           "first, then on its key."),
                        QStringLiteral("rotatePins"));
    m_keys = makeChoice(m_body, tr("Security &keys"),
                        tr("Each new key gets a PIN of its own; the old key is taken out of the account when the new "
                           "one has signed. Have the old one with its PIN envelope at hand too: it is emptied."),
                        QStringLiteral("rotateKeys"));
    m_keys->parentWidget()->layout()->addWidget(m_freshKeys = makeText({}, Tone::Plain));
    m_freshKeys->setObjectName(QStringLiteral("freshKeys"));
    m_body->addStretch(1);
    for (QCheckBox *box : { m_accounts[0], m_accounts[1], m_password, m_pins, m_keys })
        connect(box, &QCheckBox::clicked, this, &RotatePage::edit);
    connect(&m_model, &WizardModel::choicesChanged, this, &RotatePage::refresh);
    refresh();
}

QCheckBox *RotatePage::makeChoice(QLayout *into, const QString &title, const QString &meaning, const QString &name)
{
    auto *card = makeCard();
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(2 * grid, 12, 2 * grid, 12);
    column->setSpacing(4);
    auto *box = new QCheckBox(title);
    box->setObjectName(name);
    box->setFont(scaled(box->font(), Size::Text, true));
    box->setAccessibleDescription(meaning);
    column->addWidget(box);
    if (!meaning.isEmpty())
        column->addWidget(makeText(meaning, Tone::Muted));
    into->addWidget(card);
    return box;
}

void RotatePage::edit()
{
    DesiredState desired = m_model.desired();
    desired.rotation.accounts.clear();
    for (int i = 0; i < 2; ++i)
        if (m_accounts[i]->isChecked())
            desired.rotation.accounts.append(i);
    desired.rotation.password = m_password->isChecked();
    desired.rotation.keys = m_keys->isChecked();
    desired.rotation.pins = m_pins->isChecked() && !desired.rotation.keys;
    m_model.setDesired(desired);
}

void RotatePage::refresh()
{
    const DesiredState &desired = m_model.desired();
    for (int i = 0; i < 2; ++i) {
        const bool exists = i < desired.accounts.size();
        m_accounts[i]->parentWidget()->setVisible(exists);
        m_accounts[i]->setChecked(exists && desired.rotation.accounts.contains(i));
        // An ampersand in a name is no mnemonic.
        if (exists)
            m_accounts[i]->setText(
                m_model.principalName(i).value.isEmpty()
                    ? desired.accounts[i].userName
                    : m_model.principalName(i).value.replace(QLatin1Char('&'), QStringLiteral("&&")));
    }
    m_order->setText(desired.rotation.accounts.size() > 1
                         ? tr("The second one begins only when everything of the first is done.")
                         : tr("The other account is not touched."));
    m_password->setChecked(desired.rotation.password);
    m_keys->setChecked(desired.rotation.keys);
    const auto &tenantStatus = m_model.tenantStatus().tenantStatus().value;
    const int fresh = tenantStatus ? freshKeysFor(desired.rotation, *tenantStatus) : 0;
    m_freshKeys->setText(fresh == 1 ? tr("You need 1 fresh key.") : tr("You need %1 fresh keys.").arg(fresh));
    m_freshKeys->setVisible(desired.rotation.keys && fresh > 0);
    m_pins->setChecked(desired.rotation.pins || desired.rotation.keys);
    m_pins->setEnabled(!desired.rotation.keys); // new keys have new PINs
}

} // namespace bg
