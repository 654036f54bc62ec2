// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/WelcomePage.h"

#include "ui/parts/MarkLabel.h"
#include "ui/words/Words.h"

#include <QGridLayout>
#include <QHBoxLayout>

namespace bg {

namespace {
// A push button whose face is a layout: it is as large as what lies on it.
class CardButton final : public QPushButton {
public:
    QSize sizeHint() const override { return layout()->totalSizeHint(); }
    QSize minimumSizeHint() const override { return layout()->totalMinimumSize(); }
    bool hasHeightForWidth() const override { return layout()->hasHeightForWidth(); }
    int heightForWidth(int width) const override { return layout()->totalHeightForWidth(width); }
};
} // namespace

WelcomePage::WelcomePage(WizardModel &model) : Page(PageId::Welcome, QStringLiteral("welcome"), model)
{
    setHeading(tr("What would you like to do?"), tr("Choose one; nothing is changed before you have seen the list."));
    auto *cards = new QGridLayout;
    cards->setSpacing(2 * grid);
    const Mode modes[] = { Mode::Provision, Mode::Rotate, Mode::Check, Mode::Drill };
    for (int i = 0; i < 4; ++i)
        cards->addWidget(makeModeCard(modes[i]), i / 2, i % 2);
    cards->addWidget(makeModeCard(Mode::Incident), 2, 0, 1, 2);
    cards->setColumnStretch(0, 1);
    cards->setColumnStretch(1, 1);
    cards->setRowStretch(0, 1);
    cards->setRowStretch(1, 1);
    m_body->addLayout(cards, 1);
    m_body->addSpacing(grid);
    m_body->addWidget(makeText(tr("Have at hand"), Tone::Plain, Size::Text, true));
    m_body->addWidget(makeText(tr("four FIDO2 keys · a printer on a cable · two tamper-evident envelopes · a second "
                                  "person · two safes · 20 minutes"),
                               Tone::Muted));
    m_body->addSpacing(grid);
    connect(&m_modes, &QButtonGroup::idClicked, this, [this](int mode) { m_model.choose(Mode(mode)); });
    connect(&m_model, &WizardModel::choicesChanged, this, &WelcomePage::refresh);
    refresh();
}

QPushButton *WelcomePage::makeModeCard(Mode mode)
{
    auto *card = new CardButton;
    card->setObjectName(QStringLiteral("mode-") + name(mode));
    card->setProperty("card", true);
    card->setCheckable(true);
    card->setAutoDefault(false);
    card->setAccessibleName(modeName(mode));
    card->setAccessibleDescription(modeSentence(mode));
    card->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(20, 2 * grid, 20, 2 * grid);
    column->setSpacing(6);
    static const QHash<Mode, QString> icons{ { Mode::Provision, QStringLiteral("setup") },
                                             { Mode::Rotate, QStringLiteral("rotate") },
                                             { Mode::Check, QStringLiteral("check") },
                                             { Mode::Drill, QStringLiteral("drill") },
                                             { Mode::Incident, QStringLiteral("seal") } };
    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(new MarkLabel(icons.value(mode), 24));
    head->addWidget(makeText(modeName(mode), Tone::Plain, Size::Lead, true), 1);
    column->addLayout(head);
    column->addWidget(makeText(modeSentence(mode), Tone::Muted));
    column->addStretch(1);
    auto *when = makeText({}, Tone::Muted);
    when->setObjectName(QStringLiteral("when"));
    column->addWidget(when);
    for (QWidget *child : card->findChildren<QWidget *>())
        child->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_modes.addButton(card, int(mode));
    return card;
}

void WelcomePage::refresh()
{
    for (QAbstractButton *card : m_modes.buttons()) {
        const auto mode = Mode(m_modes.id(card));
        const bool isOffered = m_model.offeredModes().contains(mode);
        card->setEnabled(isOffered);
        card->setChecked(mode == m_model.mode());
        auto *when = card->findChild<QLabel *>(QStringLiteral("when"));
        when->setText(!isOffered                    ? tr("Not in this version yet")
                          : mode == Mode::Provision ? tr("About 20 minutes with four keys")
                          : mode == Mode::Check     ? tr("About a minute, no keys needed")
                          : mode == Mode::Rotate    ? tr("About 10 minutes an account")
                          : mode == Mode::Incident    ? tr("Begin at once; explaining takes a minute")
                                                    : tr("About 10 minutes, with a witness"));
    }
}

} // namespace bg
