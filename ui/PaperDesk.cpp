// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/PaperDesk.h"

#include <QLocale>

namespace bg {

PaperDesk::PaperDesk(WizardModel &model, PrintDoor &door, QObject *parent)
    : QObject(parent), m_model(model), m_door(door)
{
    connect(&m_model, &WizardModel::questionAsked, this, &PaperDesk::takeNext);
    connect(&m_model, &WizardModel::questionGone, this, &PaperDesk::takeNext);
}

const Leaf *PaperDesk::leaf() const
{
    return m_index < int(m_leaves.size()) ? m_leaves[size_t(m_index)].get() : nullptr;
}

void PaperDesk::takeNext()
{
    const QuestionPtr question = m_model.sheetQuestion();
    if (question == m_question)
        return;
    if (!m_model.run().isStopping)
        for (const auto &page : m_leaves)
            m_done += page->title();
    m_question = question;
    m_leaves.clear();
    m_index = 0;
    if (question) {
        auto leaves = Leaf::of(question, m_model.desired().passwordShape);
        if (!leaves)
            return m_model.human().refuse(question->id, leaves.error());
        m_leaves = std::move(*leaves);
    }
    begin();
}

void PaperDesk::begin()
{
    m_printed = {};
    m_isHeld = false;
    m_typeBack.reset();
    if (!m_preview.isNull())
        m_preview.fill(Qt::white);
    m_preview = {};
    if (leaf() && leaf()->isSecret())
        m_typeBack.emplace(leaf()->typeBack());
    Q_EMIT leafChanged();
    drawPreview();
}

SheetLook PaperDesk::look(SecretInk secret) const
{
    const DesiredState &desired = m_model.desired();
    SheetLook look;
    look.paper = desired.paper;
    look.language = desired.language.isEmpty() ? QLocale().name().left(2) : desired.language;
    look.ink = secret;
    return look;
}

SecretInk PaperDesk::screenInk() const
{
    return m_isHeld ? SecretInk::Printed : m_isByHand ? SecretInk::Boxes : SecretInk::Masked;
}

void PaperDesk::drawPreview()
{
    if (!leaf() || m_drawer.isBusy())
        return;
    const std::shared_ptr<Leaf> page = m_leaves[size_t(m_index)];
    const SecretInk ink = screenInk();
    m_drawer.start([page, look = look(ink)](std::stop_token) { return page->preview(look, 110); },
                   [this, page, ink](Result<QImage> image) {
                       const bool isStale = page.get() != leaf() || ink != screenInk();
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

void PaperDesk::hold(bool isHeld)
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

void PaperDesk::readPrinters()
{
    if (m_worker.isBusy())
        return;
    m_printers = { true, {}, {} };
    m_worker.start([this](std::stop_token stop) { return m_door.printers(stop); },
                   [this](const Result<QList<Printer>> &printers) {
                       m_printers = readingOf(printers);
                       Q_EMIT printersChanged();
                   });
    Q_EMIT printersChanged();
}

void PaperDesk::print(const Printer &printer)
{
    bringOut([this, printer](const Secret &pdf, Paper paper, std::stop_token stop) {
        return m_door.print(pdf, printer, paper, QStringLiteral("Document"), stop);
    });
}

void PaperDesk::exportPdf(const QString &path)
{
    bringOut([this, path](const Secret &pdf, Paper, std::stop_token) {
        return m_door.exportPdf(pdf, path).map([&path] { return PrintTrace{ 0, false, path }; });
    });
}

void PaperDesk::bringOut(const WayOut &way)
{
    if (!leaf() || m_worker.isBusy())
        return;
    m_printed = { true, {}, {} };
    const std::shared_ptr<Leaf> page = m_leaves[size_t(m_index)];
    const SheetLook pageLook = look(m_isByHand ? SecretInk::Boxes : SecretInk::Printed);
    m_worker.start(
        [page, pageLook, way](std::stop_token stop) -> Result<PrintTrace> {
            const auto pdf = page->pdf(pageLook);
            return pdf ? way(*pdf, pageLook.paper, stop) : fail(pdf.error());
        },
        [this, page](const Result<PrintTrace> &trace) {
            m_printed = page.get() == leaf() ? readingOf(trace) : Reading<PrintTrace>();
            Q_EMIT printedChanged();
        });
    Q_EMIT printedChanged();
}

void PaperDesk::writeByHand(bool isByHand)
{
    if (m_isByHand == isByHand)
        return;
    m_isByHand = isByHand;
    m_printed = {};
    drawPreview();
    Q_EMIT printedChanged();
}

bool PaperDesk::isLeafDone() const
{
    if (!leaf() || (!m_printed.value && !leaf()->mayStayUnprinted()))
        return false;
    return !m_typeBack || m_typeBack->isDone();
}

void PaperDesk::putAway()
{
    if (!isLeafDone())
        return;
    if (m_index + 1 < count()) {
        ++m_index;
        return begin();
    }
    m_model.human().answerSheet(m_question->id);
}

} // namespace bg
