// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/practice/Call.h"

#include <QJsonObject>
#include <QList>
#include <QString>

// How Azure Resource Manager words its answers.
namespace bg::arm {

// {"error": {"code", "message"}}
Reply refused(int status, const char *code, const QString &message);
Reply notFound(const QString &id);
// {"value", "nextLink"} from where the call's $skiptoken says.
Reply page(const Call &call, const QList<QJsonObject> &all, int pageSize);

QString pathOf(const Call &call); // "/subscriptions/..."
QString originOf(const Call &call); // "http://127.0.0.1:1234"
bool isWrite(const Call &call);

} // namespace bg::arm
