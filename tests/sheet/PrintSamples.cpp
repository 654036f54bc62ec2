// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the whole set in every language and on both papers, for a person to look at: sheet_samples FOLDER [long|bare]
#include "app/sheet/Password.h"
#include "app/sheet/SheetRenderer.h"
#include "app/sheet/SheetText.h"
#include "app/sheet/SheetWriter.h"
#include "tests/sheet/SampleSheets.h"

#include <QDir>
#include <QGuiApplication>
#include <QTextStream>

using namespace bg;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    const QString folder = application.arguments().value(1, u"samples"_s);
    const bool isLong = application.arguments().contains(u"long"_s);
    const Secret password = generatePassword();
    const Secret pin = Secret::copyOf(isLong ? QByteArray(63, '7') : QByteArray("48205931"));
    const bool isBare = application.arguments().contains(u"bare"_s);
    const NonSecretSheets open = sample::reviewed(isLong       ? sample::longNonSecretSheets()
                                                 : isBare ? sample::bareNonSecretSheets()
                                                          : sample::nonSecretSheets());
    const SealedSheet sealed{ open.facts, open.accounts[0], &password };
    const PinSheet pinOf{ open.facts, open.accounts[0], open.accounts[0].keys[0], &pin };
    QTextStream out(stdout);
    QStringList languages = SheetText::languages();
    languages << u"de+ja"_s << u"en+fr"_s;
    for (const QString &language : languages)
        for (const Paper paper : { Paper::A4, Paper::Letter }) {
            SheetLook look;
            look.paper = paper;
            look.language = language.section(u'+', 0, 0);
            look.secondLanguage = language.section(u'+', 1, 1);
            const QString base = folder + u'/' + language + (paper == Paper::A4 ? u"-A4"_s : u"-Letter"_s);
            for (const auto &[name, shape] : { std::pair{ "whole", PasswordShape::Whole },
                                               { "two", PasswordShape::TwoParts },
                                               { "three", PasswordShape::TwoOfThree } }) {
                const QString at = base + u'/' + QLatin1String(name);
                QDir().mkpath(at);
                const auto written = writeSealedSheets(at, sealed, shape, look);
                if (!written)
                    out << at << ": " << written.error().detail << '\n';
            }
            for (const auto &written :
                 { writePinSheet(base, pinOf, look), writeTemporaryPasswordSlip(base, sample::oneTime(open, password), look),
                   writeNonSecretSheets(base, open, look) })
                if (!written)
                    out << base << ": " << written.error().detail << '\n';
        }
    return 0;
}
