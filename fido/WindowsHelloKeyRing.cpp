// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/WindowsHelloKeyRing.h"

#include "fido/Enrolment.h"
#include "fido/FidoError.h"
#include "fido/KeyModels.h"
#include "fido/Proof.h"

namespace bg {

namespace {

constexpr char path[] = "windows://hello";

// Windows Hello's own authenticators (software, hardware, VBS): a passkey of this computer, not of a key.
bool isThisComputer(const QString &aaguid)
{
    static const QStringList own{ QStringLiteral("08987058-cadc-4b81-b6e1-30de50dcbe96"),
                                  QStringLiteral("9ddd1817-af5a-4672-a2b9-3e3dd95000a9"),
                                  QStringLiteral("6028b017-b1d4-4c02-b4b3-afcdafc96bb2") };
    return own.contains(aaguid);
}

class WindowsHelloKey final : public SecurityKey {
public:
    WindowsHelloKey()
    {
        m_facts.path = QLatin1String(path);
        m_facts.model = QStringLiteral("Security key");
        m_facts.asksByItself = true;
        m_facts.isFido2 = m_facts.hasPin = m_facts.hasBuiltInUv = true; // Windows asks the person
        m_facts.supportsResidentKeys = m_facts.supportsHmacSecret = m_facts.supportsCredProtect = true;
    }

    const KeyFacts &facts() const override { return m_facts; }
    Result<void> refresh(std::stop_token) override { return {}; }
    Result<void> setPin(const Secret &, std::stop_token) override { return cannot(); }
    Result<void> changePin(const Secret &, const Secret &, std::stop_token) override { return cannot(); }
    Result<void> removeCredential(const QByteArray &, const Secret &, std::stop_token) override { return cannot(); }

    Result<Attestation> makeCredential(const CreationOptions &options, const Secret &, const TouchNotice &,
                                       std::stop_token stop) override
    {
        Enrolment enrolment(options, m_facts);
        if (auto done = run([&](fido_dev_t *dev) { return enrolment.run(dev, nullptr); }, stop); !done)
            return fail(done.error());
        m_facts.aaguid = aaguidText(enrolment.aaguid()); // known only now
        if (isThisComputer(m_facts.aaguid))
            return fail(Error::Kind::KeyUnsuitable, QStringLiteral("fido2"));
        return enrolment.attestation();
    }

    Result<void> prove(const QString &rpId, const Attestation &made, const Secret &, const TouchNotice &,
                       std::stop_token stop) override
    {
        Proof proof(rpId, made);
        if (auto done = run([&](fido_dev_t *dev) { return proof.run(dev, nullptr); }, stop); !done)
            return done;
        return proof.verify();
    }

private:
    static Result<void> cannot() { return fail(Error::Kind::KeyUnsuitable, QStringLiteral("clientPin")); }

    template <typename Call> static Result<void> run(Call call, std::stop_token stop)
    {
        if (stop.stop_requested())
            return fail(Error::Kind::Cancelled);
        fido_init(FIDO_DISABLE_U2F_FALLBACK);
        const FidoDev device(fido_dev_new());
        int code = fido_dev_open(device.get(), path);
        if (code == FIDO_OK) {
            code = call(device.get());
            fido_dev_close(device.get());
        }
        if (code == FIDO_OK)
            return {};
        return fail(fidoError(code));
    }

    KeyFacts m_facts;
};

} // namespace

QList<SeenKey> WindowsHelloKeyRing::seen()
{
    SeenKey key;
    key.path = QLatin1String(path);
    return { key };
}

Result<std::unique_ptr<SecurityKey>> WindowsHelloKeyRing::open(const SeenKey &, std::stop_token stop)
{
    if (stop.stop_requested())
        return fail(Error::Kind::Cancelled);
    return std::make_unique<WindowsHelloKey>();
}

Result<SeenKey> WindowsHelloKeyRing::touched(const QList<SeenKey> &among, const LeftOut &, std::stop_token)
{
    if (among.isEmpty())
        return fail(Error::Kind::NoKey);
    return among.first();
}

} // namespace bg
