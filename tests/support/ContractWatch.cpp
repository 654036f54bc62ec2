// SPDX-License-Identifier: GPL-3.0-or-later
// Linked into a process that has practice tenants: every request that reaches one of them, and every answer it gives,
// is held against the service's own description, on a thread beside. What breaks it is told when the application ends,
// and the process then ends with 1, whatever its tests said.
#include "app/practice/PracticeTenant.h"
#include "tests/support/Contract.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QSet>

#include <algorithm>
#include <cctype>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <mutex>
#include <thread>

#include <unistd.h>

namespace bg {

namespace {

using namespace Qt::StringLiterals;

// Of a key's bytes in base64url that begin there; names of properties are as long, but hold one digit at most.
qsizetype bytesAt(const QByteArray &text, qsizetype at)
{
    constexpr qsizetype shortest = 32;
    qsizetype end = at, digits = 0;
    for (; end < text.size() && (std::isalnum(uchar(text.at(end))) || text.at(end) == '-' || text.at(end) == '_');
         ++end)
        digits += std::isdigit(uchar(text.at(end))) ? 1 : 0;
    return end - at >= shortest && digits > 1 ? end - at : 0;
}

// Of a GUID, or of an ISO time, that begins there; else 0.
qsizetype drawnAt(const QByteArray &text, qsizetype at)
{
    const auto is = [&](qsizetype offset, char wanted) { return text.at(at + offset) == wanted; };
    constexpr qsizetype guid = 36, time = 20;
    if (at + guid <= text.size() && is(8, '-') && is(13, '-') && is(18, '-') && is(23, '-'))
        return guid;
    if (at + time > text.size() || !is(4, '-') || !is(7, '-') || !is(10, 'T') || !is(13, ':') || !is(16, ':'))
        return 0;
    const qsizetype end = text.indexOf('Z', at);
    constexpr qsizetype longest = 30; // with a fraction of a second
    return end < 0 || end - at > longest ? 0 : end + 1 - at;
}

// Two exchanges that differ only in what was drawn and in times are one to the contract.
QByteArray kindOf(const Exchange &exchange)
{
    const auto text = [](const QJsonObject &body) { return QJsonDocument(body).toJson(QJsonDocument::Compact); };
    const QByteArray whole = QByteArrayList{ exchange.method,        exchange.version.toUtf8(),
                                             exchange.path.toUtf8(), QByteArray::number(exchange.status),
                                             text(exchange.request), text(exchange.answer) }
                                 .join(' ');
    QByteArray kind;
    kind.reserve(whole.size());
    for (qsizetype at = 0; at < whole.size();) {
        const bool isBeginning = at == 0 || !std::isalnum(uchar(whole.at(at - 1)));
        const qsizetype drawn = isBeginning ? std::max(drawnAt(whole, at), bytesAt(whole, at)) : 0;
        kind += drawn > 0 ? '#' : whole.at(at);
        at += std::max<qsizetype>(drawn, 1);
    }
    return QCryptographicHash::hash(kind, QCryptographicHash::Sha256);
}

class ContractWatch {
public:
    void see(const Exchange &exchange)
    {
        if (exchange.version.isEmpty())
            return;
        const std::lock_guard lock(m_guard);
        if (!m_thread.joinable())
            m_thread = std::thread([this] { work(); });
        m_waiting.push_back(exchange);
        m_changed.notify_one();
    }
    // Looks at what is still waiting first.
    QStringList end()
    {
        {
            const std::lock_guard lock(m_guard);
            m_isEnding = true;
            m_changed.notify_one();
        }
        if (m_thread.joinable())
            m_thread.join();
        return m_problems;
    }

private:
    void work()
    {
        const auto contract = Contract::found();
        QSet<QByteArray> seen;
        for (;;) {
            std::unique_lock lock(m_guard);
            m_changed.wait(lock, [this] { return m_isEnding || !m_waiting.empty(); });
            if (m_waiting.empty())
                return;
            const Exchange exchange = std::move(m_waiting.front());
            m_waiting.pop_front();
            lock.unlock();
            const QByteArray kind = contract ? kindOf(exchange) : QByteArray();
            if (!contract || seen.contains(kind))
                continue;
            seen.insert(kind);
            for (const QString &problem : contract->check(exchange))
                if (!m_problems.contains(problem))
                    m_problems.append(problem);
        }
    }

    std::mutex m_guard;
    std::condition_variable m_changed;
    std::deque<Exchange> m_waiting;
    bool m_isEnding = false;
    std::thread m_thread;
    QStringList m_problems; // the thread's, until it has ended
};

ContractWatch *watch = nullptr; // made once, and gone before the end of main()

void tell()
{
    PracticeTenant::watchAll({});
    const QStringList problems = watch->end();
    delete std::exchange(watch, nullptr);
    if (problems.isEmpty())
        return;
    for (const QString &problem : problems)
        std::fprintf(stderr, "contract: %s\n", qPrintable(problem));
    std::fflush(nullptr);
    ::_exit(1);
}

const bool isBegun = [] {
    watch = new ContractWatch;
    PracticeTenant::watchAll([](const Exchange &exchange) { watch->see(exchange); });
    qAddPostRoutine(tell);
    return true;
}();

} // namespace

} // namespace bg
