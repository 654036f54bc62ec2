// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/SignInRefusalText.h"

#include "ui/words/ServiceErrorText.h"
#include "ui/words/Translate.h"

namespace bg {

ErrorText signInRefusalText(const Error &error)
{
    if (const auto known = serviceErrorText(error))
        return *known;
    const QString said = serviceWords(error);
    return { said.isEmpty() ? words("The sign-in was refused.") : words("The sign-in was refused: %1").arg(said),
             words("The details say why. Sign in with an account that may do this, or ask who runs the tenant.") };
}

} // namespace bg
