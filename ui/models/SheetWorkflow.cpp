// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/SheetWorkflow.h"

namespace bg {

SheetWorkflow::SheetWorkflow(WizardModel &model, PrintService &service, QObject *parent)
    : QObject(parent), m_model(model), m_service(service)
{
    connect(&m_model, &WizardModel::questionAsked, this, &SheetWorkflow::takeNext);
    connect(&m_model, &WizardModel::questionGone, this, &SheetWorkflow::takeNext);
}

const SheetPage *SheetWorkflow::sheetPage() const
{
    return m_index < int(m_sheetPages.size()) ? m_sheetPages[size_t(m_index)].get() : nullptr;
}

void SheetWorkflow::takeNext()
{
    const QuestionPtr question = m_model.sheetQuestion();
    if (question == m_question)
        return;
    if (!m_model.run().isStopping)
        for (const auto &page : m_sheetPages)
            m_done += page->title();
    m_question = question;
    m_sheetPages.clear();
    m_index = 0;
    if (question) {
        auto sheetPages = SheetPage::of(question, m_model.desired().passwordShape);
        if (!sheetPages)
            return m_model.human().refuse(question->id, sheetPages.error());
        m_sheetPages = std::move(*sheetPages);
    }
    begin();
}

void SheetWorkflow::begin()
{
    m_printed = {};
    m_isHeld = false;
    m_typeBack.reset();
    if (!m_preview.isNull())
        m_preview.fill(Qt::white);
    m_preview = {};
    if (sheetPage() && sheetPage()->isSecret())
        m_typeBack.emplace(sheetPage()->typeBack());
    Q_EMIT sheetPageChanged();
    drawPreview();
}

SheetLook SheetWorkflow::look(SecretInk secret) const
{
    return sheetLook(m_model.desired(), secret);
}

SecretInk SheetWorkflow::screenInk() const
{
    return m_isHeld ? SecretInk::Printed : m_isByHand ? SecretInk::Boxes : SecretInk::Masked;
}

void SheetWorkflow::drawPreview()
{
    if (!sheetPage() || m_drawer.isBusy())
        return;
    const std::shared_ptr<SheetPage> page = m_sheetPages[size_t(m_index)];
    const SecretInk ink = screenInk();
    m_drawer.start([page, look = look(ink)](std::stop_token) { return page->preview(look, 110); },
                   [this, page, ink](Result<QImage> image) {
                       const bool isStale = page.get() != sheetPage() || ink != screenInk();
                       if (isStale) {
                           if (image)
                               image->fill(Qt::white);
                           return drawPreview();
                       }
                       if (image)
                           m_preview = std::move(*image);
                       Q_EMIT previewChanged();
                   });
}

void SheetWorkflow::hold(bool isHeld)
{
    if (isHeld == m_isHeld)
        return;
    m_isHeld = isHeld;
    if (!isHeld && !m_preview.isNull()) {
        m_preview.fill(Qt::white);
        Q_EMIT previewChanged();
    }
    drawPreview();
}

void SheetWorkflow::readPrinters()
{
    if (m_worker.isBusy())
        return;
    m_printers = { true, {}, {} };
    m_worker.start([this](std::stop_token stop) { return m_service.printers(stop); },
                   [this](const Result<QList<Printer>> &printers) {
                       m_printers = readingOf(printers);
                       Q_EMIT printersChanged();
                   });
    Q_EMIT printersChanged();
}

void SheetWorkflow::print(const Printer &printer)
{
    bringOut([this, printer](const PrintPage &page, Paper paper, std::stop_token stop) {
        return m_service.print(page, printer, paper, QStringLiteral("Document"), stop);
    });
}

void SheetWorkflow::exportPdf(const QString &path)
{
    bringOut([this, path](const PrintPage &page, Paper, std::stop_token) {
        return m_service.exportPdf(page.pdf, path).map([&path] { return PrintTrace{ 0, false, path }; });
    });
}

void SheetWorkflow::bringOut(const WayOut &way)
{
    if (!sheetPage() || m_worker.isBusy())
        return;
    m_printed = { true, {}, {} };
    const std::shared_ptr<SheetPage> page = m_sheetPages[size_t(m_index)];
    const SheetLook pageLook = look(m_isByHand ? SecretInk::Boxes : SecretInk::Printed);
    m_worker.start(
        [page, pageLook, way](std::stop_token stop) -> Result<PrintTrace> {
            const auto pdf = page->pdf(pageLook);
            if (!pdf)
                return fail(pdf.error());
            const auto picture = [page, pageLook](int dpi) { return page->preview(pageLook, dpi); };
            return way({ *pdf, picture }, pageLook.paper, stop);
        },
        [this, page](const Result<PrintTrace> &trace) {
            m_printed = page.get() == sheetPage() ? readingOf(trace) : AsyncResult<PrintTrace>();
            Q_EMIT printedChanged();
        });
    Q_EMIT printedChanged();
}

void SheetWorkflow::writeByHand(bool isByHand)
{
    if (m_isByHand == isByHand)
        return;
    m_isByHand = isByHand;
    m_printed = {};
    drawPreview();
    Q_EMIT printedChanged();
}

bool SheetWorkflow::isSheetPageDone() const
{
    if (!sheetPage() || (!m_printed.value && !sheetPage()->mayStayUnprinted()))
        return false;
    return !m_typeBack || m_typeBack->isDone();
}

void SheetWorkflow::putAway()
{
    if (!isSheetPageDone())
        return;
    if (m_index + 1 < count()) {
        ++m_index;
        return begin();
    }
    m_model.human().answerSheet(m_question->id);
}

} // namespace bg
