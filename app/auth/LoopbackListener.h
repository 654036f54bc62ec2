// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/AuthorizeAnswer.h"
#include "app/auth/LoopbackRequest.h"
#include "app/base/Result.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QTcpServer>
#include <QUrl>

#include <chrono>
#include <functional>

class QTcpSocket;

namespace bg {

// Waits on this computer for the browser's one answer (RFC 8252 7.3). Event-driven: lives in the worker thread that
// signs in. Whatever else knocks gets a neutral page and changes nothing: wrong state, path, method, Host, garbage,
// empty connections. After the answer only the closing page is served, then the port is given back.
class LoopbackListener final : public QObject {
    Q_OBJECT
public:
    static constexpr int MostConnections = 64;
    static constexpr std::chrono::seconds LongestConnection{ 30 };

    // `login`: where the answer is asked for.
    LoopbackListener(QByteArray state, QUrl login);
    ~LoopbackListener() override;

    // Takes one port on 127.0.0.1 and ::1; on a machine without IPv6, on 127.0.0.1 alone. A port that somebody holds on
    // either family is given up for another one: they could take the answer. Internal when none can be had.
    Result<void> listen();
    quint16 port() const { return m_v4.serverPort(); }
    // http://localhost:PORT, exactly as it goes into both requests. No path: that is what public clients register.
    QString redirectUri() const;
    // The address to start the browser with: a random path on 127.0.0.1 that sends its first visitor on to `page`. Every
    // user of this computer can read a program's arguments; state and nonce are in `page` only. Once per round.
    QUrl startAddress(const QUrl &page);

    std::function<void(AuthorizeAnswer)> onAnswer; // called once
    std::function<void()> onClosed; // the browser has its last page and the port is closed

    std::chrono::milliseconds patience = LongestConnection; // with one connection

    // No new connections; those that are open are finished.
    void close();

private:
    void accept(QTcpServer &server);
    void read(QTcpSocket &socket, QByteArray &received);
    void serve(QTcpSocket &socket, const LoopbackRequest &request);
    bool isOurHost(const QByteArray &host) const;
    bool isStartPath(const QByteArray &path) const;

    QByteArray m_state;
    QUrl m_login;
    QByteArray m_startPath, m_page; // the path is empty once it was used
    QTcpServer m_v4, m_v6;
    QList<QTcpSocket *> m_open; // oldest first
    enum class Stage { Waiting, Accepted, Refused } m_stage = Stage::Waiting;
};

} // namespace bg
