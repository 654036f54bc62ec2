// SPDX-License-Identifier: GPL-3.0-or-later
// Linked into a process that has practice tenants: every request that reaches one of them, and every answer it gives,
// is held against the service's own description, on a thread beside. What breaks it is told when the application ends,
// and the process then ends with 1, whatever its tests said.
#include "app/practice/PracticeTenant.h"
#include "tests/support/Contract.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QRegularExpression>
#include <QSet>

#include <condition_variable>
#include <cstdio>
#include <deque>
#include <mutex>
#include <thread>

#include <unistd.h>

namespace bg {

namespace {

using namespace Qt::StringLiterals;

// Two exchanges that differ only in drawn ids and in times are one to the contract.
QByteArray kindOf(const Exchange &exchange)
{
    static const QRegularExpression id(u"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"_s);
    static const QRegularExpression time(u"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z"_s);
    const auto text
        = [](const QJsonObject &body) { return QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact)); };
    QString whole = QStringList{ QString::fromLatin1(exchange.method), exchange.version,       exchange.path,
                                 QString::number(exchange.status),     text(exchange.request), text(exchange.answer) }
                        .join(u' ');
    whole.replace(id, u"id"_s).replace(time, u"time"_s);
    return QCryptographicHash::hash(whole.toUtf8(), QCryptographicHash::Sha256);
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
