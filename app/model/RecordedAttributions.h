// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/SignInReview.h"

#include <QDateTime>
#include <QString>

namespace bg {

// What people said of the uses when an answer to a misuse began.
struct RecordedAttributions {
    QString runId;
    QDateTime started; // UTC
    SignInReview review;
    bool isAnswered = false; // that run came to its end: what was said had its consequences
};

} // namespace bg
