// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Error.h"

#include <QString>

namespace bg {

// An error in words for people: one sentence of what happened, one of what to do. Both empty for Cancelled.
struct ErrorText {
    QString happened;
    QString remedy;
    static ErrorText of(const Error &error);
};

// Both sentences in one line.
QString failureText(const Error &error);

// For the "Details" fold: the service's own words, codes and request id, one per line; never translated.
QString errorDetails(const Error &error);

} // namespace bg
