// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/HidrawPort.h"

#include "app/base/Clock.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <unistd.h>

namespace bg {

namespace {

using namespace std::chrono_literals;

Error::Kind kindOfErrno(int code)
{
    switch (code) {
    case EACCES:
    case EPERM:
        return Error::Kind::KeyNotPermitted;
    case EWOULDBLOCK:
    case EBUSY:
        return Error::Kind::KeyBusy;
    default:
        return Error::Kind::KeyRemoved;
    }
}

// The opened and locked file, or minus the error number.
int openLocked(const QByteArray &path)
{
    const int file = ::open(path.constData(), O_RDWR | O_CLOEXEC);
    if (file < 0)
        return -errno;
    if (::flock(file, LOCK_EX | LOCK_NB) == 0)
        return file;
    const int code = errno;
    ::close(file);
    return -code;
}

} // namespace

Result<std::unique_ptr<HidPort>> HidrawPort::open(const QString &path, std::stop_token stop)
{
    SystemClock clock;
    const auto end = clock.now() + 2s;
    for (;;) {
        const int file = openLocked(QFile::encodeName(path));
        if (file >= 0)
            return std::make_unique<HidrawPort>(file);
        const Error::Kind kind = kindOfErrno(-file);
        if (kind == Error::Kind::KeyRemoved || clock.now() >= end)
            return fail(kind, path);
        if (!clock.sleep(100ms, stop))
            return fail(Error::Kind::Cancelled);
    }
}

HidrawPort::~HidrawPort()
{
    ::close(m_file);
}

HidPort::Reading HidrawPort::read(ctaphid::Report &report, std::chrono::milliseconds patience)
{
    pollfd waiting{ m_file, POLLIN, 0 };
    const int ready = ::poll(&waiting, 1, int(patience.count()));
    if (ready == 0 || (ready < 0 && errno == EINTR))
        return Reading::Nothing;
    if (ready < 0)
        return Reading::Gone;
    const ssize_t count = ::read(m_file, report.data(), report.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return Reading::Nothing;
    return count == ssize_t(report.size()) ? Reading::Got : Reading::Gone;
}

bool HidrawPort::write(const ctaphid::Report &report)
{
    std::array<unsigned char, 65> numbered{}; // report id 0 first: hidraw.rst of the kernel
    std::copy(report.begin(), report.end(), numbered.begin() + 1);
    return ::write(m_file, numbered.data(), numbered.size()) == ssize_t(numbered.size());
}

// The kernel hangs up a node whose device went.
bool HidrawPort::isGone() const
{
    pollfd waiting{ m_file, 0, 0 };
    return ::poll(&waiting, 1, 0) > 0 && (waiting.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
}

} // namespace bg
