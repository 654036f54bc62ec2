// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/SheetPage.h"
#include "ui/models/PrintService.h"
#include "ui/models/AsyncResult.h"
#include "ui/models/WizardModel.h"
#include "ui/models/Worker.h"

#include <QImage>
#include <QObject>

#include <functional>

namespace bg {

// The sheet that lies on the desk now: its pages, one at a time, from preview to "typed back and put away". Rendering
// and printing run on a thread of the desk; the secret lives as long as the sheet's question.
class SheetWorkflow final : public QObject {
    Q_OBJECT

public:
    SheetWorkflow(WizardModel &model, PrintService &service, QObject *parent = nullptr);

    // The page at work; null when no sheet waits.
    const SheetPage *sheetPage() const;
    QuestionPtr question() const { return m_question; }
    int number() const { return m_index + 1; } // 1-based, of
    int count() const { return int(m_sheetPages.size()); }
    // Masked; with `isHeld` the secret shows until released.
    void hold(bool isHeld);
    const QImage &preview() const { return m_preview; }

    void readPrinters();
    const AsyncResult<QList<Printer>> &printers() const { return m_printers; }
    void print(const Printer &printer);
    void exportPdf(const QString &path);
    // Blank boxes are printed and the secret is written in by hand: it reaches no printer.
    void writeByHand(bool isByHand);
    bool isByHand() const { return m_isByHand; }
    const AsyncResult<PrintTrace> &printed() const { return m_printed; }
    bool isBusy() const { return m_worker.isBusy(); }

    TypeBack *typeBack() { return m_typeBack ? &*m_typeBack : nullptr; }
    // Printed, and typed back if it holds a secret; a line that can be written by hand always is.
    bool isSheetPageDone() const;
    // What was put away so far, by title, in this order.
    const QStringList &done() const { return m_done; }
    // Puts the page away; after the last one the lane goes on.
    void putAway();

Q_SIGNALS:
    void sheetPageChanged();
    void previewChanged();
    void printersChanged();
    void printedChanged();

private:
    // Where the open page goes, on the desk's thread.
    using WayOut = std::function<Result<PrintTrace>(const PrintPage &page, Paper paper, std::stop_token stop)>;
    void bringOut(const WayOut &way);
    void takeNext();
    void begin();
    void drawPreview();
    SheetLook look(SecretInk secret) const;
    SecretInk screenInk() const;

    WizardModel &m_model;
    PrintService &m_service;
    QuestionPtr m_question;
    std::vector<std::shared_ptr<SheetPage>> m_sheetPages;
    int m_index = 0;
    std::optional<TypeBack> m_typeBack;
    QStringList m_done;
    bool m_isByHand = false, m_isHeld = false;
    QImage m_preview;
    AsyncResult<QList<Printer>> m_printers;
    AsyncResult<PrintTrace> m_printed;
    Worker m_drawer, m_worker;
};

} // namespace bg
