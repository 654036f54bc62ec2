// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flow/CrashBench.h"

#include "app/practice/Directory.h"

#include <QFile>
#include <QJsonDocument>
#include <QSet>
#include <QUdpSocket>

#include <atomic>
#include <mutex>

#include <signal.h>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000; // ms, for one wizard

PracticeScenario quick()
{
    PracticeScenario scenario;
    scenario.policies = 3;
    scenario.latency = std::chrono::milliseconds(0);
    scenario.policyInterval = std::chrono::milliseconds(0);
    scenario.setReplicationLag(std::chrono::milliseconds(0));
    return scenario;
}

// No port twice in this process: between two wizards the one that answers go to is bound by nobody.
QList<quint16> freePorts(int count)
{
    static std::mutex guard;
    static QSet<quint16> drawn;
    const std::lock_guard lock(guard);
    QList<quint16> ports;
    while (ports.size() < count) {
        QUdpSocket socket;
        socket.bind(QHostAddress::LocalHost, 0);
        if (drawn.contains(socket.localPort()))
            continue;
        drawn.insert(socket.localPort());
        ports.append(socket.localPort());
    }
    return ports;
}

QSet<QByteArray> registeredIds(PracticeTenant &tenant)
{
    QSet<QByteArray> ids;
    tenant.change([&](const Directory &directory) {
        for (const auto &passkeys : directory.passkeys)
            for (const Passkey &passkey : passkeys)
                ids.insert(passkey.credentialId);
    });
    return ids;
}

} // namespace

CrashBench::CrashBench() : tenant(quick())
{
    if (const auto cloud = tenant.start(); !cloud) {
        m_why = cloud.error().detail;
        return;
    }
    QFile file(folder.filePath(u"cloud.json"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(tenant.cloudJson()).toJson()) <= 0) {
        m_why = file.errorString();
        return;
    }
    const QList<quint16> ports = freePorts(8);
    for (int i = 0; i < 4; ++i) {
        PracticeDials dials;
        dials.serial += quint32(i);
        dials.touchAfter = std::chrono::milliseconds(0);
        auto key = ServedKey::at(ports[2 * i], ports[2 * i + 1], dials);
        if (!key) {
            m_why = key.error().detail;
            return;
        }
        m_keys.push_back(std::move(*key));
    }
}

CrashBench::Ending CrashBench::run(const std::optional<Blow> &blow, const QStringList &more)
{
    Ending ending;
    QStringList arguments{ u"--cloud"_s,  folder.filePath(u"cloud.json"_s),
                           u"--state"_s,  folder.filePath(u"state"_s),
                           u"--sheets"_s, folder.filePath(u"sheets"_s),
                           u"--ahead"_s,  QString::number(m_starts++ * 60) };
    for (const auto &key : m_keys)
        arguments += { u"--security-key"_s, key->spec() };
    QProcess wizard;
    wizard.start(QStringLiteral(BG_CRASH_WIZARD), arguments + more);
    const auto left = [&] { return QString::fromUtf8(wizard.readAllStandardError()); };
    if (!wizard.waitForReadyRead(patience) || wizard.readLine() != "ready\n") {
        wizard.kill();
        wizard.waitForFinished();
        ending.trouble = u"not ready: "_s + left();
        return ending;
    }

    const auto process = pid_t(wizard.processId());
    const int first = int(tenant.exchanges().size());
    std::atomic<int> seen = 0, struck = -1;
    const auto strike = [&] { ::kill(process, SIGKILL); };
    tenant.setFaults([&](int index, const QByteArray &, const QString &) {
        if (index < first || !blow || seen++ != blow->request)
            return Fault::None;
        struck = index;
        if (blow->half == Blow::Half::After)
            return Fault::None;
        strike();
        return Fault::DropBefore;
    });
    tenant.setObserver([&](const Exchange &exchange) {
        if (exchange.index == struck && blow->half == Blow::Half::After)
            strike();
    });
    wizard.write("go\n");
    QByteArray record;
    while (wizard.waitForReadyRead(patience))
        while (wizard.canReadLine())
            handle(wizard, record = wizard.readLine());
    const bool isOver = wizard.waitForFinished(wizard.state() == QProcess::NotRunning ? 0 : patience)
        || wizard.state() == QProcess::NotRunning;
    tenant.setFaults({});
    tenant.setObserver({});
    ending.requests = seen;
    ending.wasKilled = struck >= 0;
    if (!isOver) {
        wizard.kill();
        wizard.waitForFinished();
        ending.trouble = u"did not come to its end: "_s + left();
        return ending;
    }
    ending.trouble = left();
    if (auto read = RunRecord::fromJson(record))
        ending.record = *read;
    return ending;
}

// The person's hand: a key that is put in has power from that moment on.
void CrashBench::handle(QProcess &wizard, const QByteArray &line)
{
    constexpr QByteArrayView asks("insert ");
    if (!line.startsWith(asks))
        return;
    m_keys[std::size_t(line.mid(asks.size()).toInt())]->reinsert();
    wizard.write("in\n");
}

QString CrashBench::orphan()
{
    QSet<QByteArray> registered = registeredIds(tenant);
    for (const auto &served : m_keys) {
        served->key().takeOut();
        for (const PracticeCredential &credential : served->key().state().credentials)
            if (!registered.remove(credential.id))
                return u"key %1 offers a credential that the tenant does not know"_s.arg(served->key().dials().serial);
        served->key().insert();
    }
    return registered.isEmpty() ? QString() : u"a registered key that nobody holds"_s;
}

QString CrashBench::lockedKey()
{
    QFile sheets(folder.filePath(u"sheets"_s));
    const QByteArrayList known = sheets.open(QIODevice::ReadOnly) ? sheets.readAll().split('\n') : QByteArrayList();
    for (const auto &served : m_keys) {
        served->key().takeOut();
        const QByteArray hash = served->key().state().pin.hash();
        served->key().insert();
        if (!hash.isEmpty() && !known.contains(hash.toHex()))
            return u"key %1 has a PIN that is on no sheet"_s.arg(served->key().dials().serial);
    }
    return {};
}

} // namespace bg
