// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"

#include <cstdio>
#include <map>
#include <string>

namespace bg {

namespace {

std::map<std::string, TestProgram::Run> &classes()
{
    static std::map<std::string, TestProgram::Run> classes;
    return classes;
}

} // namespace

TestProgram::TestProgram(const char *file, Run test)
{
    const std::string name(file);
    classes().emplace(name.substr(0, name.find('.')), test);
}

} // namespace bg

int main(int argc, char **argv)
{
    const auto chosen = argc > 1 ? bg::classes().find(argv[1]) : bg::classes().end();
    if (chosen != bg::classes().end())
        return chosen->second(argc - 1, argv + 1);
    std::fprintf(stderr, "%s CLASS [arguments of Qt Test...]; the classes are\n", argv[0]);
    for (const auto &entry : bg::classes())
        std::fprintf(stderr, "  %s\n", entry.first.c_str());
    return 2;
}
