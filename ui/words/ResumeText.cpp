// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/ResumeText.h"

#include "ui/words/Translate.h"
#include "ui/words/Words.h"

#include <QLocale>

namespace bg {

ResumeText ResumeText::of(const UnfinishedRun &run)
{
    const QString when = QLocale().toString(run.started.toLocalTime(), QLocale::ShortFormat);
    ResumeText text;
    text.headline = run.mode == Mode::Rotate ? words("A rotation that began on %1 was not finished").arg(when)
        : run.mode == Mode::Misuse
        ? words("An answer to a use of an account that began on %1 was not finished").arg(when)
        : words("A set-up that began on %1 was not finished").arg(when);
    text.known
        = words("Accounts: %1. Group: %2.").arg(run.userPrincipalNames.join(QStringLiteral(", ")), run.exclusionGroup);
    if (run.lastStep)
        text.known += QLatin1Char(' ') + words("It came as far as: %1.").arg(stepTitle(*run.lastStep, {}));
    text.meaning
        = words("Going on reads everything again first and makes nothing twice. A password that is not sealed, "
                "and a PIN that never reached paper, are made anew.");
    return text;
}

} // namespace bg
