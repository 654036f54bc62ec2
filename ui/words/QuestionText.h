// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/reconcile/Operator.h"

#include <QString>

namespace bg {

// What the key panel says of a moment or a question: one large sentence, one smaller beneath.
struct PanelText {
    QString headline;
    QString sentence;
    static PanelText of(const KeyProgress &moment);
    static PanelText of(const PinQuestion &question);
};

// What the engine asks, with its two answers by name. The engine's ids; an unknown one shows its facts.
struct ConfirmText {
    QString headline, sentence, yes, no;
    QString details; // folded away: names that nobody needs to read to answer
    bool isSafe = false; // "yes" changes nothing by itself: it is the answer that Enter gives
    static ConfirmText of(const QString &questionId, const QJsonObject &facts);
};

// What a trouble is about: the label of a key or the name of an account as it is; the id of a step by its title.
QString troubleSubject(const QString &subject);

// "YubiKey 5 NFC · firmware 5.7.1 · serial 28 104 733"
QString keyLine(const KeyFacts &key);

} // namespace bg
