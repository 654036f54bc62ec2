// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/windows/WindowsKey.h"

#include "fido/Enrolment.h"
#include "fido/EntityName.h"
#include "fido/KeyModels.h"
#include "fido/Proof.h"
#include "fido/windows/WindowsError.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace bg {

using namespace std::chrono_literals;

namespace {

constexpr auto dialogLimit = 2min; // to find the key, type its PIN and touch it
constexpr auto cancelAgain = 50ms;

// WEBAUTHN_CTAP_TRANSPORT_INTERNAL and _HYBRID: this computer, a phone.
constexpr quint32 notAKey = 0x10 | 0x20;

// Windows Hello's own authenticators (software, hardware, VBS): a passkey of this computer, not of a key.
bool isThisComputer(const QString &aaguid)
{
    static const QStringList own{ QStringLiteral("08987058-cadc-4b81-b6e1-30de50dcbe96"),
                                  QStringLiteral("9ddd1817-af5a-4672-a2b9-3e3dd95000a9"),
                                  QStringLiteral("6028b017-b1d4-4c02-b4b3-afcdafc96bb2") };
    return own.contains(aaguid);
}

Result<void> cannot()
{
    return fail(Error::Kind::KeyUnsuitable, QStringLiteral("clientPin"));
}

// Closes the dialog of one call once `stop` says so. A cancel that comes before the dialog stands is lost, so it is
// said again until this object goes.
class DialogStop {
public:
    DialogStop(WindowsDialogs &dialogs, const WindowsDialogs::CallId &call, std::stop_token stop)
        : m_stopped(std::move(stop), [this] { wake(); }), m_watch([this, &dialogs, call](std::stop_token over) {
              std::unique_lock lock(m_mutex);
              m_changed.wait(lock, over, [this] { return m_isStopped; });
              while (!over.stop_requested()) {
                  dialogs.cancel(call);
                  m_changed.wait_for(lock, over, cancelAgain, [] { return false; });
              }
          })
    { }

private:
    void wake()
    {
        const std::lock_guard lock(m_mutex);
        m_isStopped = true;
        m_changed.notify_all();
    }

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_isStopped = false;
    std::stop_callback<std::function<void()>> m_stopped;
    std::jthread m_watch; // last, so that it ends first
};

// One dialog, from the first to the last moment that it may stand. Its time is its own: nobody is told how much is
// left.
template <typename Ask>
auto ask(WindowsDialogs &dialogs, WindowsCall kind, Ask asked, const UserPresenceCallback &touch, const std::stop_token &stop)
    -> Result<typename decltype(asked(WindowsDialogs::CallId()))::value_type>
{
    if (stop.stop_requested())
        return fail(Error::Kind::Cancelled);
    const WindowsDialogs::CallId call = dialogs.newCall();
    if (touch)
        touch(true, 0s);
    const auto answer = [&] {
        const DialogStop closing(dialogs, call, stop);
        return asked(call);
    }();
    if (touch)
        touch(false, 0s);
    if (answer)
        return *answer;
    return stop.stop_requested() ? fail(Error::Kind::Cancelled) : fail(windowsError(answer.error(), kind));
}

} // namespace

WindowsKey::WindowsKey(WindowsDialogs &dialogs, const QString &path) : m_dialogs(dialogs)
{
    m_facts.path = path;
    m_facts.model = keyModel({}, {}, {});
    m_facts.asksByItself = true;
    m_facts.isFido2 = m_facts.hasPin = m_facts.hasBuiltInUv = true; // Windows asks the person
    m_facts.supportsResidentKeys = m_facts.supportsHmacSecret = m_facts.supportsCredProtect = true;
}

Result<void> WindowsKey::setPin(const Secret &, std::stop_token)
{
    return cannot();
}

Result<void> WindowsKey::changePin(const Secret &, const Secret &, std::stop_token)
{
    return cannot();
}

Result<void> WindowsKey::removeCredential(const QByteArray &, const Secret &, std::stop_token)
{
    return cannot();
}

Result<Attestation> WindowsKey::makeCredential(const CreationOptions &options, const Secret &, const UserPresenceCallback &touch,
                                               std::stop_token stop)
{
    Enrolment enrolment(options, m_facts);
    if (auto fit = enrolment.fits(); !fit)
        return fail(fit.error());
    CreationOptions asked = options;
    asked.algorithms = { Enrolment::algorithm };
    asked.rpName = QString::fromUtf8(entityName(options.rpName));
    asked.userName = QString::fromUtf8(entityName(options.userName));
    asked.userDisplayName = QString::fromUtf8(entityName(options.userDisplayName));
    const auto made = ask(
        m_dialogs, WindowsCall::MakeCredential,
        [&](const WindowsDialogs::CallId &call) {
            return m_dialogs.makeCredential(asked, enrolment.clientData(), dialogLimit, call);
        },
        touch, stop);
    if (!made)
        return fail(made.error());
    if (auto taken = enrolment.take(*made); !taken)
        return fail(taken.error());
    m_facts.aaguid = aaguidText(enrolment.aaguid()); // known only now
    m_facts.isKnownModel = isKnownModel(m_facts.aaguid);
    m_facts.model = keyModel({}, m_facts.aaguid, {});
    if (isThisComputer(m_facts.aaguid) || (made->usedTransport & notAKey))
        return fail(Error::Kind::KeyUnsuitable, QStringLiteral("roaming"));
    return enrolment.attestation();
}

Result<void> WindowsKey::prove(const QString &rpId, const Attestation &made, const Secret &, const UserPresenceCallback &touch,
                               std::stop_token stop)
{
    Proof proof(rpId, made);
    const auto asserted = ask(
        m_dialogs, WindowsCall::GetAssertion,
        [&](const WindowsDialogs::CallId &call) {
            return m_dialogs.getAssertion(rpId, proof.clientData(), dialogLimit, call);
        },
        touch, stop);
    return asserted ? proof.verify(*asserted) : fail(asserted.error());
}

} // namespace bg
