// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/evidence/EvidencePaper.h"

#include "app/sheet/Flow.h"
#include "app/sheet/PdfPage.h"

#include <QBuffer>
#include <QPdfWriter>

#include <functional>

namespace bg {

namespace {

constexpr double top = 16, bottom = 16; // millimetres
constexpr double scale = 0.92;

using Block = std::function<void(Flow &)>;

Phrase phrase(const QString &text)
{
    return { text, {} };
}

Block rowBlock(const EvidencePart &part, const QStringList &cells, const TextStyle &style)
{
    return [&part, cells, style](Flow &flow) { flow.row(cells, part.shares, style); };
}

// A heading goes with the head of its table and the first row.
QList<Block> blocksOf(const EvidencePaper &paper)
{
    QList<Block> blocks;
    blocks.append([&paper](Flow &flow) {
        flow.title(phrase(paper.title));
        flow.subtitle(phrase(paper.subtitle));
        flow.gap(2);
        for (const auto &[label, value] : paper.facts)
            flow.field(phrase(label), value);
    });
    for (const EvidencePart &part : paper.parts) {
        const Block first
            = part.rows.isEmpty() ? Block([](Flow &) {}) : rowBlock(part, part.rows.first(), { Face::Text, 8.5 });
        blocks.append([&part, first](Flow &flow) {
            flow.heading(phrase(part.heading));
            flow.row(part.columns, part.shares, { Face::Text, 7.5, paleInk });
            first(flow);
        });
        for (const QStringList &row : part.rows.mid(1))
            blocks.append(rowBlock(part, row, { Face::Text, 8.5 }));
    }
    return blocks;
}

} // namespace

Result<QByteArray> evidencePdf(const EvidencePaper &paper, Paper size)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    setUpPage(writer, size);
    QPainter painter(&writer);
    Canvas canvas(&painter, size);
    const double width = canvas.width() - 2 * Canvas::margin;
    int page = 0;
    const auto beginPage = [&] {
        if (page > 0)
            writer.newPage();
        canvas.text(Canvas::margin, canvas.height() - 11, width, QStringLiteral("%1 · %2").arg(paper.foot).arg(++page),
                    { Face::Text, 7, paleInk });
    };
    beginPage();
    double y = top;
    for (const Block &block : blocksOf(paper)) {
        Canvas measure(nullptr, size);
        Flow trial(measure, Canvas::margin, 0, width, scale);
        block(trial);
        if (y + trial.y() > canvas.height() - bottom) {
            beginPage();
            y = top;
        }
        Flow flow(canvas, Canvas::margin, y, width, scale);
        block(flow);
        y = flow.y();
    }
    painter.end();
    buffer.close();
    if (!canvas.missing().isEmpty())
        return fail(Error::Kind::Input, missingLetter(canvas));
    return bytes;
}

} // namespace bg
