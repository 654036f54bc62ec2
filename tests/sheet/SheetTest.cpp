// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/ContentId.h"
#include "app/sheet/Password.h"
#include "app/sheet/PrintRoute.h"
#include "app/sheet/SheetRenderer.h"
#include "app/sheet/SheetText.h"
#include "app/sheet/SheetWriter.h"
#include "resources/Resources.h"
#include "tests/sheet/Poppler.h"
#include "tests/sheet/SampleSheets.h"
#include "tests/support/TestProgram.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <numeric>

using namespace bg;
using poppler::withoutSpaces;
using namespace Qt::StringLiterals;

namespace {

const QByteArray sampleGroups = "7kq2m-x9hdt-4vw8c-pn3fz-r6gya-j5es0";

struct Rendered {
    QString name;
    Result<Secret> pdf;
};

std::vector<Rendered> wholeSet(const NonSecretSheets &open, const Secret &password, const Secret &pin, const SheetLook &look)
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
    const auto whole = splitPassword(password, PasswordShape::Whole);
    set.push_back({ u"oneTime"_s, temporaryPasswordSlip(sample::oneTime(open, password), whole->front(), look) });
    set.push_back({ u"record"_s, accessRecord(open, look) });
    set.push_back({ u"card"_s, emergencyCard(open, look) });
    set.push_back({ u"labels"_s, keyLabels(open, look) });
    set.push_back({ u"ceremony"_s, ceremonyScript(open, look) });
    set.push_back({ u"postMortem"_s, postMortem(sample::reviewed(open), look) });
    set.push_back({ u"slip"_s, accessLogEntry(open, look) });
    return set;
}

constexpr int dpi = 60;

int pixels(double mm)
{
    return qRound(mm / 25.4 * dpi);
}

bool isDark(const QImage &page, int x, int y)
{
    return page.constScanLine(y)[x] < 128;
}

// Where a sealed sheet may reach its edges: the fold ticks with their names.
QList<double> foldsOf(const QString &sheet, double height)
{
    const bool isSealed = sheet == u"credential" || sheet == u"pin" || sheet == u"oneTime" || sheet.startsWith(u"part");
    return isSealed ? QList<double>{ height / 3, height / 2, height * 2 / 3 } : QList<double>{};
}

// Where ink comes too near to an edge: 5 mm above and below, 12 mm left and right, fold ticks apart. Printers cannot
// reach the one, and a hand that holds the page hides the other.
QString marginFault(const QImage &page, const QString &sheet)
{
    const double height = page.height() * 25.4 / dpi;
    const QList<double> folds = foldsOf(sheet, height);
    const int side = pixels(12), end = pixels(5);
    for (int y = 0; y < page.height(); ++y) {
        const double mm = y * 25.4 / dpi;
        const bool isAtFold
            = std::any_of(folds.begin(), folds.end(), [&](double fold) { return mm > fold - 4 && mm < fold + 1; });
        const bool isEnd = y < end || y >= page.height() - end;
        for (int x = 0; x < page.width(); ++x) {
            const bool isSide = (x < side || x >= page.width() - side) && !isAtFold;
            if ((isSide || isEnd) && isDark(page, x, y))
                return u"ink at %1 mm, %2 mm"_s.arg(x * 25.4 / dpi).arg(mm);
        }
    }
    for (const double fold : folds) {
        bool isSeen = false;
        for (int y = pixels(fold) - 1; y <= pixels(fold) + 1; ++y)
            isSeen = isSeen || page.constScanLine(y)[1] < 230;
        if (!isSeen)
            return u"no fold tick at %1 mm"_s.arg(fold);
    }
    return {};
}

// Two words that lie over each other, or one that leaves the page's text area. Boxes hold ascent and descent, so those
// of neighbouring lines touch.
QString wordFault(const QList<poppler::Word> &words, const QImage &page)
{
    const double width = page.width() * 72.0 / dpi;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QRectF box = words[i].box;
        if (box.left() < 17 || box.right() > width - 34)
            return words[i].text + u" leaves the page"_s;
        for (qsizetype j = i + 1; j < words.size(); ++j) {
            const QRectF common = box & words[j].box;
            if (common.width() > 2 && common.height() > 0.5 * std::min(box.height(), words[j].box.height()))
                return words[i].text + u" lies over "_s + words[j].text;
        }
    }
    return {};
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
        const auto row = [](const QString &language, bool isLetter) {
            QTest::addRow("%s %s", qPrintable(language), isLetter ? "Letter" : "A4") << language << isLetter;
        };
        for (const QString &language : SheetText::languages() + QStringList{ u"de+ja"_s })
            row(language, false);
        for (const QString &language : { u"en"_s, u"es"_s, u"de+ja"_s }) // the longest on the shorter paper
            row(language, true);
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
        const NonSecretSheets open = sample::nonSecretSheets();
        const Secret password = Secret::copyOf(sampleGroups);
        const Secret pin = Secret::copyOf("48205931");
        for (const Rendered &sheet : wholeSet(open, password, pin, look)) {
            QVERIFY2(sheet.pdf, sheet.pdf ? "" : qPrintable(sheet.name + sheet.pdf.error().detail));
            const QImage page = poppler::pictureOf(*sheet.pdf, dpi);
            QCOMPARE(page.width(), isLetter ? 510 : 496);
            if (const QString fault = marginFault(page, sheet.name); !fault.isEmpty())
                QFAIL(qPrintable(sheet.name + u": "_s + fault));
            if (const QString fault = wordFault(poppler::wordsOf(*sheet.pdf), page); !fault.isEmpty())
                QFAIL(qPrintable(sheet.name + u": "_s + fault));
            const QString raw = poppler::textOf(*sheet.pdf);
            QCOMPARE(raw.count(u'\f'), 1);
            const QString read = withoutSpaces(raw);
            QVERIFY2(read.contains(u"contoso.onmicrosoft.com"_s), qPrintable(sheet.name));
            QVERIFY2(!read.contains(u'{') && !read.contains(u'\uFFFD'), qPrintable(sheet.name));
            const bool isPassword = sheet.name == u"credential";
            const bool isOnce = sheet.name == u"oneTime";
            QCOMPARE(read.contains(QString::fromLatin1(sampleGroups)), isPassword || isOnce);
            if (isOnce)
                for (const QString &fact :
                     { u"harbour.north@contoso.onmicrosoft.com"_s, u"HarbourNorth"_s, u"5D0E-88B3"_s,
                       open.facts.cloud.entraPortal.toString(), oneTimeContentId(open.facts, open.accounts[0].objectId),
                       text(u"oneTimeTitle"_s).first, text(u"oneTimeStepChoose"_s).first,
                       spoken("7kq2m", look.language) })
                    QVERIFY2(read.contains(withoutSpaces(fact)), qPrintable(sheet.name + u" lacks "_s + fact));
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
        const NonSecretSheets open = sample::longNonSecretSheets();
        const Secret password = generatePassword(PasswordForm::Sealed);
        const Secret pin = Secret::copyOf(QByteArray(63, '7'));
        for (const QString &language : { u"de"_s, u"ja"_s }) {
            SheetLook look;
            look.language = language;
            look.paper = Paper::Letter;
            for (const Rendered &sheet : wholeSet(open, password, pin, look)) {
                QVERIFY2(sheet.pdf, sheet.pdf ? "" : qPrintable(sheet.name + sheet.pdf.error().detail));
                const QImage page = poppler::pictureOf(*sheet.pdf, dpi);
                QVERIFY2(marginFault(page, sheet.name).isEmpty(),
                         qPrintable(sheet.name + marginFault(page, sheet.name)));
                const QList<poppler::Word> words = poppler::wordsOf(*sheet.pdf);
                const QString fault = wordFault(words, page);
                QVERIFY2(fault.isEmpty(), qPrintable(sheet.name + u": "_s + fault));
                const QString raw = poppler::textOf(*sheet.pdf);
                QCOMPARE(raw.count(u'\f'), 1);
                const QString read = withoutSpaces(raw);
                if (sheet.name == u"credential" || sheet.name.startsWith(u"part")) {
                    const QString name = open.accounts[0].userPrincipalName;
                    QCOMPARE(name.size(), 113);
                    QVERIFY2(read.contains(name.section(u'@', 0, 0)) && read.contains(u'@' + name.section(u'@', 1)),
                             qPrintable(sheet.name));
                    QCOMPARE(open.accounts[0].place.size(), 300);
                    QVERIFY2(read.contains(withoutSpaces(open.accounts[0].place)), qPrintable(sheet.name));
                }
                if (sheet.name == u"pin")
                    QCOMPARE(std::accumulate(words.begin(), words.end(), qsizetype(0),
                                             [](qsizetype sum, const poppler::Word &word) {
                                                 const bool isPin = word.text == QString(word.text.size(), u'7');
                                                 return isPin && word.text.size() > 5 ? sum + word.text.size() : sum;
                                             }),
                             63);
            }
        }
    }

    void whatNobodyNamedIsALineToWriteOn()
    {
        const Secret password = Secret::copyOf(sampleGroups);
        const Secret pin = Secret::copyOf("48205931");
        for (const QString &language : SheetText::languages()) {
            SheetLook look;
            look.language = language;
            const NonSecretSheets open = sample::bareNonSecretSheets();
            const Result<Secret> sealed = credentialSheet({ open.facts, open.accounts[0], &password }, look);
            const Result<Secret> pinOf
                = pinSheet({ open.facts, open.accounts[0], open.accounts[0].keys[0], &pin }, look);
            for (const Result<Secret> *sheet : { &sealed, &pinOf }) {
                QVERIFY2(*sheet, qPrintable(language));
                const QString read = withoutSpaces(poppler::textOf(**sheet));
                QVERIFY2(!read.contains(u"_,_"_s) && read.contains(u"_____"_s), qPrintable(language));
                const SheetText text(language);
                const QString authorised = withoutSpaces(
                    text(u"authorisedAnd"_s, { { u"people"_s, QStringList{ QString(24, u'_') } } }).first);
                QVERIFY2(read.contains(authorised), qPrintable(language + authorised));
                QVERIFY2(!read.contains(u"·contoso"_s), qPrintable(language));
            }
            QVERIFY(withoutSpaces(poppler::textOf(*sealed)).contains(u"N-1:YubiKey5NFC—____"_s));
            for (const auto &sheet : { accessRecord(open, look), emergencyCard(open, look), keyLabels(open, look),
                                       ceremonyScript(open, look), accessLogEntry(open, look) })
                QVERIFY2(sheet, qPrintable(language));
        }
    }

    void additionTableDoesTheSum()
    {
        const Secret password = Secret::copyOf(sampleGroups);
        const SealedSheet sealed{ sample::facts(), sample::account(), &password };
        const auto parts = splitPassword(password, PasswordShape::TwoParts);
        const QString text = poppler::textOf(*credentialSheet(sealed, parts->front(), {}));
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
        for (const Rendered &sheet : wholeSet(sample::nonSecretSheets(), password, pin, look)) {
            const QString read = withoutSpaces(poppler::textOf(*sheet.pdf));
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
        NonSecretSheets open = sample::nonSecretSheets();
        open.facts.tenantName = QString::fromUcs4(U"\U00012000");
        const Result<Secret> sheet = accessRecord(open, {});
        QVERIFY(!sheet);
        QCOMPARE(sheet.error().kind, Error::Kind::Input);
        QVERIFY(sheet.error().detail.contains(u"U+12000"_s));
    }

    void contentIdFollowsTheFactsAndNotThePassword()
    {
        const SheetHeader facts = sample::facts();
        const QString id = credentialContentId(facts, sample::account(1));
        QCOMPARE(id, credentialContentId(facts, sample::account(1)));
        QVERIFY(id != credentialContentId(facts, sample::account(2)));
        SheetHeader later = facts;
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
        QCOMPARE(writeNonSecretSheets(folder.path(), sample::nonSecretSheets(), {}).value().size(), 5);
        QTemporaryDir drill;
        NonSecretSheets line = sample::nonSecretSheets();
        line.accounts.clear();
        QCOMPARE(writeNonSecretSheets(drill.path(), line, {}).value(),
                 QStringList{ drill.filePath(u"access-record-line.pdf"_s) });
        QFile file(folder.filePath(u"sheet-2-lantern.south.pdf"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(poppler::output(u"pdfinfo"_s, { u"-"_s }, file.readAll()).contains("Title:           Document\n"));
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
        row("loopback, an ordinary port", u"ipp://localhost:8631/ipp/print"_s, u"IPP"_s, false, Trust::Warned,
            TrustReason::ClearText);
        row("loopback, another queue", u"ipp://localhost:60000/printers/far"_s, u"IPP"_s, false, Trust::Warned,
            TrustReason::ClearText);
        row("a name that begins like loopback", u"ipp://localhost.example:60000/ipp/print"_s, u"IPP"_s, false,
            Trust::Warned, TrustReason::ClearText);
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

BG_TEST(QGuiApplication, SheetTest)
#include "SheetTest.moc"
