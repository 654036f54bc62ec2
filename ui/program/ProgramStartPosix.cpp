// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/ProgramStart.h"

namespace bg {

void closeToForeignFiles() {}

QStringList programArguments(int argc, char *argv[])
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return arguments;
}

} // namespace bg
