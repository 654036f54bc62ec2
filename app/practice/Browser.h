// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/practice/Visitor.h"

#include <QNetworkAccessManager>
#include <QUrl>

namespace bg {

// As much of a browser as the practice sign-in page needs. Blocks; use from the thread that made it.
class Browser {
public:
    // SignInRefused with the page's words, Offline where nobody answers. A redirect that brings an OAuth error back to
    // the program was delivered as well: that is success here.
    // `address` is the sign-in page's or one that leads to it.
    Result<void> visit(const QUrl &address, const Visitor &visitor);
    // Who it is depends on the sign-in page's address.
    Result<void> visit(const QUrl &address, const VisitorAt &visitorAt);
    Result<void> enterDeviceCode(const QUrl &login, const QString &operatorName, const QString &userCode,
                                 const Visitor &visitor);

private:
    struct Page {
        int status = 0;
        QString text;
        QUrl location;
    };
    Result<Page> fetched(const QUrl &url, const QByteArray &form = {});
    Result<void> delivered(const QUrl &redirect);
    QNetworkAccessManager m_network;
};

} // namespace bg
