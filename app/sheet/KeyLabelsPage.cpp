// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/OpenPages.h"

#include "app/sheet/Flow.h"

#include <algorithm>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

// What is cut out and stuck on a key, or on the envelope of its PIN or of a sheet.
struct Label {
    QString name;
    Phrase what;
    QString detail;
};

QList<Label> labelsOf(const NonSecretSheets &sheets, const SheetText &text)
{
    QList<Label> labels;
    for (const PrintedAccount &account : sheets.accounts) {
        for (const PrintedKey &key : account.keys) {
            const QString serial = key.serial.isEmpty() ? QString() : u" #"_s + key.serial;
            labels.append({ key.label, text(u"labelKey"_s), key.model + serial });
            labels.append({ key.pinEnvelope, text(u"labelPin"_s, { { u"key"_s, key.label } }),
                            isolated(shortened(key.pinPlace, 80)) });
        }
        labels.append({ QString::number(account.number) + u'/' + QString::number(account.count), text(u"labelSheet"_s),
                        isolated(shortened(account.place, 80)) });
    }
    return labels;
}

void drawLabel(Canvas &canvas, double x, double y, double width, double height, const Label &label,
               const SheetHeader &facts, const SheetText &text, Paper paper)
{
    canvas.rule(x, y, x + width, y, 0.15, Qt::DashLine, paleInk);
    canvas.rule(x, y + height, x + width, y + height, 0.15, Qt::DashLine, paleInk);
    canvas.rule(x, y, x, y + height, 0.15, Qt::DashLine, paleInk);
    canvas.rule(x + width, y, x + width, y + height, 0.15, Qt::DashLine, paleInk);
    const double nameWidth = width * 0.3;
    canvas.line(x + 3, y + height / 2 + 3.4, nameWidth, label.name, { Face::CodeStrong, 22 });
    fit(
        canvas, x + nameWidth + 6, y + 2.2, width - nameWidth - 9, height - 4,
        [&](Flow &flow) {
            flow.paragraph(label.what, { Face::Strong, 9 });
            if (!label.detail.isEmpty())
                flow.paragraph({ label.detail, {} }, { Face::Text, 8 });
            flow.paragraph({ facts.tenantDomain, {} }, { Face::Text, 7.5, paleInk });
            flow.paragraph(text(u"labelWarning"_s), { Face::Text, 7.5, paleInk });
        },
        paper);
}

} // namespace

void drawKeyLabels(Canvas &canvas, const NonSecretSheets &sheets, const SheetLook &look, const SheetText &text)
{
    const double width = canvas.width() - 2 * Canvas::margin;
    const double gridTop = 40;
    fit(
        canvas, Canvas::margin, 14, width, gridTop - 16,
        [&](Flow &flow) {
            flow.title(text(u"labelsTitle"_s));
            flow.subtitle(text(u"labelsSubtitle"_s));
        },
        look.paper);

    const QList<Label> labels = labelsOf(sheets, text);
    const int rows = std::max(1, int(labels.size() + 1) / 2);
    const double height = std::min(30.0, (canvas.height() - gridTop - 18) / rows);
    for (int i = 0; i < int(labels.size()); ++i)
        drawLabel(canvas, Canvas::margin + (i % 2) * width / 2, gridTop + i / 2 * height, width / 2, height, labels[i],
                  sheets.facts, text, look.paper);
    drawFoot(canvas, sheets.facts, SheetKind::Labels, text);
}

} // namespace bg
