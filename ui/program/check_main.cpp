// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/ProgramRun.h"

int main(int argc, char *argv[])
{
    return bg::runProgram(argc, argv, false);
}
