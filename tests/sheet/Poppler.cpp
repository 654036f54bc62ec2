// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sheet/Poppler.h"

#include <QProcess>
#include <QRegularExpression>
#include <QXmlStreamReader>

namespace bg::poppler {

using namespace Qt::StringLiterals;

QByteArray output(const QString &program, const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    return process.waitForFinished(60000) && process.exitCode() == 0 ? process.readAllStandardOutput() : QByteArray();
}

QString textOf(const Secret &pdf)
{
    return QString::fromUtf8(
        output(u"pdftotext"_s, { u"-layout"_s, u"-enc"_s, u"UTF-8"_s, u"-"_s, u"-"_s }, pdf.reveal().toByteArray()));
}

QList<Word> wordsOf(const Secret &pdf)
{
    QXmlStreamReader xml(
        output(u"pdftotext"_s, { u"-bbox"_s, u"-enc"_s, u"UTF-8"_s, u"-"_s, u"-"_s }, pdf.reveal().toByteArray()));
    QList<Word> words;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != u"word")
            continue;
        const QXmlStreamAttributes at = xml.attributes();
        const auto edge = [&](const QString &name) { return at.value(name).toDouble(); };
        const QRectF box(QPointF(edge(u"xMin"_s), edge(u"yMin"_s)), QPointF(edge(u"xMax"_s), edge(u"yMax"_s)));
        words.append({ box, xml.readElementText() });
    }
    return words;
}

QImage pictureOf(const Secret &pdf, int dpi, const QRect &cut)
{
    QStringList arguments{ u"-r"_s, QString::number(dpi), u"-gray"_s };
    if (!cut.isEmpty())
        arguments << u"-x"_s << QString::number(cut.x()) << u"-y"_s << QString::number(cut.y()) << u"-W"_s
                  << QString::number(cut.width()) << u"-H"_s << QString::number(cut.height());
    return QImage::fromData(output(u"pdftoppm"_s, arguments << u"-"_s, pdf.reveal().toByteArray()))
        .convertToFormat(QImage::Format_Grayscale8);
}

QString withoutSpaces(QString text)
{
    static const QRegularExpression space(u"\\s"_s);
    text = text.normalized(QString::NormalizationForm_KC).replace(QChar(0x2027), QChar(0x30fb));
    return text.remove(space);
}

} // namespace bg::poppler
