// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace bg {

// tr() for sentences outside of a class; lupdate knows it by -tr-function-alias translate+=words.
inline QString words(const char *text)
{
    return QCoreApplication::translate("bg", text);
}

} // namespace bg
