// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/Password.h"

#include "app/base/Random.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView sealedAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr QByteArrayView longAlphabet = "23456789abcdefghjkmnpqrstvwxyzABDEFGHJKMNPQRTWY";
constexpr int groupSize = 5;
constexpr qsizetype fewestSymbols = 24;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}
bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

void draw(Secret &password, QByteArrayView symbols)
{
    for (std::size_t i = 0; i < password.size(); ++i) {
        const bool isJoint = (i + 1) % (groupSize + 1) == 0;
        password.writable()[i]
            = isJoint ? '-' : static_cast<unsigned char>(symbols[randomBelow(std::uint32_t(symbols.size()))]);
    }
}

bool hasClasses(QByteArrayView password, bool withUpper)
{
    const auto any = [&](auto is) { return std::any_of(password.begin(), password.end(), is); };
    return any(isLower) && any(isDigit) && any([](char c) { return c == '-'; }) && (!withUpper || any(isUpper));
}

// Multiplication by x in GF(2)[x] / (x^5 + x^2 + 1), the field of 32 elements.
int timesX(int value)
{
    const int shifted = value << 1;
    return (shifted & 0x20) ? shifted ^ 0x25 : shifted;
}

// Horner's rule gives each place a weight of its own, a power of x; x has order 31, so a slip of one symbol or a swap
// of two never cancels. The group's number takes part as the first symbol.
int checkOverField(const QList<int> &values)
{
    int sum = 0;
    for (const int value : values)
        sum = timesX(sum ^ value);
    return sum;
}

int checkModuloPrime(const QList<int> &values, int prime)
{
    int sum = 0;
    for (int i = 0; i < values.size(); ++i)
        sum = (sum + (i + 1) * values[i]) % prime;
    return sum;
}

struct SpokenWords {
    QString digits; // ten words, zero first
    QString letters; // 26 words
    QString capital;
};

SpokenWords wordsOf(const QString &language)
{
    // ICAO Annex 10 volume II, 5.2.1.3: the letters are the same words in every language.
    const QString icao = QStringLiteral(
        "alfa bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa "
        "quebec romeo sierra tango uniform victor whiskey x-ray yankee zulu");
    if (language == u"de")
        return { u"null eins zwei drei vier fünf sechs sieben acht neun"_s, icao, u"groß-"_s };
    if (language == u"fr")
        return { u"zéro un deux trois quatre cinq six sept huit neuf"_s, icao, u"majuscule-"_s };
    if (language == u"es")
        return { u"cero uno dos tres cuatro cinco seis siete ocho nueve"_s, icao, u"mayúscula-"_s };
    if (language == u"ja")
        return { u"ゼロ いち に さん よん ご ろく なな はち きゅう"_s,
                 QStringLiteral("アルファ ブラボー チャーリー デルタ エコー フォックストロット ゴルフ ホテル "
                                "インディア ジュリエット キロ リマ マイク "
                                "ノベンバー オスカー パパ ケベック ロメオ シエラ タンゴ ユニフォーム ビクター "
                                "ウィスキー エックスレイ ヤンキー ズールー"),
                 u"大文字"_s };
    return { u"zero one two three four five six seven eight nine"_s, icao, u"capital-"_s };
}

} // namespace

QByteArrayView alphabet(PasswordForm form)
{
    return form == PasswordForm::Sealed ? sealedAlphabet : longAlphabet;
}

Secret generatePassword(PasswordForm form)
{
    const int groups = form == PasswordForm::Sealed ? 6 : 8;
    Secret password = Secret::ofSize(std::size_t(groups * (groupSize + 1) - 1));
    do {
        draw(password, alphabet(form));
    } while (!hasClasses(password.reveal(), form == PasswordForm::LongMixed));
    return password;
}

bool isStrongEnough(const Secret &password)
{
    const QByteArrayView text = password.reveal();
    const auto hyphens = std::count(text.begin(), text.end(), '-');
    return text.size() - hyphens >= fewestSymbols && hasClasses(text, false);
}

std::optional<PasswordForm> formOf(QByteArrayView password)
{
    for (const PasswordForm form : { PasswordForm::Sealed, PasswordForm::LongMixed }) {
        const QByteArrayView symbols = alphabet(form);
        if (!password.isEmpty()
            && std::all_of(password.begin(), password.end(), [&](char c) { return c == '-' || symbols.contains(c); }))
            return form;
    }
    return std::nullopt;
}

QList<QByteArrayView> groupsOf(QByteArrayView password)
{
    QList<QByteArrayView> groups;
    qsizetype begin = 0;
    while (begin <= password.size()) {
        const qsizetype hyphen = password.indexOf('-', begin);
        const qsizetype end = hyphen < 0 ? password.size() : hyphen;
        groups.append(password.sliced(begin, end - begin));
        begin = end + 1;
    }
    return groups;
}

char checkSymbol(QByteArrayView group, int number, PasswordForm form)
{
    const QByteArrayView symbols = alphabet(form);
    QList<int> values{ number % int(symbols.size()) };
    for (const char symbol : group) {
        const qsizetype value = symbols.indexOf(symbol);
        if (value < 0)
            return '\0';
        values.append(int(value));
    }
    const int check
        = form == PasswordForm::Sealed ? checkOverField(values) : checkModuloPrime(values, int(symbols.size()));
    return symbols[check];
}

QString spoken(QByteArrayView group, const QString &language)
{
    const SpokenWords words = wordsOf(language);
    const QStringList digits = words.digits.split(u' ');
    const QStringList letters = words.letters.split(u' ');
    const QString space = language == u"ja" ? u"・"_s : u" "_s;
    QString line;
    line.reserve(160); // grows in place: no freed copy keeps the first words
    for (const char symbol : group) {
        if (!line.isEmpty())
            line += space;
        if (isDigit(symbol))
            line += digits[symbol - '0'];
        else if (isLower(symbol))
            line += letters[symbol - 'a'];
        else if (isUpper(symbol))
            line += words.capital + letters[symbol - 'A'];
    }
    return line;
}

} // namespace bg
