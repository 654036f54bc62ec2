// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QCborMap>

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>

// The words of CTAP 2.1 that all commands of the practice key share.
namespace bg::ctap2 {

enum class Status : std::uint8_t {
    Ok = 0x00,
    InvalidCommand = 0x01,
    InvalidParameter = 0x02,
    InvalidLength = 0x03,
    CborUnexpectedType = 0x11,
    InvalidCbor = 0x12,
    MissingParameter = 0x14,
    CredentialExcluded = 0x19,
    UnsupportedAlgorithm = 0x26,
    OperationDenied = 0x27,
    KeyStoreFull = 0x28,
    UnsupportedOption = 0x2b,
    InvalidOption = 0x2c,
    KeepaliveCancel = 0x2d,
    NoCredentials = 0x2e,
    UserActionTimeout = 0x2f,
    NotAllowed = 0x30,
    PinInvalid = 0x31,
    PinBlocked = 0x32,
    PinAuthInvalid = 0x33,
    PinAuthBlocked = 0x34,
    PinNotSet = 0x35,
    PuatRequired = 0x36,
    PinPolicyViolation = 0x37,
    InvalidSubcommand = 0x3e,
    UnauthorizedPermission = 0x40,
};

enum Command : std::uint8_t {
    MakeCredential = 0x01,
    GetAssertion = 0x02,
    GetInfo = 0x04,
    ClientPin = 0x06,
    Reset = 0x07,
    GetNextAssertion = 0x08,
    CredentialManagement = 0x0a,
    Selection = 0x0b,
    AuthenticatorConfig = 0x0d,
    CredentialManagementPreview = 0x41,
};

// Permissions of a pinUvAuthToken: section 6.5.5.7.
enum Permission : int { MayMake = 0x01, MayAssert = 0x02, MayManage = 0x04, MayConfigure = 0x20 };

// Flags of authenticator data: WebAuthn section 6.1.
enum Flag : std::uint8_t { UserPresent = 0x01, UserVerified = 0x04, AttestedCredential = 0x40, HasExtensions = 0x80 };

template <typename T> using Taken = tl::expected<T, Status>;
using Answer = Taken<QCborMap>; // an empty map stands for no body

inline tl::unexpected<Status> refuse(Status status)
{
    return tl::unexpected<Status>(status);
}

// The member of a request: MissingParameter when it is not there, CborUnexpectedType when it is something else.
Taken<QByteArray> bytes(const QCborMap &map, qint64 key);
Taken<qint64> number(const QCborMap &map, qint64 key);
Taken<QCborMap> inner(const QCborMap &map, qint64 key);
// The same, but absence is fine.
Taken<std::optional<QByteArray>> optionalBytes(const QCborMap &map, qint64 key);
// An option of the options map: absent, or a boolean.
Taken<std::optional<bool>> option(const QCborMap &options, const char *name);

// {"id": bytes, "type": "public-key"}
QCborMap descriptor(const QByteArray &credentialId);
// The ids of a list of such; a wrong one is CborUnexpectedType or MissingParameter.
Taken<QList<QByteArray>> descriptors(const QCborMap &map, qint64 key);

// The touch: asked for on the key's own thread, blocks.
class Presence {
public:
    virtual ~Presence() = default;
    // Ok when touched; else the status that ends the command.
    virtual Status ask() = 0;
};

} // namespace bg::ctap2
