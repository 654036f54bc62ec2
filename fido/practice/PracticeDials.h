// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <array>
#include <chrono>

namespace bg {

// How one practice key presents itself and what goes wrong with it. As set here, it is a YubiKey 5 NFC with firmware
// 5.7.1 that works.
struct PracticeDials {
    enum class Attestation { Self, Certificate, WrongSignature, WrongAaguid, NotVerified };

    QByteArray aaguid = QByteArray::fromHex("a25342c03cdc44148e46f4807fca511c");
    quint32 serial = 29'000'001; // 0: tells none
    std::array<unsigned char, 3> firmware{ 5, 7, 1 };
    quint16 vendorId = 0x1050;
    quint16 productId = 0x0407;
    QString product = QStringLiteral("YubiKey OTP+FIDO+CCID");
    unsigned char formFactor = 1; // USB-A keychain
    enum class ConfigAnswer { WithPage, WithoutPage, Unknown };
    ConfigAnswer configAnswer = ConfigAnswer::WithPage;

    bool isU2fOnly = false;
    bool isCtap20 = false; // no permissions, no configuration, no credential management, nothing told of PIN length
    QList<int> pinProtocols{ 2, 1 };
    int minimumPinLength = 4;
    bool mustChangePin = false;
    bool wantsMixedPin = false; // digits alone are refused: PIN_POLICY_VIOLATION
    int pinRetries = 8;
    bool tellsPinRetries = true; // false: the counter is no number
    bool hasResidentKeys = true;
    bool hasHmacSecret = true;
    bool hasCredProtect = true;
    bool hasEs256 = true;
    bool hasCredentialManagement = true;
    bool hasConfiguration = true;
    int slots = 100;
    bool refusesLongNames = false; // more than 64 bytes: INVALID_CBOR

    Attestation attestation = Attestation::Self;
    std::chrono::milliseconds touchAfter{ 150 };
    bool isNeverTouched = false;
    int untouched = 0; // of all its touches the one that nobody gives: 1 the first; 0: none
    std::chrono::milliseconds touchLimit = std::chrono::seconds(30);
    unsigned char touchLimitCode = 0x3a; // keys differ: ACTION_TIMEOUT or OPERATION_DENIED
    bool ignoresCancel = false;
    int busyAnswers = 0; // so many messages are answered CHANNEL_BUSY
    int oddAnswers = 0; // so many of makeCredential and getAssertion with a touch are answered with `oddAnswer`
    unsigned char oddAnswer = 0x7f; // ERR_OTHER
    bool isPulledOutAtProof = false; // the first time that getAssertion asks for a touch
    int fallsSilentAtCommand = 0; // of all CBOR commands the one, and those after it, that get no answer until it is put in again; 0: none
    int goneAfterReports = -1; // pulled out at this report, counted in both directions; -1: never
    std::chrono::milliseconds link{ 0 }; // before each answer
};

} // namespace bg
