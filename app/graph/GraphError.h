// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Error.h"
#include "app/base/HttpClient.h"

#include <QByteArray>

namespace bg {

// Why Graph said no, from an answer that is not 2xx, in all shapes seen: code empty, innerError in either letter case
// and nested, the policy service's number ("1038: ...") in the message or only inside, HTML, nothing, truncated JSON.
// requestId is the service's, or `clientRequestId` when it gave none.
Error graphError(const HttpResponse &response, const QByteArray &clientRequestId);

} // namespace bg
