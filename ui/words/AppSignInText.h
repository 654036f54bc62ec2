// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/words/ErrorText.h"

namespace bg {

// What went wrong where an app signs in and nobody is there, for whoever reads the log: AADSTS numbers that mean
// something else for an app than for a person, the certificate, too many permissions or too few. Every other error as
// ErrorText::of() has it.
ErrorText appSignInText(const Error &error);

} // namespace bg
