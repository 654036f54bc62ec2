// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sheet/PrintRoute.h"

namespace bg {

// The printers behind the Paper page; the calls of app/sheet/PrintRoute.h, so that a scripted one can stand there too.
// All block, on a worker thread of the window.
class PrintService {
public:
    virtual ~PrintService() = default;
    virtual Result<QList<Printer>> printers(std::stop_token stop) { return bg::printers(stop); }
    virtual Result<PrintTrace> print(const PrintPage &page, const Printer &printer, Paper paper, const QString &title,
                                     std::stop_token stop)
    {
        return bg::print(page, printer, paper, title, stop);
    }
    virtual Result<void> exportPdf(const Secret &pdf, const QString &path) { return bg::exportPdf(pdf, path); }
};

} // namespace bg
