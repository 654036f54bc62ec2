// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/ResumeText.h"

#include "ui/words/Translate.h"
#include "ui/words/Words.h"

#include <QLocale>

namespace bg {

namespace {

QString passwordText(const UsableCredentials &account)
{
    const QString name = account.userPrincipalName.value;
    switch (account.password) {
    case UsableCredentials::Secret::Good:
    case UsableCredentials::Secret::EitherSheet:
        return words("%1: the password on sheet %2 opens it.").arg(name, account.passwordSheet);
    case UsableCredentials::Secret::Lost:
        return words("%1: no password opens it now. A new one was set and never reached paper.").arg(name);
    case UsableCredentials::Secret::None:
        break;
    }
    return words("%1: no password of it was printed from this computer.").arg(name);
}

QString keyText(const UsableCredentials &account, const UsableCredentials::Key &key)
{
    const QString name = account.userPrincipalName.value;
    const bool hasTwo = key.pin == UsableCredentials::Secret::EitherSheet && !key.pinSheetBefore.isEmpty();
    if (key.pin == UsableCredentials::Secret::Lost)
        return words("%1: key %2 does not open it. Its PIN never reached paper.").arg(name, key.label);
    if (key.pin == UsableCredentials::Secret::None)
        return words("%1: no PIN of key %2 was printed from this computer.").arg(name, key.label);
    if (hasTwo)
        return words("%1: key %2 opens it, with the PIN on sheet %3 or else the one on sheet %4.")
            .arg(name, key.label, key.pinSheet, key.pinSheetBefore);
    if (key.pinSheet.isEmpty())
        return words("%1: key %2 opens it, with the PIN that was chosen for it.").arg(name, key.label);
    return words("%1: key %2 opens it, with the PIN on sheet %3.").arg(name, key.label, key.pinSheet);
}

} // namespace

ResumeText ResumeText::of(const UnfinishedRun &run, const QList<UsableCredentials> &usableCredentials)
{
    const QString when = QLocale().toString(run.started.toLocalTime(), QLocale::ShortFormat);
    ResumeText text;
    text.headline = run.mode == Mode::Rotate ? words("A rotation that began on %1 was not finished").arg(when)
        : run.mode == Mode::Incident
        ? words("An answer to a use of an account that began on %1 was not finished").arg(when)
        : words("A set-up that began on %1 was not finished").arg(when);
    text.known
        = words("Accounts: %1. Group: %2.").arg(run.userPrincipalNames.join(QStringLiteral(", ")), run.exclusionGroup);
    if (run.lastStep)
        text.known += QLatin1Char(' ') + words("It came as far as: %1.").arg(stepTitle(*run.lastStep, {}));
    text.meaning
        = words("Going on reads everything again first and makes nothing twice. A password that is not sealed, "
                "and a PIN that never reached paper, are made anew.");
    for (const UsableCredentials &account : usableCredentials) {
        text.ways.append({ account.opens(account.password), passwordText(account) });
        for (const UsableCredentials::Key &key : account.keys)
            text.ways.append({ account.opens(key.pin), keyText(account, key) });
    }
    return text;
}

} // namespace bg
