// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "ui/program/Terminal.h"

#include <QTest>

using namespace bg;
using namespace Qt::StringLiterals;

class TerminalTest : public QObject {
    Q_OBJECT

    template <typename Print> static QByteArray printed(Print print)
    {
        std::FILE *file = std::tmpfile();
        print(file);
        std::rewind(file);
        QByteArray bytes(1000, '\0');
        bytes.truncate(qsizetype(std::fread(bytes.data(), 1, std::size_t(bytes.size()), file)));
        std::fclose(file);
        return bytes;
    }

private Q_SLOTS:
    void aNameIsNotObeyedByTheTerminal()
    {
        const QString name = u"CA001\u001b]0;owned\u0007\u009b2J\u202e"_s;
        const QByteArray line = printed([&](std::FILE *file) { printLine(file, name); });
        QCOMPARE(line, QByteArray("CA001\\u001b]0;owned\\u0007\\u009b2J\\u202e\n"));
        QCOMPARE(printed([&](std::FILE *file) { printText(file, name + u'\n'); }), line);
    }
    void aNameMakesNoLineOfItsOwn()
    {
        const QByteArray line
            = printed([](std::FILE *file) { printLine(file, u"policy \"a\nunchanged  fine  all.good\""_s); });
        QCOMPARE(line.count('\n'), 1);
    }
};

BG_TEST(QCoreApplication, TerminalTest)
#include "TerminalTest.moc"
