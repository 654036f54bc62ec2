// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/ProgramStart.h"

#include <QCoreApplication>

#include <openssl/crypto.h>

#include <windows.h>

#include <shellapi.h>

namespace bg {

namespace {

// A process may lock about as many pages as its smallest working set; the heap of secrets is larger than the usual one.
void makeRoomToLock()
{
    constexpr SIZE_T room = 16 * 1024 * 1024;
    SIZE_T smallest = 0, largest = 0;
    if (GetProcessWorkingSetSize(GetCurrentProcess(), &smallest, &largest))
        SetProcessWorkingSetSize(GetCurrentProcess(), smallest + room, largest + room);
}

} // namespace

void closeToForeignFiles()
{
    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_SYSTEM32);
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr);
    QCoreApplication::setLibraryPaths({});
    // The compiled patterns of Qt keep a stack for each thread, which MinGW's runtime has freed when the thread's end
    // gives it back; interpreted ones need none.
    qputenv("QT_ENABLE_REGEXP_JIT", "0");
    makeRoomToLock();
}

QStringList programArguments(int, char *[])
{
    int count = 0;
    wchar_t **const words = CommandLineToArgvW(GetCommandLineW(), &count);
    QStringList arguments;
    for (int i = 1; i < count; ++i)
        arguments.append(QString::fromWCharArray(words[i]));
    LocalFree(words);
    return arguments;
}

} // namespace bg
