// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/Passphrase.h"

#include "app/auth/AppCertificate.h"
#include "ui/program/Terminal.h"

#include <QFile>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>
#endif

namespace bg {

namespace {

constexpr qint64 longestPassphrase = 4096; // bytes

tl::unexpected<Error> missing()
{
    Error error;
    error.kind = Error::Kind::CertificateUnusable;
    error.detail = name(CertificateProblem::PassphraseMissing);
    return fail(error);
}

Result<Secret> firstLine(QFile &file)
{
    QByteArray bytes = file.read(longestPassphrase);
    const qsizetype end = bytes.indexOf('\n');
    const qsizetype size = end < 0 ? bytes.size() : end;
    Secret secret = Secret::copyOf(QByteArrayView(bytes).first(size));
    wipe(bytes);
    if (secret.isEmpty())
        return missing();
    return secret;
}

Result<Secret> fromTerminal(const QString &certificate)
{
#ifdef Q_OS_UNIX
    const int terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC);
    if (terminal < 0)
        return missing();
    termios before{};
    ::tcgetattr(terminal, &before);
    termios silent = before;
    silent.c_lflag &= ~tcflag_t(ECHO);
    ::tcsetattr(terminal, TCSAFLUSH, &silent);
    printLine(stderr, QStringLiteral("Passphrase of %1:").arg(certificate));
    Secret typed = Secret::ofSize(std::size_t(longestPassphrase));
    const ssize_t size = ::read(terminal, typed.writable(), typed.size());
    ::tcsetattr(terminal, TCSAFLUSH, &before);
    ::close(terminal);
    if (size <= 1)
        return missing();
    return Secret::copyOf(typed.reveal().first(qsizetype(size) - 1)); // without the line feed
#else
    Q_UNUSED(certificate)
    return missing();
#endif
}

} // namespace

Result<Secret> readPassphrase(const QString &source, const QString &certificate)
{
    QFile file;
    if (source.startsWith(QLatin1String("fd:"))) {
        if (!file.open(source.mid(3).toInt(), QIODevice::ReadOnly | QIODevice::Unbuffered))
            return missing();
        return firstLine(file);
    }
    if (source.startsWith(QLatin1String("credential:"))) {
        const QString folder = qEnvironmentVariable("CREDENTIALS_DIRECTORY");
        file.setFileName(folder + QLatin1Char('/') + source.mid(qsizetype(qstrlen("credential:"))));
        if (folder.isEmpty() || !file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return missing();
        return firstLine(file);
    }
    return fromTerminal(certificate);
}

} // namespace bg
