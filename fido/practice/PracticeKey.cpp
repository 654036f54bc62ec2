// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/practice/PracticeKey.h"

#include "fido/practice/PracticeLink.h"

namespace bg {

namespace {

class BusPort final : public HidPort {
public:
    explicit BusPort(std::shared_ptr<ReportBus> bus) : m_bus(std::move(bus)), m_listener(m_bus->join()) { }
    BusPort(const BusPort &) = delete;
    BusPort &operator=(const BusPort &) = delete;
    ~BusPort() override { m_bus->leave(m_listener); }

    Reading read(ctaphid::Report &report, std::chrono::milliseconds patience) override
    {
        return m_bus->fromKey(m_listener, report, patience);
    }
    bool write(const ctaphid::Report &report) override { return m_bus->toKey(report); }
    bool isGone() const override { return m_bus->isGone(m_listener); }

private:
    std::shared_ptr<ReportBus> m_bus;
    int m_listener;
};

} // namespace

PracticeKey::PracticeKey(PracticeDials dials, PracticeTouch touch)
    : m_state(std::move(dials)), m_touch(std::move(touch))
{ }

PracticeKey::~PracticeKey()
{
    takeOut();
}

void PracticeKey::insert()
{
    takeOut();
    m_state.pin.powerUp();
    m_state.poweredUp = std::chrono::steady_clock::now();
    if (m_state.commandsHeard >= m_state.dials.fallsSilentAtCommand)
        m_state.dials.fallsSilentAtCommand = 0; // power wakes it up
    m_bus->plug(m_state.dials.goneAfterReports);
    m_thread = std::jthread([this](std::stop_token stop) { PracticeLink(m_state, *m_bus, m_touch).run(stop); });
}

void PracticeKey::takeOut()
{
    m_bus->unplug();
    m_thread = {};
}

std::unique_ptr<HidPort> PracticeKey::connect()
{
    return std::make_unique<BusPort>(m_bus);
}

} // namespace bg
