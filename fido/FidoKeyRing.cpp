// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/FidoKeyRing.h"

#include "fido/FidoKey.h"
#include "fido/TouchChoice.h"
#include "fido/UsbKeys.h"
#ifdef __linux__
#include "fido/HidrawPort.h"
#endif

namespace bg {

FidoKeyRing::FidoKeyRing(Places places) : m_places(std::move(places))
{
    for (const auto &source : m_places)
        (source ? m_hasSources : m_hasUsb) = true;
}

std::optional<SeenKey> FidoKeyRing::insertedSource() const
{
    if (m_place < 0 || !m_places[std::size_t(m_place)])
        return std::nullopt;
    SeenKey key = m_places[std::size_t(m_place)]->seen();
    key.path = QStringLiteral("place:%1.%2").arg(m_place + 1).arg(m_insertions);
    return key;
}

QList<SeenKey> FidoKeyRing::seen()
{
    QList<SeenKey> keys = m_hasUsb ? usbKeys() : QList<SeenKey>();
    const std::scoped_lock lock(m_mutex);
    if (const auto key = insertedSource())
        keys.append(*key);
    return keys;
}

void FidoKeyRing::insertNext()
{
    const std::scoped_lock lock(m_mutex);
    m_taken = (m_taken + 1) % int(m_places.size());
    change(m_taken);
}

void FidoKeyRing::lookOn()
{
    const std::scoped_lock lock(m_mutex);
    change((m_place + 1) % int(m_places.size()));
}

void FidoKeyRing::reinsert()
{
    const std::scoped_lock lock(m_mutex);
    if (m_place >= 0)
        change(m_place);
}

void FidoKeyRing::change(int place)
{
    if (m_place >= 0 && m_places[std::size_t(m_place)])
        m_places[std::size_t(m_place)]->takeOut();
    m_place = place;
    ++m_insertions;
    if (m_places[std::size_t(m_place)])
        m_places[std::size_t(m_place)]->insert();
}

Result<std::unique_ptr<HidPort>> FidoKeyRing::connect(const SeenKey &key, [[maybe_unused]] std::stop_token stop)
{
    {
        const std::scoped_lock lock(m_mutex);
        const auto inserted = insertedSource();
        if (inserted && inserted->path == key.path)
            return m_places[std::size_t(m_place)]->connect();
    }
    if (key.path.startsWith(QLatin1String("place:")))
        return fail(Error::Kind::KeyRemoved);
    if (!key.isPermitted)
        return fail(Error::Kind::KeyNotPermitted, key.path);
#ifdef __linux__
    return HidrawPort::open(key.path, stop);
#else
    return fail(Error::Kind::KeyNotPermitted, key.path);
#endif
}

Result<std::unique_ptr<SecurityKey>> FidoKeyRing::open(const SeenKey &key, std::stop_token stop)
{
    auto port = connect(key, stop);
    if (!port)
        return fail(port.error());
    auto opened = FidoKey::open(key, std::move(*port), stop);
    if (!opened)
        return fail(opened.error());
    if (!(*opened)->facts().isFido2)
        return fail(Error::Kind::KeyUnsuitable, QStringLiteral("fido2"));
    return std::unique_ptr<SecurityKey>(std::move(*opened));
}

Result<SeenKey> FidoKeyRing::touched(const QList<SeenKey> &among, const LeftOut &leftOut, std::stop_token stop)
{
    TouchChoice choice;
    for (const SeenKey &key : among) {
        auto port = connect(key, stop);
        const auto added = port ? choice.add(key, std::move(*port), stop) : fail(port.error());
        if (!added && !added.error().isCancelled() && leftOut)
            leftOut(key, added.error());
    }
    return choice.wait(stop);
}

} // namespace bg
