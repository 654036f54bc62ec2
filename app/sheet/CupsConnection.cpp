// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/CupsConnection.h"

#include "app/base/Cloud.h"

namespace bg {

using namespace Qt::StringLiterals;

QString lastCupsError()
{
    return QString::fromUtf8(cupsLastErrorString());
}

namespace {

// Another host gets what is printed in clear unless TLS is demanded: who sets CUPS_SERVER, or writes the operator's
// client.conf, would read it.
bool isSafeForSecrets()
{
    const QString server = QString::fromUtf8(cupsServer());
    const http_encryption_t encryption = cupsEncryption();
    return server.startsWith(u'/') || isLoopbackHost(server) || encryption == HTTP_ENCRYPTION_REQUIRED
        || encryption == HTTP_ENCRYPTION_ALWAYS;
}

} // namespace

Result<CupsConnection> CupsConnection::to(const QString &printer, std::stop_token stop)
{
    if (!isSafeForSecrets())
        return fail(Error::Kind::PrinterNotTrusted, printer + u" at "_s + QString::fromUtf8(cupsServer()));
    int cancelled = 0;
    const std::stop_callback onStop(stop, [&cancelled] { cancelled = 1; });
    CupsConnection connection;
    connection.m_http.reset(
        httpConnect2(cupsServer(), ippPort(), nullptr, AF_UNSPEC, cupsEncryption(), 1, 5000, &cancelled));
    if (stop.stop_requested())
        return fail(Error::Kind::Cancelled);
    if (!connection.http())
        return fail(Error::Kind::NoPrinter, lastCupsError());
    // A scheduler that takes the connection and then says nothing is given up after ten seconds per answer.
    httpSetTimeout(
        connection.http(), 10, [](http_t *, void *) { return 0; }, nullptr);
    connection.m_queue.reset(cupsGetNamedDest(connection.http(), printer.toUtf8().constData(), nullptr));
    if (!connection.queue())
        return fail(Error::Kind::NoPrinter, printer);
    connection.m_info.reset(cupsCopyDestInfo(connection.http(), connection.queue()));
    if (!connection.info())
        return fail(Error::Kind::NoPrinter, printer + u": "_s + lastCupsError());
    return connection;
}

} // namespace bg
