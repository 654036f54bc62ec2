// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/SheetRenderer.h"

#include "app/sheet/Canvas.h"
#include "app/sheet/CredentialPage.h"
#include "app/sheet/TemporaryPasswordPage.h"
#include "app/sheet/OpenPages.h"
#include "app/sheet/PdfPage.h"
#include "app/sheet/PinPage.h"
#include "app/sheet/SheetText.h"

#include <QBuffer>
#include <QPdfWriter>

#include <functional>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

using Drawing = std::function<void(Canvas &, const SheetText &)>;

Result<void> verdictOn(const Canvas &canvas)
{
    if (!canvas.missing().isEmpty())
        return fail(Error::Kind::Input, missingLetter(canvas));
    if (canvas.isOverfull())
        return fail(Error::Kind::Input, u"The texts are too long for one page."_s);
    return {};
}

// The largest page measured is 0.4 MB; room for more, so that the buffer never moves and leaves a copy behind.
constexpr qsizetype roomForPdf = 4 << 20;

Result<Secret> asPdf(const SheetLook &look, const Drawing &draw)
{
    QByteArray bytes;
    bytes.reserve(roomForPdf);
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    setUpPage(writer, look.paper);
    QPainter painter(&writer);
    Canvas canvas(&painter, look.paper);
    draw(canvas, SheetText(look.language, look.secondLanguage));
    painter.end();
    buffer.close();
    Result<Secret> pdf = Secret::taking(bytes);
    if (const Result<void> good = verdictOn(canvas); !good)
        return fail(good.error());
    return pdf;
}

Result<QImage> asImage(const SheetLook &look, int dpi, const Drawing &draw)
{
    const QSizeF size = Canvas::sizeOf(look.paper) / 25.4 * dpi;
    QImage image(size.toSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing | QPainter::SmoothPixmapTransform);
    painter.scale(double(dpi) / unitsPerInch, double(dpi) / unitsPerInch);
    Canvas canvas(&painter, look.paper);
    draw(canvas, SheetText(look.language, look.secondLanguage));
    painter.end();
    if (const Result<void> good = verdictOn(canvas); !good)
        return fail(good.error());
    return image;
}

Drawing credential(const SealedSheet &sheet, const PasswordPart &part, const SheetLook &look)
{
    return [&sheet, &part, look](Canvas &canvas, const SheetText &text) {
        drawCredential(canvas, sheet, part, look, text);
    };
}

Drawing pin(const PinSheet &sheet, const SheetLook &look)
{
    return [&sheet, look](Canvas &canvas, const SheetText &text) { drawPin(canvas, sheet, look, text); };
}

Drawing oneTime(const TemporaryPasswordSlip &slip, const PasswordPart &part, const SheetLook &look)
{
    return [&slip, &part, look](Canvas &canvas, const SheetText &text) { drawTemporaryPassword(canvas, slip, part, look, text); };
}

Drawing open(SheetKind kind, const NonSecretSheets &sheets, const SheetLook &look)
{
    return [kind, &sheets, look](Canvas &canvas, const SheetText &text) {
        switch (kind) {
        case SheetKind::Card:
            return drawEmergencyCard(canvas, sheets, look, text);
        case SheetKind::Labels:
            return drawKeyLabels(canvas, sheets, look, text);
        case SheetKind::Ceremony:
            return drawCeremonyScript(canvas, sheets, look, text);
        case SheetKind::PostMortem:
            return drawPostMortem(canvas, sheets, look, text);
        case SheetKind::Slip:
            return drawAccessLogEntry(canvas, sheets, look, text);
        default:
            return drawAccessRecord(canvas, sheets, look, text);
        }
    };
}

} // namespace

Result<Secret> credentialSheet(const SealedSheet &sheet, const PasswordPart &part, const SheetLook &look)
{
    return asPdf(look, credential(sheet, part, look));
}

Result<Secret> credentialSheet(const SealedSheet &sheet, const SheetLook &look)
{
    const Result<std::vector<PasswordPart>> parts = splitPassword(*sheet.password, PasswordShape::Whole);
    if (!parts)
        return fail(parts.error());
    return credentialSheet(sheet, parts->front(), look);
}

Result<Secret> pinSheet(const PinSheet &sheet, const SheetLook &look)
{
    return asPdf(look, pin(sheet, look));
}
Result<Secret> temporaryPasswordSlip(const TemporaryPasswordSlip &slip, const PasswordPart &part, const SheetLook &look)
{
    return asPdf(look, oneTime(slip, part, look));
}
Result<Secret> accessRecord(const NonSecretSheets &sheets, const SheetLook &look)
{
    return asPdf(look, open(SheetKind::Record, sheets, look));
}
Result<Secret> emergencyCard(const NonSecretSheets &sheets, const SheetLook &look)
{
    return asPdf(look, open(SheetKind::Card, sheets, look));
}
Result<Secret> keyLabels(const NonSecretSheets &sheets, const SheetLook &look)
{
    return asPdf(look, open(SheetKind::Labels, sheets, look));
}
Result<Secret> ceremonyScript(const NonSecretSheets &sheets, const SheetLook &look)
{
    return asPdf(look, open(SheetKind::Ceremony, sheets, look));
}
Result<Secret> accessLogEntry(const NonSecretSheets &sheets, const SheetLook &look)
{
    return asPdf(look, open(SheetKind::Slip, sheets, look));
}

Result<Secret> postMortem(const NonSecretSheets &sheets, const SheetLook &look)
{
    return asPdf(look, open(SheetKind::PostMortem, sheets, look));
}

QList<SheetKind> openKinds(const NonSecretSheets &sheets)
{
    QList<SheetKind> kinds;
    if (sheets.postMortem)
        kinds += SheetKind::PostMortem;
    const bool isOnlyReviewed = sheets.postMortem && sheets.postMortem->renewed.isEmpty();
    if (!sheets.accounts.isEmpty() && !isOnlyReviewed)
        kinds += { SheetKind::Record, SheetKind::Card, SheetKind::Labels, SheetKind::Ceremony };
    if (!sheets.lines.isEmpty())
        kinds += SheetKind::Slip;
    return kinds;
}

Result<QImage> credentialPreview(const SealedSheet &sheet, const PasswordPart &part, const SheetLook &look, int dpi)
{
    return asImage(look, dpi, credential(sheet, part, look));
}

Result<QImage> pinPreview(const PinSheet &sheet, const SheetLook &look, int dpi)
{
    return asImage(look, dpi, pin(sheet, look));
}

Result<QImage> temporaryPasswordPreview(const TemporaryPasswordSlip &slip, const PasswordPart &part, const SheetLook &look, int dpi)
{
    return asImage(look, dpi, oneTime(slip, part, look));
}

Result<QImage> openPreview(SheetKind kind, const NonSecretSheets &sheets, const SheetLook &look, int dpi)
{
    return asImage(look, dpi, open(kind, sheets, look));
}

} // namespace bg
