// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"
#include "app/reconcile/Operator.h"

#include <QJsonObject>
#include <QList>

#include <memory>
#include <variant>

namespace bg {

struct TroubleQuestion {
    Error error;
    QString subject;
};

struct ConfirmQuestion {
    QString id;
    QJsonObject facts;
};

// A sheet at work: with a secret (password, PIN, one-time password) or open. It owns its copy of the secret, so that a
// lane that is stopped may let its own go at once; the copy is wiped with the question.
struct SheetQuestion {
    std::variant<SealedSheet, PinSheet, TemporaryPasswordSlip, NonSecretSheets> sheet;
    Secret secret;
};

// One thing that a lane waits for. Shared between the lane that asks and the page that answers.
struct Question {
    int id = 0;
    std::variant<PinQuestion, TroubleQuestion, ConfirmQuestion, SheetQuestion> about;

    template <typename T> const T *as() const { return std::get_if<T>(&about); }
    bool isSheet() const { return as<SheetQuestion>() != nullptr; }
    // Points a sheet's borrowed secret at the question's own copy.
    void borrowOwnSecret()
    {
        auto *paper = std::get_if<SheetQuestion>(&about);
        if (!paper)
            return;
        if (auto *sealed = std::get_if<SealedSheet>(&paper->sheet))
            sealed->password = &paper->secret;
        if (auto *pin = std::get_if<PinSheet>(&paper->sheet))
            pin->pin = &paper->secret;
        if (auto *slip = std::get_if<TemporaryPasswordSlip>(&paper->sheet))
            slip->password = &paper->secret;
    }
};

using QuestionPtr = std::shared_ptr<const Question>;

} // namespace bg
