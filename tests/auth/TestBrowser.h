// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/SignInUi.h"
#include "tests/auth/LoginServer.h"

#include <QTcpSocket>

#include <functional>
#include <mutex>
#include <thread>

namespace bg {

// Sends bytes to a loopback address and returns all that comes back until the other side closes, or `wait` is over.
inline QByteArray knock(const QHostAddress &address, quint16 port, const QList<QByteArray> &segments, int wait = 5000)
{
    QTcpSocket socket;
    socket.connectToHost(address, port);
    if (!socket.waitForConnected(wait))
        return "refused";
    for (const QByteArray &segment : segments) {
        socket.write(segment);
        socket.flush();
        socket.waitForBytesWritten(wait);
    }
    QByteArray all;
    while (socket.state() == QAbstractSocket::ConnectedState && socket.waitForReadyRead(wait))
        all += socket.readAll();
    return all + socket.readAll();
}

inline QByteArray get(const QByteArray &target, quint16 port)
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost:" + QByteArray::number(port) + "\r\n\r\n";
}

// The person's browser, and the person: opens the address on a thread of its own, as a browser does.
class TestBrowser : public SignInUi {
public:
    using Query = QMap<QByteArray, QByteArray>;
    // What happens when the address is opened; on the browser's thread.
    using Visit = std::function<void(const Query &, quint16 port)>;

    explicit TestBrowser(Visit visit) : m_visit(std::move(visit)) { }
    ~TestBrowser() override { join(); }

    Result<void> explain(const SignInRound &round, std::stop_token) override
    {
        const std::lock_guard lock(m_mutex);
        rounds.append(round);
        return agrees ? Result<void>() : Result<void>(fail(Error::Kind::Cancelled));
    }
    void offerLink(const QUrl &url) override { link = url; }
    bool open(const QUrl &url) override
    {
        if (!opens)
            return false;
        const QUrl page = link;
        const Query query = readForm(page.query(QUrl::FullyEncoded).toLatin1());
        const quint16 port = quint16(QUrl(QString::fromLatin1(query[("redirect_uri")])).port());
        {
            const std::lock_guard lock(m_mutex);
            started.append(url);
            opened.append(page);
            queries.append(query);
        }
        join();
        m_thread = std::thread([this, query, port, url, page] {
            const QByteArray sentOn
                = knock(QHostAddress(url.host()), quint16(url.port()), { get(url.path().toLatin1(), port) });
            if (sentOn.contains("\r\nLocation: " + page.toEncoded() + "\r\n"))
                m_visit(query, port);
        });
        return true;
    }
    void showDeviceCode(const DeviceCode &code) override { codes.append(code); }
    void roundOver() override { ++roundsOver; }

    void join()
    {
        if (m_thread.joinable())
            m_thread.join();
    }

    bool opens = true, agrees = true;
    QUrl link;
    QList<QUrl> started; // what the system's browser was given
    QList<QUrl> opened; // the sign-in pages that they led to
    QList<Query> queries;
    QList<SignInRound> rounds;
    QList<DeviceCode> codes;
    int roundsOver = 0;

private:
    Visit m_visit;
    std::mutex m_mutex;
    std::thread m_thread;
};

// Comes back with a code, follows the redirect to the closing page.
inline void comeBack(const TestBrowser::Query &query, quint16 port, const QByteArray &code)
{
    knock(QHostAddress(QHostAddress::LocalHost), port, { get("/?code=" + code + "&state=" + query["state"], port) });
    knock(QHostAddress(QHostAddress::LocalHost), port, { get("/done", port) });
}

} // namespace bg
