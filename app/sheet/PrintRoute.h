// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/base/Secret.h"
#include "app/sheet/Printer.h"
#include "app/sheet/SheetHeader.h"

#include <QImage>
#include <QList>
#include <QString>

#include <chrono>
#include <functional>
#include <stop_token>

namespace bg {

// What a finished print job may have left behind.
struct PrintTrace {
    int jobId = 0;
    bool isPurged = false; // the print system forgot the job and its document
    QString remains; // why not purged, in the print system's words; empty when it is
};

// The printers of this machine, each judged. Blocks up to two seconds; NoPrinter when there is none or the print system
// does not answer; Cancelled.
Result<QList<Printer>> printers(std::stop_token stop);

// A page that has not come out by then waits for paper, or for good.
inline constexpr std::chrono::seconds longestJob{ 300 };

// One page in the two forms that print systems take: CUPS the PDF, the spooler of Windows a picture of so many `dpi`.
// Both are of the same SheetLook. Borrows the PDF.
struct PrintPage {
    const Secret &pdf;
    std::function<Result<QImage>(int dpi)> picture;
};

// Streams one page from memory to the print system (CUPS: no file of ours exists at any time; Windows: through
// QPrinter, and the spooler's own file is reported in `remains`), waits until the job has left the queue, then purges
// it. `title` is what the queue shows and must be neutral. Blocks until the printer is done, at most for about
// `longest`; `stop` cancels the job. Errors: NoPrinter (gone), PrinterNotTrusted (judged Refused), PrintFailed (detail:
// the printer's own reason, or that the job was still waiting after `longest`), Input (the printer does not take this
// paper), Cancelled. A job that failed or was cancelled is purged as well; where that too failed, `detail` says so. In
// every case the secret is still the caller's: print again.
Result<PrintTrace> print(const PrintPage &page, const Printer &printer, Paper paper, const QString &title,
                         std::stop_token stop, std::chrono::milliseconds longest = longestJob);

// Writes the PDF to a new file with mode 0600; never over an existing one, and no half file stays. File: the path and
// the system's reason (exists, no space left, no permission).
Result<void> exportPdf(const Secret &pdf, const QString &path);

} // namespace bg
