// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/Password.h"
#include "app/sheet/SplitPassword.h"
#include "app/sheet/TypeBack.h"
#include "tests/support/TestProgram.h"

#include <QSet>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>

using namespace bg;
using namespace Qt::StringLiterals;

namespace {

// 99.99 % quantiles of chi-square (Wilson and Hilferty's approximation): a fair generator fails once in ten thousand
// runs.
double largestFair(int degrees)
{
    const double k = degrees, z = 3.719;
    const double base = 1 - 2 / (9 * k) + z * std::sqrt(2 / (9 * k));
    return k * base * base * base;
}

double chiSquare(const QMap<char, int> &counts, int symbols)
{
    double total = 0;
    for (const int count : counts)
        total += count;
    const double expected = total / symbols;
    double sum = expected * (symbols - double(counts.size())); // those never seen
    for (const int count : counts)
        sum += (count - expected) * (count - expected) / expected;
    return sum;
}

void count(QMap<char, int> &counts, const Secret &secret)
{
    for (const char symbol : secret.reveal())
        if (symbol != '-')
            ++counts[symbol];
}

} // namespace

class PasswordTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasSixGroupsOfFiveAndEntrasThreeClasses()
    {
        for (int i = 0; i < 500; ++i) {
            const Secret password = generatePassword();
            const auto groups = groupsOf(password.reveal());
            QCOMPARE(groups.size(), 6);
            QVERIFY(std::all_of(groups.begin(), groups.end(), [](QByteArrayView group) { return group.size() == 5; }));
            QVERIFY(isStrongEnough(password));
            for (const char strange : QByteArray("ilouABCDEFGHIJKLMNOPQRSTUVWXYZ"))
                QVERIFY(!password.reveal().contains(strange));
        }
    }

    void longFormHasFourClasses()
    {
        for (int i = 0; i < 200; ++i) {
            const Secret password = generatePassword(PasswordForm::LongMixed);
            QCOMPARE(groupsOf(password.reveal()).size(), 8);
            QCOMPARE(formOf(password.reveal()), PasswordForm::LongMixed);
            QVERIFY(std::any_of(password.reveal().begin(), password.reveal().end(),
                                [](char c) { return c >= 'A' && c <= 'Z'; }));
        }
    }

    void symbolsAreUniform_data()
    {
        QTest::addColumn<int>("form");
        QTest::newRow("sealed") << int(PasswordForm::Sealed);
        QTest::newRow("long") << int(PasswordForm::LongMixed);
    }

    void symbolsAreUniform()
    {
        QFETCH(int, form);
        QMap<char, int> counts;
        for (int i = 0; i < 4000; ++i)
            count(counts, generatePassword(PasswordForm(form)));
        const int symbols = int(alphabet(PasswordForm(form)).size());
        QCOMPARE(counts.size(), symbols);
        QVERIFY(chiSquare(counts, symbols) < largestFair(symbols - 1));
    }

    void neverTheSameTwice()
    {
        QSet<QByteArray> seen;
        for (int i = 0; i < 2000; ++i)
            seen.insert(generatePassword().reveal().toByteArray());
        QCOMPARE(seen.size(), 2000);
    }

    void fewerThanTwentyFourSymbolsAreNotEnough()
    {
        QVERIFY(isStrongEnough(Secret::copyOf("abcde-fgh2j-kmnpq-rstvw-wxyz")));
        QVERIFY(!isStrongEnough(Secret::copyOf("abcde-fgh2j-kmnpq-rstvw-wxy")));
        QVERIFY(!isStrongEnough(Secret::copyOf("abcdeafghajakmnpqarstvwawxyz")));
    }

    void checkSymbolFindsEverySlipOfOneSymbolAndEverySwap_data() { symbolsAreUniform_data(); }

    void checkSymbolFindsEverySlipOfOneSymbolAndEverySwap()
    {
        QFETCH(int, form);
        const PasswordForm asked = PasswordForm(form);
        for (int round = 0; round < 20; ++round) {
            const Secret password = generatePassword(asked);
            const QByteArray right = groupsOf(password.reveal())[2].toByteArray();
            const char check = checkSymbol(right, 3, asked);
            QVERIFY(alphabet(asked).contains(check));
            QVERIFY(checkSymbol(right, 4, asked) != check); // in another group's place
            for (int place = 0; place < 5; ++place) {
                for (const char symbol : alphabet(asked)) {
                    QByteArray wrong = right;
                    wrong[place] = symbol;
                    QCOMPARE(checkSymbol(wrong, 3, asked) == check, wrong == right);
                }
                for (int other = 0; other < place; ++other) {
                    QByteArray swapped = right;
                    std::swap(swapped[place], swapped[other]);
                    QCOMPARE(checkSymbol(swapped, 3, asked) == check, swapped == right);
                }
            }
        }
        QCOMPARE(checkSymbol("ab?de", 1, asked), '\0');
    }

    void groupsAreSpokenInEveryLanguage()
    {
        QCOMPARE(spoken("7kq2m", u"en"_s), u"seven kilo quebec two mike"_s);
        QCOMPARE(spoken("0z1xa", u"de"_s), u"null zulu eins x-ray alfa"_s);
        QCOMPARE(spoken("9", u"fr"_s), u"neuf"_s);
        QCOMPARE(spoken("4b", u"es"_s), u"cuatro bravo"_s);
        QCOMPARE(spoken("7kA", u"ja"_s), u"なな・キロ・大文字アルファ"_s);
        QCOMPARE(spoken("A", u"en"_s), u"capital-alfa"_s);
    }

    void partsGiveThePasswordBack_data()
    {
        QTest::addColumn<int>("shape");
        QTest::addColumn<QList<int>>("held");
        QTest::newRow("whole") << int(PasswordShape::Whole) << QList<int>{ 0 };
        QTest::newRow("two parts") << int(PasswordShape::TwoParts) << QList<int>{ 0, 1 };
        QTest::newRow("1 and 2 of three") << int(PasswordShape::TwoOfThree) << QList<int>{ 0, 1 };
        QTest::newRow("1 and 3 of three") << int(PasswordShape::TwoOfThree) << QList<int>{ 2, 0 };
        QTest::newRow("2 and 3 of three") << int(PasswordShape::TwoOfThree) << QList<int>{ 1, 2 };
    }

    void partsGiveThePasswordBack()
    {
        QFETCH(int, shape);
        QFETCH(QList<int>, held);
        for (int i = 0; i < 100; ++i) {
            const Secret password = generatePassword();
            const auto parts = splitPassword(password, PasswordShape(shape));
            QVERIFY(parts);
            std::vector<const PasswordPart *> hands;
            for (const int index : held)
                hands.push_back(&parts->at(std::size_t(index)));
            const Result<Secret> joined = joinPassword(hands);
            QVERIFY(joined);
            QVERIFY(joined->equals(password.reveal()));
            if (hands.size() > 1)
                QCOMPARE(joinPassword({ hands[0] }).error().kind, Error::Kind::Input);
        }
    }

    void onePartAloneSaysNothing_data()
    {
        QTest::addColumn<int>("shape");
        QTest::newRow("two parts") << int(PasswordShape::TwoParts);
        QTest::newRow("two of three") << int(PasswordShape::TwoOfThree);
    }

    // One fixed password, split again and again: every symbol of every part must be uniform, and in a part with two
    // summands their sum and difference too, else the part would tell something of the password.
    void onePartAloneSaysNothing()
    {
        QFETCH(int, shape);
        const Secret password = Secret::copyOf("aaaaa-00000-zzzzz-7kq2m-x9hdt-44444");
        std::array<QMap<char, int>, 12> counts;
        for (int i = 0; i < 3000; ++i) {
            const auto parts = splitPassword(password, PasswordShape(shape));
            for (std::size_t part = 0; part < parts->size(); ++part) {
                const auto &components = parts->at(part).components;
                for (std::size_t j = 0; j < components.size(); ++j)
                    ++counts[part * 4 + j][components[j].text.reveal()[0]];
                if (components.size() == 2)
                    ++counts[part * 4 + 2][addSymbols(components[0].text.reveal()[0], components[1].text.reveal()[0])];
            }
        }
        for (const auto &seen : counts)
            if (!seen.isEmpty())
                QVERIFY2(chiSquare(seen, 32) < largestFair(31), qPrintable(QString::number(chiSquare(seen, 32))));
    }

    void partsOfDifferentSplitsAreRefused()
    {
        const Secret password = generatePassword();
        const auto one = splitPassword(password, PasswordShape::TwoOfThree);
        const auto other = splitPassword(password, PasswordShape::TwoOfThree);
        QCOMPARE(joinPassword({ &one->at(0), &other->at(1) }).error().kind, Error::Kind::Input);
    }

    void longFormIsNotSplit()
    {
        QCOMPARE(splitPassword(generatePassword(PasswordForm::LongMixed), PasswordShape::TwoParts).error().kind,
                 Error::Kind::Input);
    }

    void readingBackSaysRightOrWrongPerGroup()
    {
        const Secret password = Secret::copyOf("7kq2m-x9hdt-4vw8c-pn3fz-r6gya-j5es0");
        const auto parts = splitPassword(password, PasswordShape::Whole);
        TypeBack reading = TypeBack::of(parts->front());
        QCOMPARE(reading.groups(), 6);
        QCOMPARE(reading.length(0), 5);
        QCOMPARE(reading.type(0, "7kq2"), TypeBack::Verdict::Unfinished);
        QCOMPARE(reading.type(0, "7kq2n"), TypeBack::Verdict::Wrong);
        QCOMPARE(reading.type(0, "7KQ2M"), TypeBack::Verdict::Wrong);
        QCOMPARE(reading.type(0, "7kq2mm"), TypeBack::Verdict::Wrong);
        QCOMPARE(reading.type(0, " 7kq2m- "), TypeBack::Verdict::Right);
        const auto groups = groupsOf(password.reveal());
        for (int i = 1; i < 6; ++i) {
            QVERIFY(!reading.isDone());
            QCOMPARE(reading.type(i, groups[i]), TypeBack::Verdict::Right);
        }
        QVERIFY(reading.isDone());
        QCOMPARE(reading.type(3, "00000"), TypeBack::Verdict::Wrong);
        QVERIFY(!reading.isDone());
        reading.startAgain();
        QCOMPARE(reading.type(0, ""), TypeBack::Verdict::Unfinished);
    }

    void pinAndPartsAreReadBackToo()
    {
        TypeBack pin = TypeBack::of(Secret::copyOf("4820-5931-"));
        QCOMPARE(pin.type(0, "4820-5931"), TypeBack::Verdict::Unfinished); // a PIN's hyphen belongs to it
        QCOMPARE(pin.type(0, "4820-5931-"), TypeBack::Verdict::Right);
        QVERIFY(pin.isDone());
        const auto parts = splitPassword(generatePassword(), PasswordShape::TwoOfThree);
        const TypeBack part = TypeBack::of(parts->at(1));
        QCOMPARE(part.groups(), 12);
        QCOMPARE(part.component(0), 'A');
        QCOMPARE(part.component(11), 'C');
    }
};

BG_TEST(QCoreApplication, PasswordTest)
#include "PasswordTest.moc"
