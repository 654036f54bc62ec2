// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "ui/program/FreedMemory.h"

#include <QFile>
#include <QTest>

#include <cstdlib>
#include <cstring>

using namespace bg;

// What stands at an address that may be freed: asked of the system, for the compiler must not be told to read there.
static QByteArray memoryAt(quintptr address, qsizetype size)
{
    QFile memory(QStringLiteral("/proc/self/mem"));
    if (!memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || !memory.seek(qint64(address)))
        return "unreadable";
    return memory.read(size);
}

class FreedMemoryTest : public QObject {
    Q_OBJECT

    static constexpr char Mark = '\x5e';

private Q_SLOTS:
    void initTestCase()
    {
        if (!isFreedMemoryWiped())
            QSKIP("another allocator");
    }
    void aFreedBlockHoldsNothing_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : { 24, 100, 1000, 1032, 1100, 5000 })
            QTest::addRow("%d bytes", size) << size;
    }
    void aFreedBlockHoldsNothing()
    {
        QFETCH(int, size);
        void *block = std::malloc(std::size_t(size));
        void *next = std::malloc(64); // the block is not given back to the system
        std::memset(block, Mark, std::size_t(size));
        const auto address = quintptr(block);
        QCOMPARE(memoryAt(address, size), QByteArray(size, Mark));
        std::free(block);
        QVERIFY(memoryAt(address, size).count(Mark) < 8); // the allocator's own links may look like anything
        std::free(next);
    }
    void aTextThatGrowsLeavesNothingBehind()
    {
        QByteArray text(100, Mark);
        const auto address = quintptr(text.constData());
        void *next = std::malloc(64);
        text.append(QByteArray(5000, Mark));
        QVERIFY(quintptr(text.constData()) != address);
        QVERIFY(memoryAt(address, 100).count(Mark) < 8);
        QCOMPARE(text, QByteArray(5100, Mark));
        std::free(next);
    }
    void reallocKeepsTheBytes()
    {
        auto *block = static_cast<char *>(std::malloc(10));
        std::memcpy(block, "012345678", 10);
        for (const std::size_t size : { 20, 4000, 300000, 500, 10 }) {
            block = static_cast<char *>(std::realloc(block, size));
            QCOMPARE(QByteArray(block), QByteArray("012345678"));
        }
        std::free(block);
        std::free(std::realloc(nullptr, 5));
    }
};

BG_TEST(QCoreApplication, FreedMemoryTest)
#include "FreedMemoryTest.moc"
