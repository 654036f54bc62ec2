// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/ContentId.h"
#include "app/sheet/Password.h"
#include "app/sheet/PrintRoute.h"
#include "app/sheet/SheetRenderer.h"
#include "app/sheet/SheetText.h"
#include "app/sheet/SheetWriter.h"
#include "resources/Resources.h"
#include "tests/sheet/SampleSheets.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

#include <csignal>

using namespace bg;
using namespace Qt::StringLiterals;

namespace {

const QByteArray sampleGroups = "7kq2m-x9hdt-4vw8c-pn3fz-r6gya-j5es0";

QByteArray output(const QString &program, const QStringList &arguments, const QByteArray &input = {})
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

// Noto's Japanese face shows some characters and their radicals by one sign, and the PDF names the radical: NFKC makes
// them equal, as it does for whoever searches the text.
QString withoutSpaces(QString text)
{
    text = text.normalized(QString::NormalizationForm_KC).replace(QChar(0x2027), QChar(0x30fb));
    return text.remove(QRegularExpression(u"\\s"_s));
}

struct Rendered {
    QString name;
    Result<Secret> pdf;
};

std::vector<Rendered> wholeSet(const OpenSheets &open, const Secret &password, const Secret &pin, const SheetLook &look)
{
    const SealedSheet sealed{ open.facts, open.accounts[0], &password };
    const PinSheet pinOf{ open.facts, open.accounts[0], open.accounts[0].keys[0], &pin };
    std::vector<Rendered> set;
    set.push_back({ u"credential"_s, credentialSheet(sealed, look) });
    for (const PasswordShape shape : { PasswordShape::TwoParts, PasswordShape::TwoOfThree }) {
        const auto parts = splitPassword(password, shape);
        for (const PasswordPart &part : *parts)
            set.push_back({ u"part %1 of %2"_s.arg(part.number).arg(part.count), credentialSheet(sealed, part, look) });
    }
    set.push_back({ u"pin"_s, pinSheet(pinOf, look) });
    set.push_back({ u"record"_s, accessRecord(open, look) });
    set.push_back({ u"card"_s, emergencyCard(open, look) });
    set.push_back({ u"labels"_s, keyLabels(open, look) });
    set.push_back({ u"ceremony"_s, ceremonyScript(open, look) });
    return set;
}

// The page at 100 dpi; none when it is not exactly one page.
QImage pictureOf(const Secret &pdf)
{
    const QByteArray input = pdf.reveal().toByteArray();
    if (!output(u"pdfinfo"_s, { u"-"_s }, input).contains("Pages:           1\n"))
        return {};
    return QImage::fromData(output(u"pdftoppm"_s, { u"-r"_s, u"100"_s, u"-png"_s, u"-"_s }, input));
}

// Nothing but fold ticks may lie within 5 mm of an edge: printers cannot reach there.
bool keepsMargins(const QImage &page)
{
    const int edge = 20;
    for (int y = 0; y < page.height(); ++y)
        for (int x = 0; x < page.width(); ++x) {
            const bool isTopOrFoot = y < edge || y >= page.height() - edge;
            if (isTopOrFoot && qGray(page.pixel(x, y)) < 128)
                return false;
        }
    return true;
}

} // namespace

class SheetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyLanguageHasEverySentenceWithTheSameBlanks()
    {
        const auto table = [](const QString &language) {
            return QJsonDocument::fromJson(resource(u"sheet/%1.json"_s.arg(language))).object();
        };
        const QJsonObject english = table(u"en"_s);
        QVERIFY(english.size() > 100);
        static const QRegularExpression blank(u"\\{\\w+\\}"_s);
        const auto blanks = [](const QString &sentence) {
            QStringList found;
            for (auto matches = blank.globalMatch(sentence); matches.hasNext();)
                found << matches.next().captured();
            found.sort();
            return found;
        };
        for (const QString &language : SheetText::languages()) {
            const QJsonObject own = table(language);
            QCOMPARE(own.keys(), english.keys());
            for (const QString &key : english.keys()) {
                QVERIFY2(!own[key].toString().isEmpty(), qPrintable(language + key));
                QCOMPARE(blanks(own[key].toString()), blanks(english[key].toString()));
            }
        }
    }

    void everySheetIsOnePageThatReadsBack_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<bool>("isLetter");
        for (const QString &language : SheetText::languages() + QStringList{ u"de+ja"_s })
            for (const bool isLetter : { false, true })
                QTest::addRow("%s %s", qPrintable(language), isLetter ? "Letter" : "A4") << language << isLetter;
    }

    void everySheetIsOnePageThatReadsBack()
    {
        QFETCH(QString, language);
        QFETCH(bool, isLetter);
        SheetLook look;
        look.language = language.section(u'+', 0, 0);
        look.secondLanguage = language.section(u'+', 1, 1);
        look.paper = isLetter ? Paper::Letter : Paper::A4;
        const SheetText text(look.language);
        const OpenSheets open = sample::openSheets();
        const Secret password = Secret::copyOf(sampleGroups);
        const Secret pin = Secret::copyOf("48205931");
        for (const Rendered &sheet : wholeSet(open, password, pin, look)) {
            QVERIFY2(sheet.pdf, sheet.pdf ? "" : qPrintable(sheet.name + sheet.pdf.error().detail));
            const QImage page = pictureOf(*sheet.pdf);
            QVERIFY2(!page.isNull(), qPrintable(sheet.name));
            QCOMPARE(page.width(), isLetter ? 850 : 827);
            QVERIFY2(keepsMargins(page), qPrintable(sheet.name));
            const QString read = withoutSpaces(textOf(*sheet.pdf));
            QVERIFY2(read.contains(u"contoso.onmicrosoft.com"_s), qPrintable(sheet.name));
            QVERIFY2(!read.contains(u'{') && !read.contains(u'\uFFFD'), qPrintable(sheet.name));
            const bool isPassword = sheet.name == u"credential";
            QCOMPARE(read.contains(QString::fromLatin1(sampleGroups)), isPassword);
            QCOMPARE(read.contains(u"48205931"_s), sheet.name == u"pin");
            if (isPassword) {
                qsizetype at = 0;
                for (const QByteArrayView group : groupsOf(sampleGroups)) {
                    at = read.indexOf(QString::fromLatin1(group), at);
                    QVERIFY2(at >= 0, group.toByteArray().constData());
                }
                for (const QString &fact :
                     { u"harbour.north@contoso.onmicrosoft.com"_s, u"3f8c0a52-6b1e-4d0e-9a57-0c2f6e1d7b44"_s,
                       open.facts.cloud.entraPortal.toString(), open.facts.cloud.portal.toString(), u"N-1"_s,
                       u"19004211"_s, u"CISO"_s, u"5D0E-88B3"_s, u"41AB-0C77"_s, u"HarbourHouse,room1.02,safeA"_s,
                       credentialContentId(open.facts, open.accounts[0]),
                       withoutSpaces(text(u"credentialTitle"_s).first), withoutSpaces(text(u"stepAfter"_s).first),
                       withoutSpaces(spoken("7kq2m", look.language)) })
                    QVERIFY2(read.contains(withoutSpaces(fact)), qPrintable(sheet.name + u" lacks "_s + fact));
            }
        }
    }

    void nothingIsClippedWhenTextsAreLong()
    {
        const OpenSheets open = sample::longOpenSheets();
        const Secret password = generatePassword(PasswordForm::Sealed);
        const Secret pin = Secret::copyOf(QByteArray(63, '7'));
        for (const QString &language : { u"de"_s, u"ja"_s }) {
            SheetLook look;
            look.language = language;
            look.paper = Paper::Letter;
            for (const Rendered &sheet : wholeSet(open, password, pin, look)) {
                QVERIFY2(sheet.pdf, sheet.pdf ? "" : qPrintable(sheet.name + sheet.pdf.error().detail));
                const QImage page = pictureOf(*sheet.pdf);
                QVERIFY2(!page.isNull() && keepsMargins(page), qPrintable(sheet.name));
                const QString read = withoutSpaces(textOf(*sheet.pdf));
                if (sheet.name == u"credential" || sheet.name.startsWith(u"part"))
                    QVERIFY2(read.contains(u"@mmmmm"_s) && read.contains(u'w' + u"w"_s.repeated(63))
                                 && read.contains(u"archive,Z"_s.last(1)),
                             qPrintable(sheet.name));
            }
        }
    }

    void additionTableDoesTheSum()
    {
        const Secret password = Secret::copyOf(sampleGroups);
        const SealedSheet sealed{ sample::facts(), sample::account(), &password };
        const auto parts = splitPassword(password, PasswordShape::TwoParts);
        const QString text = textOf(*credentialSheet(sealed, parts->front(), {}));
        QMap<char, QByteArray> rows;
        QByteArray head;
        for (const QString &line : text.split(u'\n')) {
            const QByteArray cells = line.toLatin1().simplified().replace(' ', "");
            if (cells.size() == 33 && cells.startsWith('+'))
                head = cells.sliced(1);
            else if (cells.size() == 33 && !head.isEmpty())
                rows.insert(cells[0], cells.sliced(1));
        }
        QCOMPARE(rows.size(), 32);
        QByteArray sum;
        for (qsizetype i = 0; i < sampleGroups.size(); ++i) {
            const char a = parts->at(0).components[0].text.reveal()[i];
            const char b = parts->at(1).components[0].text.reveal()[i];
            sum += a == '-' ? '-' : rows[a][head.indexOf(b)];
        }
        QCOMPARE(sum, sampleGroups);
    }

    void maskedAndHandWrittenSheetsHoldNoSecret_data()
    {
        QTest::addColumn<int>("ink");
        QTest::newRow("masked") << int(SecretInk::Masked);
        QTest::newRow("boxes") << int(SecretInk::Boxes);
    }

    void maskedAndHandWrittenSheetsHoldNoSecret()
    {
        QFETCH(int, ink);
        SheetLook look;
        look.ink = SecretInk(ink);
        const Secret password = Secret::copyOf(sampleGroups);
        const Secret pin = Secret::copyOf("48205931");
        for (const Rendered &sheet : wholeSet(sample::openSheets(), password, pin, look)) {
            const QString read = withoutSpaces(textOf(*sheet.pdf));
            QVERIFY(!read.isEmpty());
            for (const QByteArrayView group : groupsOf(sampleGroups))
                QVERIFY(!read.contains(QString::fromLatin1(group))
                        || sheet.name.startsWith(u"part")); // the worked example
            QVERIFY(!read.contains(u"48205931"_s) && !read.contains(withoutSpaces(spoken("pn3fz", u"en"_s)))
                    && !read.contains(u"foureighttwo"_s));
        }
    }

    void previewIsMaskedAndOfTheSizeAsked()
    {
        SheetLook look;
        look.ink = SecretInk::Masked;
        const Secret password = Secret::copyOf(sampleGroups);
        const Secret other = Secret::copyOf("aaaaa-aaaaa-aaaaa-aaaaa-aaaaa-aaaa0");
        const auto picture = [&](const Secret &secret) {
            const SealedSheet sealed{ sample::facts(), sample::account(), &secret };
            return *credentialPreview(sealed, splitPassword(secret, PasswordShape::Whole)->front(), look, 96);
        };
        const QImage one = picture(password);
        QCOMPARE(one.width(), 794);
        const QRect secretPanel(0, 380, one.width(), 360);
        QCOMPARE(one.copy(secretPanel), picture(other).copy(secretPanel));
    }

    void letterThatNoFontHasIsNamed()
    {
        OpenSheets open = sample::openSheets();
        open.facts.tenantName = QString::fromUcs4(U"\U00012000");
        const Result<Secret> sheet = accessRecord(open, {});
        QVERIFY(!sheet);
        QCOMPARE(sheet.error().kind, Error::Kind::Input);
        QVERIFY(sheet.error().detail.contains(u"U+12000"_s));
    }

    void contentIdFollowsTheFactsAndNotThePassword()
    {
        const SheetFacts facts = sample::facts();
        const QString id = credentialContentId(facts, sample::account(1));
        QCOMPARE(id, credentialContentId(facts, sample::account(1)));
        QVERIFY(id != credentialContentId(facts, sample::account(2)));
        SheetFacts later = facts;
        later.issued = facts.issued.addSecs(1);
        QVERIFY(id != credentialContentId(later, sample::account(1)));
        QVERIFY(id != contentId(facts, sample::account(1).objectId.value, SheetKind::Credential, 2));
    }

    void exportIsForTheOwnerOnlyAndNeverOverwrites()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"sheet.pdf"_s);
        QVERIFY(exportPdf(Secret::copyOf("%PDF-1"), path));
        QCOMPARE(QFile::permissions(path)
                     & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
        const Result<void> again = exportPdf(Secret::copyOf("other"), path);
        QCOMPARE(again.error().kind, Error::Kind::File);
        QVERIFY(again.error().detail.contains(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("%PDF-1"));
        QCOMPARE(exportPdf(Secret::copyOf("x"), folder.filePath(u"no/such/folder.pdf"_s)).error().kind,
                 Error::Kind::File);
    }

    // A limit on file size stands for the full disk: write() stops short in the same way.
    void fullDiskLeavesNoHalfFile()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"sheet.pdf"_s);
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        const rlimit small{ 1000, before.rlim_max };
        setrlimit(RLIMIT_FSIZE, &small);
        const Result<void> exported = exportPdf(Secret::ofSize(5000), path);
        setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY(!exported);
        QCOMPARE(exported.error().kind, Error::Kind::File);
        QVERIFY(!QFile::exists(path));
    }

    void theSetIsWrittenUnderNeutralNames()
    {
        QTemporaryDir folder;
        const Secret password = Secret::copyOf(sampleGroups);
        const SealedSheet sealed{ sample::facts(), sample::account(2), &password };
        QCOMPARE(writeSealedSheets(folder.path(), sealed, PasswordShape::Whole, {}).value(),
                 QStringList{ folder.filePath(u"sheet-2-lantern.south.pdf"_s) });
        QCOMPARE(writeSealedSheets(folder.path(), sealed, PasswordShape::TwoOfThree, {}).value().last(),
                 folder.filePath(u"sheet-2-lantern.south-part-3.pdf"_s));
        QCOMPARE(writeOpenSheets(folder.path(), sample::openSheets(), {}).value().size(), 4);
        QFile file(folder.filePath(u"sheet-2-lantern.south.pdf"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(output(u"pdfinfo"_s, { u"-"_s }, file.readAll()).contains("Title:           Document\n"));
    }

    void printersAreJudgedByWhereTheyLead_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("model");
        QTest::addColumn<bool>("isShared");
        QTest::addColumn<int>("trust");
        QTest::addColumn<int>("reason");
        const auto row = [](const char *name, const QString &address, const QString &model, bool isShared, Trust trust,
                            TrustReason reason) {
            QTest::newRow(name) << address << model << isShared << int(trust) << int(reason);
        };
        row("usb", u"usb://HP/LaserJet"_s, u"HP LaserJet"_s, false, Trust::Allowed, TrustReason::Local);
        row("usb, shared", u"usb://HP/LaserJet"_s, u"HP LaserJet"_s, true, Trust::Warned, TrustReason::Shared);
        row("ipp over usb", u"ipp://localhost:60000/ipp/print"_s, u"IPP"_s, false, Trust::Allowed, TrustReason::Local);
        row("ipps", u"ipps://printer.example:631/ipp/print"_s, u"IPP"_s, false, Trust::Warned, TrustReason::Network);
        row("raw socket", u"socket://10.0.0.7:9100"_s, u"HP"_s, false, Trust::Warned, TrustReason::ClearText);
        row("lpd", u"lpd://10.0.0.7/q"_s, u"HP"_s, false, Trust::Warned, TrustReason::ClearText);
        row("hplip on the network", u"hp:/net/LaserJet?ip=10.0.0.7"_s, u"HP"_s, false, Trust::Warned,
            TrustReason::ClearText);
        row("cups-pdf", u"cups-pdf:/"_s, u"Generic CUPS-PDF Printer"_s, false, Trust::Refused, TrustReason::MakesFile);
        row("print to pdf", u"PORTPROMPT:"_s, u"Microsoft Print To PDF"_s, false, Trust::Refused,
            TrustReason::MakesFile);
        row("file", u"file:///dev/null"_s, u"Raw"_s, false, Trust::Refused, TrustReason::MakesFile);
        row("fax", u"hpfax:/usb/OfficeJet"_s, u"HP Fax"_s, false, Trust::Refused, TrustReason::Fax);
        row("universal print", u"https://print.print.microsoft.com/x"_s, u"Universal Print"_s, false, Trust::Refused,
            TrustReason::Cloud);
        row("unknown", u"weird:/x"_s, u""_s, false, Trust::Warned, TrustReason::Unknown);
    }

    void printersAreJudgedByWhereTheyLead()
    {
        QFETCH(QString, address);
        QFETCH(QString, model);
        QFETCH(bool, isShared);
        const Judgement judgement = judgePrinter(address, model, isShared);
        QTEST(int(judgement.trust), "trust");
        QTEST(int(judgement.reason), "reason");
    }
};

QTEST_MAIN(SheetTest)
#include "SheetTest.moc"
