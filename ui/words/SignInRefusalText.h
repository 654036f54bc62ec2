// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/words/ErrorText.h"

namespace bg {

// What the login's number means for the person, by serviceCode ("AADSTS65001"); for a number that is not listed, that
// the sign-in was refused and that the details say why.
// Numbers: learn.microsoft.com/entra/identity-platform/reference-error-codes.
ErrorText signInRefusalText(const Error &error);

} // namespace bg
