// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/CupsConnection.h"
#include "app/sheet/PrintRoute.h"

#include <QUrl>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

using namespace std::chrono_literals;

QString option(const cups_dest_t *queue, const char *name)
{
    return QString::fromUtf8(cupsGetOption(name, queue->num_options, queue->options));
}

QString withoutPassword(const QString &address)
{
    QUrl url(address);
    url.setUserInfo(QString());
    return url.isValid() ? url.toString() : address;
}

Printer described(const cups_dest_t *queue)
{
    Printer printer;
    printer.name = QString::fromUtf8(queue->name);
    printer.description = option(queue, "printer-info");
    const QString address = option(queue, "device-uri");
    printer.address = withoutPassword(address);
    printer.isDefault = queue->is_default != 0;
    printer.acceptsJobs = option(queue, "printer-is-accepting-jobs") != u"false";
    const QString reasons = option(queue, "printer-state-reasons");
    printer.state = reasons == u"none" ? QString() : reasons;
    const bool isFax = (option(queue, "printer-type").toUInt() & CUPS_PRINTER_FAX) != 0;
    const Judgement judgement = isFax
        ? Judgement{ Trust::Refused, TrustReason::Fax }
        : judgePrinter(address, option(queue, "printer-make-and-model"), option(queue, "printer-is-shared") == u"true");
    printer.trust = judgement.trust;
    printer.reason = judgement.reason;
    return printer;
}

// Gives the other threads their time; false when stopped meanwhile.
bool pause(std::chrono::milliseconds length, std::stop_token stop)
{
    std::mutex mutex;
    std::condition_variable_any woken;
    std::unique_lock lock(mutex);
    return !woken.wait_for(lock, stop, length, [] { return false; }) && !stop.stop_requested();
}

const char *mediaName(Paper paper)
{
    return paper == Paper::A4 ? CUPS_MEDIA_A4 : CUPS_MEDIA_LETTER;
}

struct JobState {
    ipp_jstate_t state = IPP_JSTATE_PENDING;
    QString words;
};

Result<JobState> jobState(const CupsConnection &connection, int job)
{
    static const char *const wanted[] = { "job-state", "job-printer-state-message", "job-state-reasons" };
    ipp_t *request = ippNewRequest(IPP_OP_GET_JOB_ATTRIBUTES);
    const QByteArray uri = "ipp://localhost/jobs/" + QByteArray::number(job);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "job-uri", nullptr, uri.constData());
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, cupsUser());
    ippAddStrings(request, IPP_TAG_OPERATION, IPP_CONST_TAG(IPP_TAG_KEYWORD), "requested-attributes", 3, nullptr,
                  wanted);
    const std::unique_ptr<ipp_t, decltype(&ippDelete)> answer(cupsDoRequest(connection.http(), request, "/"),
                                                              ippDelete);
    ipp_attribute_t *state = answer ? ippFindAttribute(answer.get(), "job-state", IPP_TAG_ENUM) : nullptr;
    if (!state)
        return fail(Error::Kind::PrintFailed, lastCupsError());
    JobState seen;
    seen.state = static_cast<ipp_jstate_t>(ippGetInteger(state, 0));
    for (const char *name : { "job-printer-state-message", "job-state-reasons" })
        if (ipp_attribute_t *words = ippFindAttribute(answer.get(), name, IPP_TAG_ZERO); words && seen.words.isEmpty())
            seen.words = QString::fromUtf8(ippGetString(words, 0, nullptr));
    return seen;
}

Result<void> send(const CupsConnection &connection, int job, const Secret &pdf, int options, cups_option_t *chosen,
                  std::stop_token stop)
{
    http_status_t status = cupsStartDestDocument(connection.http(), connection.queue(), connection.info(), job,
                                                 "Document", CUPS_FORMAT_PDF, options, chosen, 1);
    const QByteArrayView bytes = pdf.reveal();
    constexpr qsizetype piece = 16 << 10;
    for (qsizetype sent = 0; status == HTTP_STATUS_CONTINUE && sent < bytes.size(); sent += piece) {
        if (stop.stop_requested())
            return fail(Error::Kind::Cancelled);
        status = cupsWriteRequestData(connection.http(), bytes.data() + sent,
                                      size_t(std::min(piece, bytes.size() - sent)));
    }
    if (status != HTTP_STATUS_CONTINUE)
        return fail(Error::Kind::PrintFailed, lastCupsError());
    if (cupsFinishDestDocument(connection.http(), connection.queue(), connection.info()) > IPP_STATUS_OK_CONFLICTING)
        return fail(Error::Kind::PrintFailed, lastCupsError());
    return {};
}

Result<void> await(const CupsConnection &connection, int job, std::chrono::milliseconds longest, std::stop_token stop)
{
    const auto begin = std::chrono::steady_clock::now();
    while (true) {
        const Result<JobState> seen = jobState(connection, job);
        if (!seen)
            return fail(seen.error());
        if (seen->state == IPP_JSTATE_COMPLETED)
            return {};
        if (seen->state >= IPP_JSTATE_STOPPED) // stopped, cancelled, aborted
            return fail(Error::Kind::PrintFailed, seen->words);
        if (std::chrono::steady_clock::now() - begin >= longest)
            return fail(Error::Kind::PrintFailed, u"The page is still waiting in the queue: "_s + seen->words);
        if (!pause(150ms, stop))
            return fail(Error::Kind::Cancelled);
    }
}

// Ends one job, finished or not, and removes record and document. The attribute is "purge-job": with "purge-jobs", as
// the cancel command of CUPS 2.4.2 sends it, a finished job is refused (OpenPrinting/cups#742), and Cancel-My-Jobs with
// "purge-jobs" removes the record but leaves the document in the spool, as seen with cupsd 2.4.2.
QString purge(const CupsConnection &connection, const QString &printer, int job)
{
    ipp_t *request = ippNewRequest(IPP_OP_CANCEL_JOB);
    const QByteArray uri = "ipp://localhost/printers/" + QUrl::toPercentEncoding(printer);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, uri.constData());
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, cupsUser());
    ippAddInteger(request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    ippAddBoolean(request, IPP_TAG_OPERATION, "purge-job", 1);
    ippDelete(cupsDoRequest(connection.http(), request, "/jobs/"));
    return cupsLastError() <= IPP_STATUS_OK_CONFLICTING ? QString() : lastCupsError();
}

// After an error the connection may stand in the middle of a document.
QString purgeAfresh(const QString &printer, int job)
{
    const Result<CupsConnection> fresh = CupsConnection::to(printer, {});
    return fresh ? purge(*fresh, printer, job) : fresh.error().detail;
}

} // namespace

Result<QList<Printer>> printers(std::stop_token stop)
{
    int cancelled = 0;
    const std::stop_callback onStop(stop, [&cancelled] { cancelled = 1; });
    QList<Printer> found;
    const auto collect = [](void *list, unsigned flags, cups_dest_t *queue) {
        if (!(flags & CUPS_DEST_FLAGS_REMOVED))
            static_cast<QList<Printer> *>(list)->append(described(queue));
        return 1;
    };
    cupsEnumDests(CUPS_DEST_FLAGS_NONE, 2000, &cancelled, 0, 0, collect, &found);
    if (stop.stop_requested())
        return fail(Error::Kind::Cancelled);
    if (found.isEmpty())
        return fail(Error::Kind::NoPrinter, lastCupsError());
    return found;
}

Result<PrintTrace> print(const PrintPage &page, const Printer &printer, Paper paper, const QString &title,
                         std::stop_token stop, std::chrono::milliseconds longest)
{
    if (printer.trust == Trust::Refused)
        return fail(Error::Kind::PrinterNotTrusted, printer.name);
    const Result<CupsConnection> connection = CupsConnection::to(printer.name, stop);
    if (!connection)
        return fail(connection.error());
    if (!cupsCheckDestSupported(connection->http(), connection->queue(), connection->info(), CUPS_MEDIA,
                                mediaName(paper)))
        return fail(Error::Kind::Input, printer.name + u" does not take "_s + QLatin1String(mediaName(paper)));

    cups_option_t *chosen = nullptr;
    int options = cupsAddOption(CUPS_MEDIA, mediaName(paper), 0, &chosen);
    options = cupsAddOption(CUPS_SIDES, CUPS_SIDES_ONE_SIDED, options, &chosen);
    options = cupsAddOption(CUPS_PRINT_COLOR_MODE, CUPS_PRINT_COLOR_MODE_MONOCHROME, options, &chosen);
    options = cupsAddOption("job-sheets", "none", options, &chosen);
    const std::unique_ptr<cups_option_t, std::function<void(cups_option_t *)>> owner(
        chosen, [&options](cups_option_t *list) { cupsFreeOptions(options, list); });

    PrintTrace trace;
    if (cupsCreateDestJob(connection->http(), connection->queue(), connection->info(), &trace.jobId,
                          title.toUtf8().constData(), options, chosen)
        > IPP_STATUS_OK_CONFLICTING)
        return fail(Error::Kind::PrintFailed, lastCupsError());
    Result<void> done = send(*connection, trace.jobId, page.pdf, options, chosen, stop);
    if (done)
        done = await(*connection, trace.jobId, longest, stop);
    if (!done) {
        Error why = done.error();
        if (const QString remains = purgeAfresh(printer.name, trace.jobId); !remains.isEmpty())
            why.detail += u" Job %1 may still lie in the queue: %2"_s.arg(trace.jobId).arg(remains);
        return fail(why);
    }
    trace.remains = purge(*connection, printer.name, trace.jobId);
    trace.isPurged = trace.remains.isEmpty();
    return trace;
}

} // namespace bg
