// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sheet/Phrase.h"

#include <QDate>
#include <QJsonObject>
#include <QStringList>
#include <QVariantMap>

namespace bg {

// The sentences of the sheets in one or two languages, from resources/sheet/<language>.json. They are tables of their
// own and not translations of the window: the finder's language is chosen apart from the operator's.
class SheetText {
public:
    SheetText(const QString &language, const QString &secondLanguage = {});

    // The sentence named `key` with {name} replaced by values: QDate and QDateTime as the language writes them,
    // QStringList joined by its "or", numbers with its separators, text as it is (isolated where it runs right to
    // left). A date, or a list of people and things, that nobody has given becomes a line to write on by hand.
    Phrase operator()(const QString &key, const QVariantMap &values = {}) const;
    bool knows(const QString &key) const { return m_first.contains(key); }
    QString language() const { return m_language; }

    static QStringList languages(); // "en", "de", "fr", "es", "ja"

private:
    QString m_language, m_secondLanguage;
    QJsonObject m_first, m_second;
};

// Text of unknown direction, made safe to stand inside a sentence of another (Unicode UAX 9, isolates).
QString isolated(const QString &text);
// The parts with a middle dot between them; blank ones are left out.
QString dotted(const QStringList &parts);
// The text, or a line to write it on by hand where there is none.
QString orLine(const QString &text);
// At most `longest` characters; the middle goes first, for the ends of a place's name say most.
QString shortened(const QString &text, int longest = 300);

} // namespace bg
