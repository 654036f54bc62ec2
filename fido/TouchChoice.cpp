// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/TouchChoice.h"

#include "app/base/Clock.h"

namespace bg {

namespace {

using namespace std::chrono_literals;

constexpr auto round = 200ms;

} // namespace

Result<void> TouchChoice::add(const SeenKey &key, std::unique_ptr<HidPort> port, std::stop_token stop)
{
    auto device = std::make_unique<FidoDevice>(std::move(port));
    if (auto opened = device->open(stop); !opened)
        return opened;
    if (const int code = device->run(fido_dev_get_touch_begin, stop); code != FIDO_OK)
        return fail(fidoError(code, device->context(QStringLiteral("touch"))));
    m_candidates.push_back({ key, std::move(device) });
    return {};
}

// A cancelled touch leaves its answer behind; closing the channel drops it.
void TouchChoice::Candidate::release() const
{
    if (!device->isGone() && device->handle())
        fido_dev_cancel(device->handle());
}

void TouchChoice::release()
{
    for (const Candidate &candidate : m_candidates)
        candidate.release();
    m_candidates.clear();
}

Result<SeenKey> TouchChoice::wait(std::stop_token stop)
{
    if (m_candidates.empty())
        return fail(stop.stop_requested() ? Error::Kind::Cancelled : Error::Kind::NoKey);
    SystemClock clock;
    const auto end = clock.now() + 30s;
    Result<SeenKey> outcome = fail(Error::Kind::KeyNotTouched);
    while (clock.now() < end) {
        const auto began = clock.now();
        const auto share = std::max(10ms, std::chrono::milliseconds(round / m_candidates.size()) / 2);
        for (auto candidate = m_candidates.begin(); candidate != m_candidates.end();) {
            int isTouched = 0;
            const int code = candidate->device->run(
                [&](fido_dev_t *dev) { return fido_dev_get_touch_status(dev, &isTouched, int(share.count())); }, stop);
            if (code == FIDO_OK && isTouched) {
                outcome = candidate->key;
                m_candidates.erase(candidate);
                release();
                return outcome;
            }
            // libfido2 reports a key that was pulled out as "not touched", without any delay: measured.
            const bool isOut = candidate->device->isGone() || (code != FIDO_OK && !stop.stop_requested());
            candidate = isOut ? m_candidates.erase(candidate) : candidate + 1;
        }
        if (stop.stop_requested())
            outcome = fail(Error::Kind::Cancelled);
        else if (m_candidates.empty())
            outcome = fail(Error::Kind::KeyRemoved);
        if (stop.stop_requested() || m_candidates.empty())
            break;
        const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(clock.now() - began);
        clock.sleep(std::max(0ms, round / 4 - took), stop);
    }
    release();
    return outcome;
}

} // namespace bg
