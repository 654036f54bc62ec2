// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/ScriptedPins.h"

#include "app/base/Random.h"

#include <QFile>

#include <algorithm>

namespace bg {

namespace {

Secret freshPin(int length)
{
    Secret pin = Secret::ofSize(std::size_t(length));
    for (int i = 0; i < length; ++i)
        pin.writable()[i] = static_cast<unsigned char>('0' + randomBelow(10));
    return pin;
}

} // namespace

ScriptedPins::ScriptedPins()
{
    QFile sheets(qEnvironmentVariable("BREAKGLASS_PINS"));
    if (sheets.fileName().isEmpty() || !sheets.open(QIODevice::ReadOnly))
        return;
    while (!sheets.atEnd()) {
        QByteArray line = sheets.readLine().trimmed();
        const qsizetype gap = line.indexOf(' ');
        if (gap < 1)
            continue;
        const QString key = QString::fromUtf8(line.left(gap));
        m_pins[key] = Secret::taking(line.remove(0, gap + 1));
    }
}

Secret ScriptedPins::chosenFor(const QString &key, int minimumLength)
{
    Secret &pin = m_pins[key];
    if (pin.isEmpty())
        pin = freshPin(std::max(8, minimumLength));
    return pin.duplicate();
}

Secret ScriptedPins::changedFor(const QString &key, int minimumLength)
{
    m_next[key] = freshPin(std::max(8, minimumLength));
    return m_next[key].duplicate();
}

void ScriptedPins::readOnSheet(const QString &key, const Secret &pin)
{
    m_next[key] = pin.duplicate();
}

void ScriptedPins::runIsOver()
{
    for (auto &[key, pin] : m_next)
        m_pins[key] = std::move(pin);
    m_next.clear();
}

std::optional<Secret> ScriptedPins::of(const QString &key) const
{
    const auto known = m_pins.find(key);
    return known == m_pins.end() ? std::nullopt : std::optional(known->second.duplicate());
}

} // namespace bg
