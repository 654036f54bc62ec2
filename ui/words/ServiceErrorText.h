// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Error.h"
#include "ui/words/ErrorText.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace bg {

// A row of resources/errors.json: what people really meet, with the remedy.
struct ServiceErrorRow {
    QStringList codes; // any of them; none: any code
    QString says; // a part of the service's message; empty: any
    QString about; // the error's detail; empty: any
    ErrorText text;
    QString source; // where that is documented
    bool staysInBrowser = false; // the browser may show it and never come back to the wizard

    bool isFor(const Error &error) const;
};

const QList<ServiceErrorRow> &serviceErrors();
// The first row that fits, translated; nothing where none does.
std::optional<ErrorText> serviceErrorText(const Error &error);
// What the browser may show and keep: one line each, "AADSTS700016: what happened. What to do.".
QStringList browserErrors();
// The service's own words, made safe to be shown in a sentence: one line, of a length that fits, with the code.
QString serviceWords(const Error &error);

} // namespace bg
