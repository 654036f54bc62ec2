// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fido/PracticeDialogs.h"

#include "fido/CborItem.h"
#include "fido/FidoBytes.h"
#include "fido/FidoDevice.h"
#include "fido/windows/WindowsError.h"

namespace bg {

namespace {

constexpr char pin[] = "271828";

quint32 codeOf(int fidoCode)
{
    switch (fidoCode) {
    case FIDO_ERR_CREDENTIAL_EXCLUDED:
        return windows::NteExists;
    case FIDO_ERR_KEY_STORE_FULL:
        return windows::NteKeysetStorageFull;
    case FIDO_ERR_NO_CREDENTIALS:
        return windows::NteNotFound;
    default:
        return windows::NteDeviceNotFound;
    }
}

quint32 run(PracticeKey &key, const FidoDevice::Call &call)
{
    FidoDevice device(key.connect());
    if (!device.open({}))
        return windows::NteDeviceNotFound;
    const int code = device.run(call, {});
    return code == FIDO_OK ? 0 : codeOf(code);
}

} // namespace

WindowsDialogs::CallId PracticeDialogs::newCall()
{
    const std::lock_guard lock(m_mutex);
    ++m_last.back();
    m_isClosed = false;
    return m_last;
}

void PracticeDialogs::cancel(const CallId &call)
{
    const std::lock_guard lock(m_mutex);
    if (call != m_last)
        ++cancelsOfOtherCalls;
    else if (lostCancels > 0)
        --lostCancels;
    else
        m_isClosed = true;
    m_closing.notify_all();
}

bool PracticeDialogs::standsUntilClosed(const CallId &call)
{
    std::unique_lock lock(m_mutex);
    ++tenantStatus;
    return call == m_last && m_closing.wait_for(lock, std::chrono::seconds(10), [this] { return m_isClosed; });
}

WindowsDialogs::Answer<WindowsCredential> PracticeDialogs::makeCredential(const CreationOptions &asked,
                                                                          const QByteArray &json,
                                                                          std::chrono::milliseconds, const CallId &call)
{
    options.push_back(asked);
    clientData.push_back(json);
    if (isLeftStanding)
        return tl::unexpected(standsUntilClosed(call) ? windows::NteUserCancelled : windows::ErrorTimeout);
    if (code)
        return tl::unexpected(code);
    const FidoCred cred(fido_cred_new());
    const int extensions = (asked.hmacSecret ? FIDO_EXT_HMAC_SECRET : 0);
    fido_cred_set_type(cred.get(), asked.algorithms.first());
    fido_cred_set_clientdata(cred.get(), bytesOf(json), std::size_t(json.size()));
    fido_cred_set_rp(cred.get(), asked.rpId.toUtf8().constData(), asked.rpName.toUtf8().constData());
    fido_cred_set_user(cred.get(), bytesOf(asked.userId), std::size_t(asked.userId.size()),
                       asked.userName.toUtf8().constData(), asked.userDisplayName.toUtf8().constData(), nullptr);
    fido_cred_set_rk(cred.get(), FIDO_OPT_TRUE);
    if (passesExtensionsOn) {
        fido_cred_set_extensions(cred.get(), extensions);
        fido_cred_set_prot(cred.get(), asked.credProtect);
    }
    for (const QByteArray &id : asked.excludeCredentials)
        fido_cred_exclude(cred.get(), bytesOf(id), std::size_t(id.size()));
    PracticeKey &key = *m_keys[m_made % m_keys.size()];
    if (const quint32 failed = run(key, [&](fido_dev_t *dev) { return fido_dev_make_cred(dev, cred.get(), pin); }))
        return tl::unexpected(failed);
    ++m_made;
    WindowsCredential made;
    made.format = fido_cred_fmt(cred.get());
    made.authenticatorData = copied(fido_cred_authdata_raw_ptr(cred.get()), fido_cred_authdata_raw_len(cred.get()));
    made.attestation = copied(fido_cred_attstmt_ptr(cred.get()), fido_cred_attstmt_len(cred.get()));
    made.usedTransport = usedTransport;
    if (spoilCredential)
        spoilCredential(made);
    return made;
}

WindowsDialogs::Answer<WindowsAssertion> PracticeDialogs::getAssertion(const QString &rpId, const QByteArray &json,
                                                                       std::chrono::milliseconds, const CallId &call)
{
    clientData.push_back(json);
    if (isLeftStanding)
        return tl::unexpected(standsUntilClosed(call) ? windows::NteUserCancelled : windows::ErrorTimeout);
    if (code)
        return tl::unexpected(code);
    const FidoAssert found(fido_assert_new());
    fido_assert_set_clientdata(found.get(), bytesOf(json), std::size_t(json.size()));
    fido_assert_set_rp(found.get(), rpId.toUtf8().constData());
    PracticeKey &key = *m_keys[(m_made + m_keys.size() - 1) % m_keys.size()];
    if (const quint32 failed = run(key, [&](fido_dev_t *dev) { return fido_dev_get_assert(dev, found.get(), pin); }))
        return tl::unexpected(failed);
    WindowsAssertion assertion;
    assertion.credentialId = copied(fido_assert_id_ptr(found.get(), 0), fido_assert_id_len(found.get(), 0));
    const auto data
        = cborItem(copied(fido_assert_authdata_ptr(found.get(), 0), fido_assert_authdata_len(found.get(), 0)));
    assertion.authenticatorData = data ? data->toByteArray() : QByteArray();
    assertion.signature = copied(fido_assert_sig_ptr(found.get(), 0), fido_assert_sig_len(found.get(), 0));
    if (spoilAssertion)
        spoilAssertion(assertion);
    return assertion;
}

} // namespace bg
