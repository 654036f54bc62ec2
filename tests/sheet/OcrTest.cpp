// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/Password.h"
#include "app/sheet/SheetRenderer.h"
#include "tests/sheet/Poppler.h"
#include "tests/sheet/SampleSheets.h"
#include "tests/support/TestProgram.h"

#include <QFile>
#include <QPainter>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace bg;
using namespace Qt::StringLiterals;

namespace {

constexpr int dpi = 300;
constexpr int sheets = 17, rows = 6; // 102 groups
constexpr int symbols = 5;

QRect millimetres(double x, double y, double width, double height)
{
    return QRectF(x / 25.4 * dpi, y / 25.4 * dpi, width / 25.4 * dpi, height / 25.4 * dpi).toRect();
}

// The column of the groups on an A4 sheet: right of the row numbers, left of the joints.
const QRect groupColumn = millimetres(24, 122.8, 28.2, 53.5);

// One symbol alone, for the engine's single-character mode: whole random groups it takes for words of a language it
// knows, and drops or doubles symbols. Made small, for it reads letters of some twenty pixels best.
QImage cell(const QImage &column, int row, int symbol)
{
    const double pitch = 22.0 * 0.695 / 72 * dpi;
    const int height = column.height() / rows;
    QImage alone(120, height + 40, QImage::Format_Grayscale8);
    alone.fill(Qt::white);
    QPainter painter(&alone);
    painter.drawImage(28, 20, column.copy(qRound(8 + symbol * pitch), row * height, qRound(pitch), height));
    painter.end();
    return alone.scaledToHeight(alone.height() * 30 / 100, Qt::SmoothTransformation);
}

// What the engine takes each of the pictures for, in their order.
QByteArray readBack(const QString &list)
{
    const QByteArray read = poppler::output(
        u"tesseract"_s,
        { list, u"stdout"_s, u"--dpi"_s, u"150"_s, u"--psm"_s, u"10"_s, u"-l"_s, u"eng"_s, u"-c"_s,
          u"tessedit_char_whitelist="_s + QString::fromLatin1(alphabet(PasswordForm::Sealed).toByteArray()) },
        {});
    QByteArray signs;
    for (const QByteArray &page : read.split('\f'))
        signs += page.trimmed().size() == 1 ? page.trimmed() : QByteArray("?");
    return signs;
}

} // namespace

class OcrTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // On 17 sheets with passwords of their own.
    void groupsAreReadBackFromThePrintedPage()
    {
        if (QStandardPaths::findExecutable(u"tesseract"_s).isEmpty()) {
            if (qEnvironmentVariableIntValue("BG_REQUIRE_INTEROP") == 1)
                QFAIL("tesseract is not installed");
            QSKIP("tesseract is not installed");
        }
        qputenv("OMP_THREAD_LIMIT", "1");
        QTemporaryDir folder;
        QFile list(folder.filePath(u"list"_s));
        QVERIFY(list.open(QIODevice::WriteOnly));
        QByteArray printed;
        for (int i = 0; i < sheets; ++i) {
            const Secret password = generatePassword();
            printed += password.reveal().toByteArray().replace("-", "");
            const auto pdf = credentialSheet({ sample::facts(), sample::account(), &password }, SheetLook{});
            QVERIFY(pdf);
            const QImage column = poppler::pictureOf(*pdf, dpi, groupColumn);
            for (int n = 0; n < rows * symbols; ++n) {
                const QString path = folder.filePath(u"%1.png"_s.arg(i * rows * symbols + n));
                QVERIFY(cell(column, n / symbols, n % symbols).save(path));
                list.write(path.toUtf8() + '\n');
            }
        }
        list.close();
        const QByteArray read = readBack(list.fileName());
        int right = 0, groups = 0;
        QStringList wrong;
        for (qsizetype at = 0; at < printed.size(); at += symbols, ++groups) {
            const QByteArray group = printed.mid(at, symbols), seen = read.mid(at, symbols);
            if (seen == group)
                ++right;
            else
                wrong << QString::fromLatin1(group + " read as " + seen);
        }
        qInfo("%d of %d groups read back; %s", right, groups, qPrintable(wrong.join(u", "_s)));
        QCOMPARE(groups, sheets * rows);
        QVERIFY2(right * 100 >= groups * 98, qPrintable(wrong.join(u", "_s)));
    }
};

BG_TEST(QGuiApplication, OcrTest)
#include "OcrTest.moc"
