// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/FakeClock.h"
#include "tests/ui/ScriptedServices.h"
#include "ui/Window.h"

#include <memory>

namespace bg {

// A window with scripted services behind it, and the ways to bring it to a page.
class Stage {
public:
    Stage();
    ~Stage();

    // Walks by the real buttons until `page` is shown, answering nothing; false when a page does not let one go on.
    bool walkTo(PageId page);
    // Next, Start or Close, whichever the page has.
    bool goOn();
    template <typename Widget> Widget *find(const char *name) const
    {
        return window->wizard().currentPage()->findChild<Widget *>(QLatin1String(name));
    }
    // Types the password of the sheet at work back, group by group, through the fields.
    void typeBack();
    // Prints the sheet, reads it back and puts it away.
    bool handleSheet();
    // All sheets, until the record is there.
    bool handleAllPaper();

    WindowOperator human;
    FakeClock clock;
    ScriptedServices services{ human };
    std::unique_ptr<WizardModel> model;
    std::unique_ptr<Window> window;
};

} // namespace bg
