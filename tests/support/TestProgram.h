// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

namespace bg {

// The test classes of a folder are one program. It runs one of them, by the name of the file it is in:
//   base_tests SecretTest                      as ctest does
//   base_tests SecretTest aFunction -vs        with Qt Test's own arguments
class TestProgram {
public:
    using Run = int (*)(int argc, char **argv);
    TestProgram(const char *file, Run test);

    // A test sees itself as an application of its own, with the name of its file.
    template <typename Application, typename Test> static int run(int argc, char **argv)
    {
        Application::setAttribute(Qt::AA_Use96Dpi);
        Application application(argc, argv);
        Test test;
        return QTest::qExec(&test, argc, argv);
    }
};

} // namespace bg

// Ends the file of a test class: BG_TEST(QCoreApplication, SecretTest)
#define BG_TEST(Application, Test) BG_TEST_NUMBERED(Application, Test, __COUNTER__)
#define BG_TEST_NUMBERED(Application, Test, number) BG_TEST_NAMED(Application, Test, testProgram##number)
#define BG_TEST_NAMED(Application, Test, name)                                                                         \
    static const bg::TestProgram name(__FILE_NAME__, &bg::TestProgram::run<Application, Test>);
