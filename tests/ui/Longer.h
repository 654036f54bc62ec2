// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

namespace bg {

// Stands for the longest language: every text of ours grows by 40 %, with letters that reach high and low.
class Longer final : public QTranslator {
public:
    QString translate(const char *, const char *source, const char *, int) const override
    {
        const QString text = QString::fromUtf8(source);
        const qsizetype more = (text.size() * 2 + 4) / 5;
        QString tail;
        while (tail.size() < more)
            tail += QStringLiteral(" Ågjörð");
        return text + tail.left(more);
    }
    bool isEmpty() const override { return false; }
};

} // namespace bg
