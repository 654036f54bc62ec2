// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Cloud.h"
#include "app/base/Ids.h"
#include "app/practice/HttpFront.h"
#include "app/practice/ServingThread.h"
#include "app/practice/arm/PracticeArm.h"
#include "tests/support/FakeClock.h"

#include <mutex>

namespace bg {

struct Seen {
    QByteArray method;
    QString path, apiVersion;
    QJsonObject body;
};

// The practice side of Azure Resource Manager on a loopback port and a thread of its own, with every request kept.
class ArmServer {
public:
    explicit ArmServer(ArmScenario scenario = {}) : azure(std::move(scenario), clock), arm(azure)
    {
        session.userId = QStringLiteral("0a000000-0000-4000-8000-000000000001");
        session.roles = { globalAdministratorRole() };
        quint16 port = 0;
        m_thread.start([this, &port] {
            const auto front = std::make_shared<HttpFront>([this](Call call) { return serve(std::move(call)); });
            port = front->open();
            return front;
        });
        cloud.resourceManager = cloud.login = cloud.graph = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port));
    }
    ~ArmServer() { m_thread.stop(); }

    // Somebody else at work.
    void change(const std::function<void(Azure &)> &by)
    {
        const std::lock_guard lock(m_guard);
        by(azure);
    }
    QList<Seen> seen() const
    {
        const std::lock_guard lock(m_guard);
        return m_seen;
    }
    QList<Seen> writes() const
    {
        QList<Seen> all;
        for (const Seen &one : seen())
            if (one.method != "GET")
                all.append(one);
        return all;
    }
    void forget()
    {
        const std::lock_guard lock(m_guard);
        m_seen.clear();
    }
    // Answers this instead, as often as it is not empty.
    std::function<std::optional<Reply>(const Call &)> instead;

    FakeClock clock;
    Azure azure;
    PracticeArm arm;
    Session session;
    Cloud cloud;

private:
    HttpFront::Served serve(Call call)
    {
        const std::lock_guard lock(m_guard);
        call.session = session;
        m_seen.append({ call.method, QLatin1Char('/') + call.segments.join(QLatin1Char('/')),
                        call.option(QStringLiteral("api-version")), call.body });
        if (instead)
            if (auto answer = instead(call))
                return { *answer };
        return { arm.answer(call) };
    }

    mutable std::mutex m_guard;
    QList<Seen> m_seen;
    ServingThread m_thread;
};

} // namespace bg
