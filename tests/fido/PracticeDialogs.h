// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fido/practice/PracticeKey.h"
#include "fido/windows/WindowsDialogs.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

namespace bg {

// The dialogs of Windows as a person sees them: for each new credential the next practice key is put in, its PIN typed
// and the key touched. What comes out was made by libfido2 and that key.
class PracticeDialogs final : public WindowsDialogs {
public:
    // The keys outlive this; each has the PIN "271828".
    explicit PracticeDialogs(std::vector<PracticeKey *> keys) : m_keys(std::move(keys)) { }

    CallId newCall() override;
    Answer<WindowsCredential> makeCredential(const CreationOptions &options, const QByteArray &clientData,
                                             std::chrono::milliseconds limit, const CallId &call) override;
    Answer<WindowsAssertion> getAssertion(const QString &rpId, const QByteArray &clientData,
                                          std::chrono::milliseconds limit, const CallId &call) override;
    void cancel(const CallId &call) override;

    // What was asked, call by call.
    std::vector<CreationOptions> options;
    std::vector<QByteArray> clientData;
    std::atomic<int> tenantStatus = 0; // dialogs that nobody has answered yet

    // Dials
    quint32 code = 0; // both calls fail with it
    quint32 usedTransport = 1; // WEBAUTHN_CTAP_TRANSPORT_USB
    bool passesExtensionsOn = true;
    bool isLeftStanding = false; // nobody does anything, until the dialog is closed
    int lostCancels = 0; // so many come before the dialog stands
    int cancelsOfOtherCalls = 0; // counted
    // Changes an answer on its way.
    std::function<void(WindowsCredential &)> spoilCredential;
    std::function<void(WindowsAssertion &)> spoilAssertion;

private:
    bool standsUntilClosed(const CallId &call);
    std::size_t m_made = 0;
    std::vector<PracticeKey *> m_keys;
    std::mutex m_mutex;
    std::condition_variable m_closing;
    CallId m_last{};
    bool m_isClosed = false;
};

} // namespace bg
