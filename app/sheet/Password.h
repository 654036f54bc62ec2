// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

namespace bg {

// Sealed: 30 symbols of 32 (digits, lower case without i l o u), 150 bits, no shift key and no letter case to mistake.
// LongMixed: 40 symbols of 47 (2-9, lower case without i l o u, upper case without look-alikes), 222 bits, for a policy
// that insists on four classes.
enum class PasswordForm { Sealed, LongMixed };

// The symbols of a form, in the order of their values: value 0 first. 32 or 47 of them.
QByteArrayView alphabet(PasswordForm form);

// A fresh password: groups of five joined by hyphens, which are typed. Uniform over all candidates that hold Entra's
// three classes (lower case, digit, symbol; LongMixed: upper case as well): a candidate without is thrown away whole,
// for patching a symbol in would favour some. Never blocks. Source of the classes: Entra's password policy, 8 to 256
// ASCII characters, three of four classes.
Secret generatePassword(PasswordForm form = PasswordForm::Sealed);

// Whether a password of at least 24 symbols (hyphens not counted) has the three classes; what the sheet accepts.
bool isStrongEnough(const Secret &password);

// Sealed or LongMixed, by the symbols that occur; nothing for text that is neither (a password of another hand).
std::optional<PasswordForm> formOf(QByteArrayView password);

// The groups between the hyphens, as views into `password`, which must outlive them.
QList<QByteArrayView> groupsOf(QByteArrayView password);

// The symbol printed beside group `number` (1, 2, ...) so that a slip is found before sign-in; it is not typed there.
// Finds every single wrong symbol, every swap of two symbols in the group, and two groups swapped. '\0' for a group
// with a symbol outside the form's alphabet. Over GF(32) for Sealed, modulo the prime 47 for LongMixed.
char checkSymbol(QByteArrayView group, int number, PasswordForm form = PasswordForm::Sealed);

// "seven kilo quebec two mike": ICAO's words, digits and the word for a capital in `language` ("en", "de", "fr", "es",
// "ja"; others as "en"). It is as secret as the group: wipe it.
QString spoken(QByteArrayView group, const QString &language);

} // namespace bg
