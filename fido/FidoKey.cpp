// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/FidoKey.h"

#include "app/base/Random.h"
#include "fido/Enrolment.h"
#include "fido/FidoBytes.h"
#include "fido/HeldCredential.h"
#include "fido/KeyFactsReader.h"
#include "fido/Proof.h"

#include <fido/config.h>

namespace bg {

namespace {

// Not the key's answer to what it was asked.
bool endsTheTalk(Error::Kind kind)
{
    return kind == Error::Kind::Cancelled || kind == Error::Kind::KeyRemoved || kind == Error::Kind::KeySilent
        || kind == Error::Kind::KeyBusy;
}

} // namespace

Result<std::unique_ptr<FidoKey>> FidoKey::open(const SeenKey &seen, std::unique_ptr<HidPort> port,
                                               std::stop_token stop)
{
    std::optional<YubiKeyConfig> config;
    if (seen.vendorId == yubicoVendorId)
        config = readYubiKeyConfig(*port, stop);
    std::unique_ptr<FidoKey> key(new FidoKey(seen, std::move(port)));
    key->m_config = config;
    if (auto opened = key->m_device.open(stop); !opened)
        return fail(opened.error());
    if (auto read = key->refresh(stop); !read)
        return fail(read.error());
    return key;
}

Result<void> FidoKey::refresh(std::stop_token stop)
{
    auto facts = readFacts(m_device, m_seen, m_config, stop);
    if (!facts)
        return fail(facts.error());
    m_facts = *facts;
    m_retries = m_facts.hasPin ? std::optional(m_facts.pinRetries) : std::nullopt;
    return {};
}

Result<void> FidoKey::setPin(const Secret &pin, std::stop_token stop)
{
    if (!m_facts.canSetPin)
        return fail(Error::Kind::KeyUnsuitable, QStringLiteral("clientPin"));
    const auto text = PinText::of(pin, m_facts.minimumPinLength);
    if (!text)
        return fail(text.error());
    const int code = m_device.run([&](fido_dev_t *dev) { return fido_dev_set_pin(dev, text->text(), nullptr); }, stop);
    if (code != FIDO_OK)
        return fail(failed(code, QStringLiteral("setPIN"), -1));
    m_isCounterFull = true;
    return refresh(stop);
}

Result<void> FidoKey::changePin(const Secret &oldPin, const Secret &newPin, std::stop_token stop)
{
    if (!m_facts.hasPin)
        return fail(Error::Kind::PinNotSet);
    const auto oldText = PinText::of(oldPin, 0);
    const auto newText = PinText::of(newPin, m_facts.minimumPinLength);
    if (!oldText || !newText)
        return fail(oldText ? newText.error() : oldText.error());
    const int before = retries();
    const int code
        = m_device.run([&](fido_dev_t *dev) { return fido_dev_set_pin(dev, newText->text(), oldText->text()); }, stop);
    if (code != FIDO_OK)
        return fail(failed(code, QStringLiteral("changePIN"), before));
    m_isCounterFull = true;
    return refresh(stop);
}

Result<void> FidoKey::fits(const CreationOptions &options) const
{
    return Enrolment(options, m_facts).fits();
}

Result<Attestation> FidoKey::makeCredential(const CreationOptions &options, const Secret &pin, const UserPresenceCallback &touch,
                                            std::stop_token stop)
{
    Enrolment enrolment(options, m_facts);
    if (auto fit = enrolment.fits(); !fit)
        return fail(fit.error());
    const auto made = withPin(
        QStringLiteral("makeCredential"), pin,
        [&](fido_dev_t *dev, const char *text) { return enrolment.run(dev, text); }, touch, stop);
    if (!made)
        return fail(made.error());
    if (m_facts.freeSlots > 0)
        --m_facts.freeSlots;
    return enrolment.attestation();
}

Result<void> FidoKey::prove(const QString &rpId, const Attestation &made, const Secret &pin, const UserPresenceCallback &touch,
                            std::stop_token stop)
{
    Proof proof(rpId, made);
    const auto asserted = withPin(
        QStringLiteral("getAssertion"), pin, [&](fido_dev_t *dev, const char *text) { return proof.run(dev, text); },
        touch, stop);
    if (!asserted)
        return asserted;
    return proof.verify();
}

Result<QByteArray> FidoKey::held(const QString &rpId, const QList<QByteArray> &credentialIds, std::stop_token stop)
{
    if (stop.stop_requested())
        return fail(Error::Kind::Cancelled);
    if (credentialIds.isEmpty())
        return QByteArray();
    QByteArray found;
    const int code = m_device.run([&](fido_dev_t *dev) { return findHeld(dev, rpId, credentialIds, found); }, stop);
    if (code == FIDO_OK)
        return found;
    const Error error = failed(code, QStringLiteral("getAssertion"), -1);
    if (endsTheTalk(error.kind))
        return fail(error);
    return QByteArray();
}

Result<bool> FidoKey::tellsWhatItHolds(const QString &rpId, std::stop_token stop)
{
    if (stop.stop_requested())
        return fail(Error::Kind::Cancelled);
    QByteArray found;
    const QList<QByteArray> nobodys{ randomBytes(64) };
    const int code = m_device.run([&](fido_dev_t *dev) { return findHeld(dev, rpId, nobodys, found); }, stop);
    if (code == FIDO_OK)
        return false; // it holds what nobody made
    const Error error = failed(code, QStringLiteral("getAssertion"), -1);
    if (endsTheTalk(error.kind))
        return fail(error);
    return error.kind == Error::Kind::NotFound;
}

Result<void> FidoKey::reset(const UserPresenceCallback &touch, std::stop_token stop)
{
    if (stop.stop_requested())
        return fail(Error::Kind::Cancelled);
    if (m_device.isGone())
        return fail(Error::Kind::KeyRemoved);
    const int code = m_device.run([](fido_dev_t *dev) { return fido_dev_reset(dev); }, stop, touch);
    if (code == FIDO_ERR_NOT_ALLOWED)
        return fail(Error::Kind::KeyUnsuitable, QStringLiteral("resetTooLate"));
    if (code != FIDO_OK)
        return fail(failed(code, QStringLiteral("reset"), -1));
    m_isCounterFull = false;
    return refresh(stop);
}

Result<void> FidoKey::removeCredential(const QByteArray &credentialId, const Secret &pin, std::stop_token stop)
{
    if (!m_facts.supportsCredentialManagement)
        return fail(Error::Kind::KeyUnsuitable, QStringLiteral("credMgmt"));
    // With nothing stored, some keys answer what libfido2 cannot read: measured. So the count goes first.
    const FidoMetadata metadata(fido_credman_metadata_new());
    const auto counted = withPin(
        QStringLiteral("getCredsMetadata"), pin,
        [&](fido_dev_t *dev, const char *text) { return fido_credman_get_dev_metadata(dev, metadata.get(), text); }, {},
        stop);
    if (!counted)
        return counted;
    if (fido_credman_rk_existing(metadata.get()) == 0)
        return fail(Error::Kind::NotFound);
    const auto removed = withPin(
        QStringLiteral("deleteCredential"), pin,
        [&](fido_dev_t *dev, const char *text) {
            return fido_credman_del_dev_rk(dev, bytesOf(credentialId), std::size_t(credentialId.size()), text);
        },
        {}, stop);
    if (removed && m_facts.freeSlots >= 0)
        ++m_facts.freeSlots;
    return removed;
}

Result<void> FidoKey::setMinimumPinLength(int codePoints, const Secret &pin, std::stop_token stop)
{
    if (codePoints <= m_facts.minimumPinLength || codePoints > 63)
        return fail(Error::Kind::PinRejected, QStringLiteral("a minimum cannot be lowered"));
    return configure(
        QStringLiteral("setMinPINLength"), pin,
        [codePoints](fido_dev_t *dev, const char *text) {
            return fido_dev_set_pin_minlen(dev, std::size_t(codePoints), text);
        },
        stop);
}

Result<void> FidoKey::setAlwaysUv(bool on, const Secret &pin, std::stop_token stop)
{
    if (m_facts.canConfigure && m_facts.alwaysUv == on) // the key offers a toggle only
        return {};
    return configure(QStringLiteral("toggleAlwaysUv"), pin, fido_dev_toggle_always_uv, stop);
}

Result<void> FidoKey::forcePinChange(const Secret &pin, std::stop_token stop)
{
    return configure(QStringLiteral("forceChangePin"), pin, fido_dev_force_pin_change, stop);
}

Result<void> FidoKey::configure(const QString &name, const Secret &pin, const PinCall &call, std::stop_token stop)
{
    if (!m_facts.canConfigure)
        return fail(Error::Kind::KeyUnsuitable, QStringLiteral("authnrCfg"));
    const auto done = withPin(name, pin, call, {}, stop);
    return done ? refresh(stop) : done;
}

// Looks at what the key said of itself before it is asked: no touch and no PIN try is wasted on a key that must refuse.
Result<void> FidoKey::accepts(const Secret &pin) const
{
    if (!m_facts.isFido2)
        return fail(Error::Kind::KeyUnsuitable, QStringLiteral("fido2"));
    if (pin.isEmpty() && m_facts.hasBuiltInUv)
        return {};
    if (!m_facts.hasPin)
        return fail(Error::Kind::PinNotSet);
    if (m_facts.mustChangePin)
        return fail(Error::Kind::PinMustChange);
    if (pin.isEmpty())
        return fail(Error::Kind::PinNeeded);
    return {};
}

Result<void> FidoKey::withPin(const QString &name, const Secret &pin, const PinCall &call, const UserPresenceCallback &touch,
                              std::stop_token stop)
{
    if (stop.stop_requested())
        return fail(Error::Kind::Cancelled);
    if (m_device.isGone())
        return fail(Error::Kind::KeyRemoved);
    if (auto fit = accepts(pin); !fit)
        return fit;
    int before = -1;
    int code = FIDO_OK;
    if (pin.isEmpty()) {
        code = m_device.run([&](fido_dev_t *dev) { return call(dev, nullptr); }, stop, touch);
    } else {
        const auto text = PinText::of(pin, m_facts.minimumPinLength);
        if (!text)
            return fail(text.error());
        before = retries();
        code = m_device.run([&](fido_dev_t *dev) { return call(dev, text->text()); }, stop, touch);
    }
    if (code != FIDO_OK)
        return fail(failed(code, name, before));
    if (!pin.isEmpty())
        tookPin();
    return {};
}

int FidoKey::retries()
{
    if (!m_retries)
        m_retries = pinRetries(m_device);
    return *m_retries;
}

void FidoKey::tookPin()
{
    if (!m_isCounterFull)
        m_retries.reset();
    m_isCounterFull = true;
}

Error FidoKey::failed(int code, const QString &name, int retriesBefore)
{
    m_retries.reset();
    m_isCounterFull = false;
    FidoContext context = m_device.context(name);
    context.retriesBefore = retriesBefore;
    const bool isAboutPin = code == FIDO_ERR_PIN_INVALID || code == FIDO_ERR_PIN_AUTH_BLOCKED
        || code == FIDO_ERR_PIN_BLOCKED || code == FIDO_ERR_PIN_POLICY_VIOLATION;
    // The reading after a failure is not for the person's stop to end: it makes the sentence true.
    if (isAboutPin && !context.isStopped && !context.isGone && refresh({})) {
        context.retriesAfter = m_facts.pinRetries;
        context.mustChangePin = m_facts.mustChangePin;
    }
    return fidoError(code, context);
}

} // namespace bg
