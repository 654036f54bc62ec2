// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Error.h"
#include "app/base/HttpClient.h"

#include <QByteArray>
#include <QJsonObject>

namespace bg {

// Why Azure Resource Manager said no, from an answer that is not 2xx, in the shapes seen:
// {"error":{code,message,details}},
// {"code","message"} at the top (diagnostic settings), {"Message"} (old providers), HTML, nothing. The innermost code
// that we know decides. requestId is the service's, or `clientRequestId` when it gave none.
Error armError(const HttpResponse &response, const QByteArray &clientRequestId);
// The same from the body of an asynchronous operation that ended as Failed or Canceled: {"status","error":{...}}.
Error armFailure(const QJsonObject &operation, const QByteArray &clientRequestId);

} // namespace bg
