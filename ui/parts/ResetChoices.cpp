// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/ResetChoices.h"

#include "app/sheet/SheetText.h"
#include "ui/parts/Text.h"
#include "ui/words/ResetText.h"

#include <algorithm>

namespace bg {

namespace {
// A name of 256 letters would widen the page.
constexpr int longestName = 40;
constexpr int longestUserName = 60;
} // namespace

ResetChoices::ResetChoices(WizardModel &model, QWidget *parent)
    : QWidget(parent), m_model(model), m_rows(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("resetChoices"));
    m_rows->setContentsMargins(0, grid, 0, 0);
    m_rows->setSpacing(grid);
    connect(&m_model, &WizardModel::tenantChanged, this, &ResetChoices::refresh);
    connect(&m_model, &WizardModel::choicesChanged, this, &ResetChoices::refresh);
    refresh();
}

void ResetChoices::refresh()
{
    const auto &tenant = m_model.tenant().value;
    setVisible(tenant.has_value());
    if (!tenant) {
        m_isBuilt = false;
        return;
    }
    if (!std::exchange(m_isBuilt, true) || m_shown != tenant->administrators)
        build(*tenant);
    const QList<ResetChoice> &chosen = m_model.desired().resets;
    for (auto box = m_boxes.begin(); box != m_boxes.end(); ++box)
        box.value()->setChecked(std::any_of(chosen.begin(), chosen.end(),
                                            [&](const ResetChoice &choice) { return choice.id == box.key(); }));
}

void ResetChoices::build(const TenantFacts &tenant)
{
    clear(m_rows);
    m_boxes.clear();
    m_shown = tenant.administrators;
    m_rows->addWidget(makeText(tr("Administrators to let in again"), Tone::Muted, Size::Text, true));
    if (!m_shown)
        return m_rows->addWidget(
            makeText(tr("Who else is Global Administrator could not be read. Go back a page and on again to try once "
                        "more."),
                     Tone::Warning));
    if (m_shown->isEmpty())
        return m_rows->addWidget(makeText(tr("Nobody but emergency accounts is Global Administrator now. Give the role "
                                             "to somebody in the Entra admin center."),
                                          Tone::Muted));
    m_rows->addWidget(makeText(tr("Whoever is chosen gets a one-time password on paper, to be changed at the next "
                                  "sign-in; all their sessions end, an account that is switched off is switched on, "
                                  "and their keys and phones stay as they are."),
                               Tone::Muted));
    for (const SeenAdministrator &person : *m_shown)
        m_rows->addWidget(makeCard(person));
}

QWidget *ResetChoices::makeCard(const SeenAdministrator &person)
{
    auto *card = bg::makeCard();
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(2 * grid, 10, grid, 10);
    column->setSpacing(4);
    const QString name = shortened(person.displayName, longestName);
    column->addWidget(makeText(name, Tone::Plain, Size::Text, true));
    column->addWidget(makeText(dotted({ shortened(person.userPrincipalName.value, longestUserName),
                                        person.isEnabled ? QString() : tr("switched off"),
                                        person.isActive ? QString() : tr("has to activate the role afterwards") }),
                               Tone::Muted));
    if (person.isCutShort)
        column->addWidget(makeText(tr("An earlier repair began to reset this sign-in and did not come to the paper: "
                                      "nobody knows the password."),
                                   Tone::Warning));
    if (!person.hindrance.isEmpty()) {
        const ErrorText why = resetRefusalText({ person.hindrance, name });
        column->addWidget(makeText(why.happened + QLatin1Char(' ') + why.remedy, Tone::Warning));
        return card;
    }
    auto *box = new QCheckBox(tr("Reset the sign-in of %1").arg(name));
    box->setObjectName(QStringLiteral("reset-") + person.id.value);
    box->setAccessibleName(tr("Reset the sign-in of %1").arg(person.displayName));
    box->setAccessibleDescription(person.userPrincipalName.value);
    connect(box, &QCheckBox::clicked, this, [this, person](bool isOn) { choose(person, isOn); });
    column->addWidget(box);
    m_boxes.insert(person.id, box);
    return card;
}

void ResetChoices::choose(const SeenAdministrator &person, bool isChosen)
{
    DesiredState desired = m_model.desired();
    desired.resets.removeIf([&](const ResetChoice &choice) { return choice.id == person.id; });
    if (isChosen)
        desired.resets.append({ person.id, person.userPrincipalName });
    m_model.setDesired(desired);
}

} // namespace bg
