// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/PrintRoute.h"

#include <QPageSize>
#include <QPainter>
#include <QPrinter>
#include <QPrinterInfo>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

constexpr int pictureDpi = 600; // 18 pt type needs no more; 34 million pixels of A4

Printer described(const QPrinterInfo &queue)
{
    Printer printer;
    printer.name = queue.printerName();
    printer.description = queue.description();
    printer.isDefault = queue.isDefault();
    printer.acceptsJobs = queue.state() != QPrinter::Error;
    const QList<QPageSize> sizes = queue.supportedPageSizes();
    printer.takesA4 = sizes.contains(QPageSize(QPageSize::A4));
    printer.takesLetter = sizes.contains(QPageSize(QPageSize::Letter));
    // Qt does not tell the port: what is neither a file, a fax nor a cloud by its driver's name stays unknown, or on
    // the network.
    const Judgement judgement = judgePrinter({}, queue.makeAndModel() + u' ' + queue.printerName(), false);
    printer.trust = judgement.trust;
    printer.reason
        = judgement.reason == TrustReason::Unknown && queue.isRemote() ? TrustReason::ClearText : judgement.reason;
    return printer;
}

Result<void> draw(const QImage &page, QPrinter &printer, std::stop_token stop)
{
    QPainter painter;
    if (!painter.begin(&printer))
        return fail(Error::Kind::PrintFailed, u"The print system did not begin the page."_s);
    const std::stop_callback onStop(stop, [&printer] { printer.abort(); });
    painter.drawImage(QRectF(QPointF(), printer.paperRect(QPrinter::DevicePixel).size()), page);
    const bool isDone = painter.end();
    if (stop.stop_requested())
        return fail(Error::Kind::Cancelled);
    if (!isDone || printer.printerState() == QPrinter::Error)
        return fail(Error::Kind::PrintFailed, u"The print system gave the page up."_s);
    return {};
}

} // namespace

Result<QList<Printer>> printers(std::stop_token stop)
{
    QList<Printer> found;
    for (const QPrinterInfo &queue : QPrinterInfo::availablePrinters())
        found << described(queue);
    if (stop.stop_requested())
        return fail(Error::Kind::Cancelled);
    if (found.isEmpty())
        return fail(Error::Kind::NoPrinter);
    return found;
}

// The spooler tells nobody through Qt when the paper has come out: done means handed over, and `longest` is not used.
Result<PrintTrace> print(const PrintPage &page, const Printer &printer, Paper paper, const QString &title,
                         std::stop_token stop, std::chrono::milliseconds)
{
    if (printer.trust == Trust::Refused)
        return fail(Error::Kind::PrinterNotTrusted, printer.name);
    const QPrinterInfo queue = QPrinterInfo::printerInfo(printer.name);
    if (queue.isNull())
        return fail(Error::Kind::NoPrinter, printer.name);
    const QPageSize size(paper == Paper::A4 ? QPageSize::A4 : QPageSize::Letter);
    if (!queue.supportedPageSizes().contains(size))
        return fail(Error::Kind::Input, printer.name + u" does not take "_s + size.name());
    Result<QImage> picture = page.picture(pictureDpi);
    if (!picture)
        return fail(picture.error());

    QPrinter target(queue, QPrinter::HighResolution);
    target.setDocName(title);
    target.setPageSize(size);
    target.setFullPage(true);
    target.setColorMode(QPrinter::GrayScale);
    target.setDuplex(QPrinter::DuplexNone);
    const Result<void> drawn = draw(*picture, target, stop);
    picture->fill(Qt::white);
    if (!drawn)
        return fail(drawn.error());
    PrintTrace trace;
    trace.remains = u"The spooler keeps the page in its own folder until it is printed, and longer where the queue is "
                    "set to keep printed documents."_s;
    return trace;
}

} // namespace bg
