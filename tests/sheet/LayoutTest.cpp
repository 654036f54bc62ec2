// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/SheetRenderer.h"
#include "tests/sheet/Poppler.h"
#include "tests/sheet/SampleSheets.h"
#include "tests/support/TestProgram.h"

#include <QFile>
#include <QPainter>
#include <QTest>

#include <cmath>

using namespace bg;
using namespace Qt::StringLiterals;

namespace {

constexpr int dpi = 300;
constexpr int cell = 71; // pixels: 6 mm
constexpr int furthest = 14; // of 255; the same page is the same to 1
constexpr double tintBegins = 0.69; // of the page: the lower panel, whose tint is fresh on every sheet
constexpr int furthestInTint = 22; // one page in a hundred is further off by chance
constexpr int draws = 3; // so a page is drawn again before it counts as different

using Greys = QList<QList<int>>;

Greys greysOf(const QImage &page)
{
    Greys greys;
    for (int top = 0; top + cell <= page.height(); top += cell) {
        QList<int> row;
        for (int left = 0; left + cell <= page.width(); left += cell) {
            int sum = 0;
            for (int y = top; y < top + cell; ++y) {
                const uchar *line = page.constScanLine(y);
                for (int x = left; x < left + cell; ++x)
                    sum += 255 - line[x];
            }
            row << sum / (cell * cell);
        }
        greys << row;
    }
    return greys;
}

QByteArray written(const Greys &greys)
{
    QByteArray text;
    for (const QList<int> &row : greys) {
        for (const int grey : row)
            text += QByteArray::number(grey, 16).rightJustified(2, '0') + ' ';
        text.back() = '\n';
    }
    return text;
}

Greys read(const QByteArray &text)
{
    Greys greys;
    for (const QByteArray &line : text.trimmed().split('\n')) {
        QList<int> row;
        for (const QByteArray &grey : line.split(' '))
            row << grey.toInt(nullptr, 16);
        greys << row;
    }
    return greys;
}

// The first place where two pages differ by more than the tolerance; empty when they look the same.
QString difference(const Greys &seen, const Greys &wanted)
{
    if (seen.size() != wanted.size())
        return u"%1 rows, not %2"_s.arg(seen.size()).arg(wanted.size());
    for (int y = 0; y < int(seen.size()); ++y) {
        if (seen[y].size() != wanted[y].size())
            return u"%1 columns, not %2"_s.arg(seen[y].size()).arg(wanted[y].size());
        for (int x = 0; x < int(seen[y].size()); ++x)
            if (std::abs(seen[y][x] - wanted[y][x])
                > (y < tintBegins * double(seen.size()) ? furthest : furthestInTint))
                return u"%1 instead of %2 at %3 mm, %4 mm"_s.arg(seen[y][x]).arg(wanted[y][x]).arg(x * 6).arg(y * 6);
    }
    return {};
}

Result<Secret> sheetOf(SheetKind kind, const SheetLook &look)
{
    const Secret password = Secret::copyOf("7kq2m-x9hdt-4vw8c-pn3fz-r6gya-j5es0");
    const Secret pin = Secret::copyOf("48205931");
    const NonSecretSheets open = sample::nonSecretSheets();
    switch (kind) {
    case SheetKind::Credential:
        return credentialSheet({ sample::facts(), sample::account(), &password }, look);
    case SheetKind::Pin:
        return pinSheet({ open.facts, open.accounts[0], open.accounts[0].keys[0], &pin }, look);
    case SheetKind::OneTime: {
        const auto whole = splitPassword(password, PasswordShape::Whole);
        return temporaryPasswordSlip(sample::oneTime(open, password), whole->front(), look);
    }
    case SheetKind::Record:
        return accessRecord(open, look);
    case SheetKind::Card:
        return emergencyCard(open, look);
    case SheetKind::Labels:
        return keyLabels(open, look);
    case SheetKind::PostMortem:
        return postMortem(sample::reviewed(open), look);
    case SheetKind::Slip:
        return accessLogEntry(open, look);
    case SheetKind::Ceremony:
        break;
    }
    return ceremonyScript(open, look);
}

QImage pictureOf(SheetKind kind, Paper paper)
{
    SheetLook look;
    look.paper = paper;
    const auto pdf = sheetOf(kind, look);
    return pdf ? poppler::pictureOf(*pdf, dpi) : QImage();
}

} // namespace

// Every sheet as a picture against the one that was looked at and found good. After a wanted change: look at the sheet,
// then take the NAME.seen that this test leaves behind as the new tests/sheet/NAME.greys.
class LayoutTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everySheetLooksAsItDid_data()
    {
        QTest::addColumn<SheetKind>("kind");
        QTest::addColumn<Paper>("paper");
        const QList<std::pair<const char *, SheetKind>> kinds{
            { "credential", SheetKind::Credential },
            { "pin", SheetKind::Pin },
            { "record", SheetKind::Record },
            { "card", SheetKind::Card },
            { "labels", SheetKind::Labels },
            { "ceremony", SheetKind::Ceremony },
            { "slip", SheetKind::Slip },
            { "one-time", SheetKind::OneTime },
            { "review", SheetKind::PostMortem },
        };
        for (const auto &[name, kind] : kinds) {
            QTest::addRow("%s-A4", name) << kind << Paper::A4;
            QTest::addRow("%s-Letter", name) << kind << Paper::Letter;
        }
    }

    void everySheetLooksAsItDid()
    {
        QFETCH(SheetKind, kind);
        QFETCH(Paper, paper);
        const QString sheet = QString::fromLatin1(QTest::currentDataTag());
        Greys seen;
        QString where;
        for (int draw = 0; draw < draws && (draw == 0 || !where.isEmpty()); ++draw) {
            const QImage page = pictureOf(kind, paper);
            QVERIFY(!page.isNull());
            seen = greysOf(page);
            where = difference(seen, reference(sheet));
        }
        if (QFile file(sheet + u".seen"_s); !where.isEmpty() && file.open(QIODevice::WriteOnly))
            file.write(written(seen));
        QVERIFY2(where.isEmpty(), qPrintable(where));
    }

    void aBlockThatMovesIsSeen_data()
    {
        QTest::addColumn<QRectF>("millimetres");
        QTest::newRow("title") << QRectF(15, 10, 100, 18);
        QTest::newRow("seal box") << QRectF(150, 9, 45, 28);
        QTest::newRow("steps") << QRectF(15, 60, 178, 28);
        QTest::newRow("user name") << QRectF(15, 104, 178, 12);
        QTest::newRow("groups") << QRectF(15, 117, 178, 60);
        QTest::newRow("foot of the secret") << QRectF(15, 184, 178, 12);
        QTest::newRow("strip") << QRectF(23, 257, 164, 17);
    }

    void aBlockThatMovesIsSeen()
    {
        QFETCH(QRectF, millimetres);
        const auto pixels = [](double mm) { return int(std::lround(mm / 25.4 * dpi)); };
        const QRect block(pixels(millimetres.x()), pixels(millimetres.y()), pixels(millimetres.width()),
                          pixels(millimetres.height()));
        const QImage page = pictureOf(SheetKind::Credential, Paper::A4);
        QImage moved = page;
        const QImage content = page.copy(block);
        QPainter painter(&moved);
        painter.fillRect(block, Qt::white);
        painter.drawImage(block.topLeft() + QPoint(0, pixels(3)), content);
        painter.end();
        QVERIFY(!difference(greysOf(moved), reference(u"credential-A4"_s)).isEmpty());
    }

private:
    static Greys reference(const QString &sheet)
    {
        QFile file(QStringLiteral(BG_SHEET_TESTS "/") + sheet + u".greys"_s);
        return file.open(QIODevice::ReadOnly) ? read(file.readAll()) : Greys();
    }
};

BG_TEST(QGuiApplication, LayoutTest)
#include "LayoutTest.moc"
