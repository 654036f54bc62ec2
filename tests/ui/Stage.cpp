// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/Stage.h"

#include "ui/pages/PaperPage.h"
#include "ui/parts/SecretField.h"

#include <QCheckBox>
#include <QPushButton>
#include <QTest>

namespace bg {

Stage::Stage()
{
    model = std::make_unique<WizardModel>(services, services, human, clock);
    DesiredState desired = DesiredState::proposal();
    desired.accounts[0].userName = QStringLiteral("harbour.north");
    desired.accounts[0].displayName = QStringLiteral("Harbour North");
    desired.accounts[1].userName = QStringLiteral("meadow.south");
    desired.accounts[1].displayName = QStringLiteral("Meadow South");
    desired.places = { QStringLiteral("Safe, head office, 2nd floor"), QStringLiteral("Bank box 114, other town") };
    desired.people.authorisedBy = { QStringLiteral("Head of IT"), QStringLiteral("Managing director") };
    model->setDesired(desired);
    window = std::make_unique<Window>(*model, services);
    window->show();
}

Stage::~Stage()
{
    window.reset();
}

bool Stage::goOn()
{
    Wizard &wizard = window->wizard();
    const PageId page = wizard.page();
    if (page == PageId::Review) {
        auto *haveRead = find<QCheckBox>("haveRead");
        if (!QTest::qWaitFor([&] { return haveRead->isEnabled(); }, 10000))
            return false;
        haveRead->setChecked(true);
    }
    for (const auto which : { QWizard::NextButton, QWizard::CommitButton, QWizard::FinishButton }) {
        QAbstractButton *button = wizard.button(which);
        if (!button->isVisible())
            continue;
        // A run that has a sheet ready turns to the paper by itself.
        if (!QTest::qWaitFor([&] { return button->isEnabled() || wizard.page() != page; }, 10000))
            return false;
        if (wizard.page() == page)
            button->click();
        return wizard.page() == page || QTest::qWaitFor([&] { return wizard.isLive(); }, 5000);
    }
    return false;
}

bool Stage::walkTo(PageId page)
{
    for (int step = 0; step < 12 && window->wizard().page() != page; ++step) {
        if (window->wizard().page() == PageId::SignIn && !model->identity().value)
            find<QPushButton>("signIn")->click();
        if (window->wizard().page() == PageId::Paper && page != PageId::Paper && !handleAllPaper())
            return false;
        if (!goOn())
            return false;
    }
    return QTest::qWaitFor([&] { return window->wizard().page() == page && window->wizard().isLive(); }, 5000);
}

void Stage::typeBack()
{
    const QList<QByteArray> groups = scriptedPassword().split('-');
    for (int i = 0; i < groups.size(); ++i)
        if (auto *field = find<SecretField>(qPrintable(QStringLiteral("group-%1").arg(i))))
            field->type(groups[i]);
}

bool Stage::handleSheet()
{
    auto *print = find<QPushButton>("print");
    auto *putAway = find<QPushButton>("putAway");
    const auto question = model->sheetQuestion();
    const SheetWorkflow &workflow = window->wizard().paper().workflow();
    if (!QTest::qWaitFor([&] { return workflow.question() == question; }, 5000))
        return false;
    if (!QTest::qWaitFor([print] { return print->isVisible() && print->isEnabled(); }, 10000))
        return false;
    print->click();
    typeBack();
    if (!QTest::qWaitFor([putAway] { return putAway->isEnabled(); }, 20000))
        return false;
    putAway->click();
    return QTest::qWaitFor([&] { return model->sheetQuestion() != question; }, 5000);
}

bool Stage::handleAllPaper()
{
    while (!model->record()) {
        if (!QTest::qWaitFor([this] { return model->record() || model->sheetQuestion(); }, 10000))
            return false;
        if (model->sheetQuestion() && !handleSheet())
            return false;
    }
    return true;
}

} // namespace bg
