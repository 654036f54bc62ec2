// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/AlertChoice.h"
#include "app/model/answers/AnswerReader.h"

namespace bg {

// The member "alerts" of an answers file: false, true, or {"deploy", "files", "subscription", "resourceGroup",
// "workspace", "usedWorkspace", "location", "sentinel", "emails"[], "sms"[], "voice"[], "webhooks"[], "leftOut"[]},
// where telephone numbers are written "+49 15112345678". False after a problem.
bool readAlerts(AnswerReader &reader, const QJsonValue &value, AlertChoice &into);
// The same object, so that readAlerts() reads it again; without the webhooks, for whoever knows one can post there.
QJsonObject alertAnswers(const AlertChoice &alerts);

} // namespace bg
