// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/windows/WebAuthnDll.h"

#include "fido/windows/WindowsError.h"

#include <vector>

#include <windows.h>

#include <webauthn.h>

namespace bg {

namespace {

static_assert(windows::NteNotFound == quint32(NTE_NOT_FOUND) && windows::NteExists == quint32(NTE_EXISTS));
static_assert(windows::NteKeysetStorageFull == quint32(NTE_TOKEN_KEYSET_STORAGE_FULL));
static_assert(windows::NteInvalidParameter == quint32(NTE_INVALID_PARAMETER));
static_assert(windows::NteNotSupported == quint32(NTE_NOT_SUPPORTED));
static_assert(windows::NteDeviceNotFound == quint32(NTE_DEVICE_NOT_FOUND));
static_assert(windows::NteUserCancelled == quint32(NTE_USER_CANCELLED));
static_assert(windows::ErrorCancelled == (0x80070000U | ERROR_CANCELLED));
static_assert(windows::ErrorTimeout == (0x80070000U | ERROR_TIMEOUT));
static_assert(windows::ErrorNotSupported == (0x80070000U | ERROR_NOT_SUPPORTED));

QByteArray copied(const BYTE *bytes, DWORD size)
{
    return QByteArray(reinterpret_cast<const char *>(bytes), qsizetype(size));
}

// Windows takes what it only reads by pointers to what may be written.
BYTE *bytesOf(const QByteArray &array)
{
    return reinterpret_cast<BYTE *>(const_cast<char *>(array.constData()));
}

GUID guidOf(const WindowsDialogs::CallId &call)
{
    GUID guid;
    static_assert(sizeof(guid) == sizeof(call));
    memcpy(&guid, call.data(), sizeof(guid));
    return guid;
}

WEBAUTHN_CLIENT_DATA clientDataOf(const QByteArray &json)
{
    return { WEBAUTHN_CLIENT_DATA_CURRENT_VERSION, DWORD(json.size()), bytesOf(json), WEBAUTHN_HASH_ALGORITHM_SHA_256 };
}

DWORD attestationOf(const QString &wanted)
{
    if (wanted == QLatin1String("none"))
        return WEBAUTHN_ATTESTATION_CONVEYANCE_PREFERENCE_NONE;
    if (wanted == QLatin1String("indirect"))
        return WEBAUTHN_ATTESTATION_CONVEYANCE_PREFERENCE_INDIRECT;
    return WEBAUTHN_ATTESTATION_CONVEYANCE_PREFERENCE_DIRECT;
}

// A list of credential ids that points into `ids`.
class CredentialList {
public:
    explicit CredentialList(const QList<QByteArray> &ids)
    {
        for (const QByteArray &id : ids)
            m_credentials.push_back({ WEBAUTHN_CREDENTIAL_EX_CURRENT_VERSION, DWORD(id.size()), bytesOf(id),
                                      WEBAUTHN_CREDENTIAL_TYPE_PUBLIC_KEY, 0 });
        for (WEBAUTHN_CREDENTIAL_EX &credential : m_credentials)
            m_pointers.push_back(&credential);
        m_list = { DWORD(m_pointers.size()), m_pointers.data() };
    }
    CredentialList(const CredentialList &) = delete;
    CredentialList &operator=(const CredentialList &) = delete;

    WEBAUTHN_CREDENTIAL_LIST *list() { return m_pointers.empty() ? nullptr : &m_list; }

private:
    std::vector<WEBAUTHN_CREDENTIAL_EX> m_credentials;
    std::vector<WEBAUTHN_CREDENTIAL_EX *> m_pointers;
    WEBAUTHN_CREDENTIAL_LIST m_list = {};
};

class WebAuthnDll final : public WindowsDialogs {
public:
    WebAuthnDll() : m_library(LoadLibraryExW(L"webauthn.dll", nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32))
    {
        if (!m_library)
            return;
        load(m_makeCredential, "WebAuthNAuthenticatorMakeCredential");
        load(m_getAssertion, "WebAuthNAuthenticatorGetAssertion");
        load(m_freeAttestation, "WebAuthNFreeCredentialAttestation");
        load(m_freeAssertion, "WebAuthNFreeAssertion");
        load(m_cancellationId, "WebAuthNGetCancellationId");
        load(m_cancel, "WebAuthNCancelCurrentOperation");
    }
    ~WebAuthnDll() override
    {
        if (m_library)
            FreeLibrary(m_library);
    }

    bool isThere() const
    {
        return m_makeCredential && m_getAssertion && m_freeAttestation && m_freeAssertion && m_cancellationId
            && m_cancel;
    }

    CallId newCall() override
    {
        GUID guid = {};
        m_cancellationId(&guid);
        CallId call;
        memcpy(call.data(), &guid, sizeof(guid));
        return call;
    }

    Answer<WindowsCredential> makeCredential(const CreationOptions &options, const QByteArray &clientData,
                                             std::chrono::milliseconds limit, const CallId &call) override;
    Answer<WindowsAssertion> getAssertion(const QString &rpId, const QByteArray &clientData,
                                          std::chrono::milliseconds limit, const CallId &call) override;

    void cancel(const CallId &call) override
    {
        const GUID guid = guidOf(call);
        m_cancel(&guid);
    }

private:
    template <typename Function> void load(Function &function, const char *name)
    {
        function = reinterpret_cast<Function>(reinterpret_cast<void *>(GetProcAddress(m_library, name)));
    }

    HMODULE m_library;
    decltype(&WebAuthNAuthenticatorMakeCredential) m_makeCredential = nullptr;
    decltype(&WebAuthNAuthenticatorGetAssertion) m_getAssertion = nullptr;
    decltype(&WebAuthNFreeCredentialAttestation) m_freeAttestation = nullptr;
    decltype(&WebAuthNFreeAssertion) m_freeAssertion = nullptr;
    decltype(&WebAuthNGetCancellationId) m_cancellationId = nullptr;
    decltype(&WebAuthNCancelCurrentOperation) m_cancel = nullptr;
};

WindowsDialogs::Answer<WindowsCredential> WebAuthnDll::makeCredential(const CreationOptions &options,
                                                                      const QByteArray &clientData,
                                                                      std::chrono::milliseconds limit,
                                                                      const CallId &call)
{
    const std::wstring rpId = options.rpId.toStdWString(), rpName = options.rpName.toStdWString();
    const std::wstring name = options.userName.toStdWString(), display = options.userDisplayName.toStdWString();
    const WEBAUTHN_RP_ENTITY_INFORMATION rp{ WEBAUTHN_RP_ENTITY_INFORMATION_CURRENT_VERSION, rpId.c_str(),
                                             rpName.c_str(), nullptr };
    const WEBAUTHN_USER_ENTITY_INFORMATION user{ WEBAUTHN_USER_ENTITY_INFORMATION_CURRENT_VERSION,
                                                 DWORD(options.userId.size()),
                                                 bytesOf(options.userId),
                                                 name.c_str(),
                                                 nullptr,
                                                 display.c_str() };
    std::vector<WEBAUTHN_COSE_CREDENTIAL_PARAMETER> algorithms;
    for (const int algorithm : options.algorithms)
        algorithms.push_back({ WEBAUTHN_COSE_CREDENTIAL_PARAMETER_CURRENT_VERSION, WEBAUTHN_CREDENTIAL_TYPE_PUBLIC_KEY,
                               LONG(algorithm) });
    const WEBAUTHN_COSE_CREDENTIAL_PARAMETERS parameters{ DWORD(algorithms.size()), algorithms.data() };
    const WEBAUTHN_CLIENT_DATA client = clientDataOf(clientData);

    WINBOOL hmacSecret = TRUE;
    WEBAUTHN_CRED_PROTECT_EXTENSION_IN protection{ DWORD(options.credProtect),
                                                   options.credProtect > 1 }; // level 1: every key does that anyway
    std::vector<WEBAUTHN_EXTENSION> extensions;
    if (options.hmacSecret)
        extensions.push_back({ WEBAUTHN_EXTENSIONS_IDENTIFIER_HMAC_SECRET, sizeof(hmacSecret), &hmacSecret });
    if (options.credProtect > 0)
        extensions.push_back({ WEBAUTHN_EXTENSIONS_IDENTIFIER_CRED_PROTECT, sizeof(protection), &protection });
    CredentialList excluded(options.excludeCredentials);
    GUID guid = guidOf(call);

    WEBAUTHN_AUTHENTICATOR_MAKE_CREDENTIAL_OPTIONS how = {};
    how.dwVersion = WEBAUTHN_AUTHENTICATOR_MAKE_CREDENTIAL_OPTIONS_VERSION_3; // of Windows 10 1903: both lists, cancel
    how.dwTimeoutMilliseconds = DWORD(limit.count());
    how.Extensions = { DWORD(extensions.size()), extensions.data() };
    how.dwAuthenticatorAttachment = WEBAUTHN_AUTHENTICATOR_ATTACHMENT_CROSS_PLATFORM;
    how.bRequireResidentKey = options.requireResidentKey;
    how.dwUserVerificationRequirement = options.requireUserVerification
        ? WEBAUTHN_USER_VERIFICATION_REQUIREMENT_REQUIRED
        : WEBAUTHN_USER_VERIFICATION_REQUIREMENT_PREFERRED;
    how.dwAttestationConveyancePreference = attestationOf(options.attestation);
    how.pCancellationId = &guid;
    how.pExcludeCredentialList = excluded.list();

    WEBAUTHN_CREDENTIAL_ATTESTATION *made = nullptr;
    const HRESULT code = m_makeCredential(GetForegroundWindow(), &rp, &user, &parameters, &client, &how, &made);
    if (code != S_OK)
        return tl::unexpected(quint32(code));
    WindowsCredential credential;
    credential.format = QString::fromWCharArray(made->pwszFormatType).toUtf8();
    credential.authenticatorData = copied(made->pbAuthenticatorData, made->cbAuthenticatorData);
    credential.attestation = copied(made->pbAttestation, made->cbAttestation);
    if (made->dwVersion >= WEBAUTHN_CREDENTIAL_ATTESTATION_VERSION_3)
        credential.usedTransport = made->dwUsedTransport;
    m_freeAttestation(made);
    return credential;
}

WindowsDialogs::Answer<WindowsAssertion> WebAuthnDll::getAssertion(const QString &rpId, const QByteArray &clientData,
                                                                   std::chrono::milliseconds limit, const CallId &call)
{
    const std::wstring rp = rpId.toStdWString();
    const WEBAUTHN_CLIENT_DATA client = clientDataOf(clientData);
    GUID guid = guidOf(call);
    WEBAUTHN_AUTHENTICATOR_GET_ASSERTION_OPTIONS how = {};
    how.dwVersion = WEBAUTHN_AUTHENTICATOR_GET_ASSERTION_OPTIONS_VERSION_4;
    how.dwTimeoutMilliseconds = DWORD(limit.count());
    how.dwAuthenticatorAttachment = WEBAUTHN_AUTHENTICATOR_ATTACHMENT_CROSS_PLATFORM;
    how.dwUserVerificationRequirement = WEBAUTHN_USER_VERIFICATION_REQUIREMENT_REQUIRED;
    how.pCancellationId = &guid;

    WEBAUTHN_ASSERTION *found = nullptr;
    const HRESULT code = m_getAssertion(GetForegroundWindow(), rp.c_str(), &client, &how, &found);
    if (code != S_OK)
        return tl::unexpected(quint32(code));
    const WindowsAssertion assertion{ copied(found->Credential.pbId, found->Credential.cbId),
                                      copied(found->pbAuthenticatorData, found->cbAuthenticatorData),
                                      copied(found->pbSignature, found->cbSignature) };
    m_freeAssertion(found);
    return assertion;
}

} // namespace

std::unique_ptr<WindowsDialogs> webAuthnDll()
{
    auto dll = std::make_unique<WebAuthnDll>();
    return dll->isThere() ? std::move(dll) : nullptr;
}

} // namespace bg
