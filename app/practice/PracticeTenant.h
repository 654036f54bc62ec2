// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/base/Cloud.h"
#include "app/base/Result.h"
#include "app/practice/Exchange.h"
#include "app/practice/Fault.h"
#include "app/practice/PracticeScenario.h"
#include "app/practice/Visitor.h"

#include <QJsonObject>
#include <QList>
#include <QUrl>

#include <functional>
#include <memory>

namespace bg {

class Azure;
class Directory;

// A Microsoft 365 tenant of one's own: sign-in, Graph and Azure Resource Manager over http on 127.0.0.1, each on a port
// of its own. It refuses what the service refuses and forgets everything when it ends. Every function may be called
// from any thread; none but browse() and stop() blocks longer than a look at the state takes.
class PracticeTenant {
public:
    // `clock` tells the time for lag, throttling and lifetimes, and must outlive this object; without one, the
    // system's.
    explicit PracticeTenant(PracticeScenario scenario = {}, Clock *clock = nullptr);
    ~PracticeTenant();
    PracticeTenant(const PracticeTenant &) = delete;
    PracticeTenant &operator=(const PracticeTenant &) = delete;

    // Begins to serve on a thread of its own; the addresses as a cloud. Offline where no port could be had.
    Result<Cloud> start();
    void stop();
    Cloud cloud() const;
    // The cloud in the format that --cloud FILE reads.
    QJsonObject cloudJson() const;

    // What a person in a browser does with an authorize address, or with one that leads to it: opens it, signs in, consents, and lets the browser
    // follow to the loopback redirect. Blocks until the redirect was delivered; for a worker thread. Refused with the
    // page's own words where the sign-in page says no.
    Result<void> browse(const QUrl &authorize, const Visitor &visitor = {});
    // The same, on a thread of its own that stop() waits for: hand it to whatever wants a browser.
    void browseAside(const QUrl &authorize, const Visitor &visitor = {});
    // Finishes a device sign-in as the person would on another computer. NotFound for an unknown code.
    Result<void> enterDeviceCode(const QString &userCode, const Visitor &visitor = {});

    QString operatorName() const; // user principal name of the Global Administrator who practises
    QString operatorId() const;

    // The whole tenant: users, groups (with members and owners), deletedItems, policies, roleAssignments,
    // roleSchedules, passkeys, methods, administrativeUnits, settings, rules, azure. Passwords appear as the time they
    // were set.
    QJsonObject snapshot() const;
    // The state to a JSON object and back, so that a tenant can outlive its process. Before start().
    QJsonObject save() const;
    void load(const QJsonObject &state);

    // Asked for every request before it is looked at.
    using FaultPlan = std::function<Fault(int index, const QByteArray &method, const QString &path)>;
    void setFaults(FaultPlan plan);
    // Called on the tenant's thread after every request; for the contract check.
    void setObserver(std::function<void(const Exchange &)> observer);
    // The same for every tenant of this process, whoever observes it besides. Set before the first one starts.
    static void watchAll(std::function<void(const Exchange &)> observer);
    QList<Exchange> exchanges() const;
    int writes() const; // Graph and ARM requests that were answered 2xx and are not GET

    // Somebody else at work: changes the state between two requests.
    void change(const std::function<void(Directory &)> &by);
    void changeAzure(const std::function<void(Azure &)> &by);

private:
    class Life;
    std::unique_ptr<Life> m_life;
};

} // namespace bg
