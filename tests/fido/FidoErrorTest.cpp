// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/FidoError.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <fido.h>

namespace bg {

using Kind = Error::Kind;

class FidoErrorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCodeHasItsKind_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<Error::Kind>("kind");
        const auto row = [this](const char *name, int code, Kind kind) {
            QTest::newRow(name) << code << kind;
            m_listed.append(code);
        };
#define ROW(CODE, KIND) row(#CODE, CODE, Kind::KIND)
        ROW(FIDO_ERR_INVALID_COMMAND, KeyUnsuitable);
        ROW(FIDO_ERR_INVALID_PARAMETER, KeyAnswerUnclear);
        ROW(FIDO_ERR_INVALID_LENGTH, KeyAnswerUnclear);
        ROW(FIDO_ERR_INVALID_SEQ, KeyBusy);
        ROW(FIDO_ERR_TIMEOUT, KeySilent);
        ROW(FIDO_ERR_CHANNEL_BUSY, KeyBusy);
        ROW(FIDO_ERR_LOCK_REQUIRED, KeyBusy);
        ROW(FIDO_ERR_INVALID_CHANNEL, KeyBusy);
        ROW(FIDO_ERR_CBOR_UNEXPECTED_TYPE, KeyAnswerUnclear);
        ROW(FIDO_ERR_INVALID_CBOR, KeyAnswerUnclear);
        ROW(FIDO_ERR_MISSING_PARAMETER, KeyAnswerUnclear);
        ROW(FIDO_ERR_LIMIT_EXCEEDED, KeyUnsuitable);
        ROW(FIDO_ERR_UNSUPPORTED_EXTENSION, KeyUnsuitable);
        ROW(FIDO_ERR_FP_DATABASE_FULL, KeyFull);
        ROW(FIDO_ERR_LARGEBLOB_STORAGE_FULL, KeyFull);
        ROW(FIDO_ERR_CREDENTIAL_EXCLUDED, KeyAlreadyEnrolled);
        ROW(FIDO_ERR_PROCESSING, KeyAnswerUnclear);
        ROW(FIDO_ERR_INVALID_CREDENTIAL, NotFound);
        ROW(FIDO_ERR_USER_ACTION_PENDING, KeyNotTouched);
        ROW(FIDO_ERR_OPERATION_PENDING, KeyBusy);
        ROW(FIDO_ERR_NO_OPERATIONS, KeyAnswerUnclear);
        ROW(FIDO_ERR_UNSUPPORTED_ALGORITHM, KeyUnsuitable);
        ROW(FIDO_ERR_OPERATION_DENIED, KeyNotTouched);
        ROW(FIDO_ERR_KEY_STORE_FULL, KeyFull);
        ROW(FIDO_ERR_NOT_BUSY, KeyAnswerUnclear);
        ROW(FIDO_ERR_NO_OPERATION_PENDING, KeyAnswerUnclear);
        ROW(FIDO_ERR_UNSUPPORTED_OPTION, KeyUnsuitable);
        ROW(FIDO_ERR_INVALID_OPTION, KeyUnsuitable);
        ROW(FIDO_ERR_KEEPALIVE_CANCEL, Cancelled);
        ROW(FIDO_ERR_NO_CREDENTIALS, NotFound);
        ROW(FIDO_ERR_USER_ACTION_TIMEOUT, KeyNotTouched);
        ROW(FIDO_ERR_NOT_ALLOWED, KeyUnsuitable);
        ROW(FIDO_ERR_PIN_INVALID, PinWrong);
        ROW(FIDO_ERR_PIN_BLOCKED, PinBlocked);
        ROW(FIDO_ERR_PIN_AUTH_INVALID, PinNeeded);
        ROW(FIDO_ERR_PIN_AUTH_BLOCKED, PinBlockedUntilReinsert);
        ROW(FIDO_ERR_PIN_NOT_SET, PinNotSet);
        ROW(FIDO_ERR_PIN_REQUIRED, PinNeeded);
        ROW(FIDO_ERR_PIN_POLICY_VIOLATION, PinRejected);
        ROW(FIDO_ERR_PIN_TOKEN_EXPIRED, PinNeeded);
        ROW(FIDO_ERR_REQUEST_TOO_LARGE, KeyUnsuitable);
        ROW(FIDO_ERR_ACTION_TIMEOUT, KeyNotTouched);
        ROW(FIDO_ERR_UP_REQUIRED, KeyNotTouched);
        ROW(FIDO_ERR_UV_BLOCKED, PinNeeded);
        ROW(FIDO_ERR_UV_INVALID, PinNeeded);
        ROW(FIDO_ERR_UNAUTHORIZED_PERM, PinNeeded);
        ROW(FIDO_ERR_ERR_OTHER, KeyAnswerUnclear);
        ROW(FIDO_ERR_SPEC_LAST, KeyAnswerUnclear);
        ROW(FIDO_ERR_TX, KeySilent);
        ROW(FIDO_ERR_RX, KeySilent);
        ROW(FIDO_ERR_RX_NOT_CBOR, KeyAnswerUnclear);
        ROW(FIDO_ERR_RX_INVALID_CBOR, KeyAnswerUnclear);
        ROW(FIDO_ERR_INVALID_PARAM, Internal);
        ROW(FIDO_ERR_INVALID_SIG, AttestationBad);
        ROW(FIDO_ERR_INVALID_ARGUMENT, Internal);
        ROW(FIDO_ERR_USER_PRESENCE_REQUIRED, KeyNotTouched);
        ROW(FIDO_ERR_INTERNAL, KeyAnswerUnclear);
        ROW(FIDO_ERR_NOTFOUND, NotFound);
        ROW(FIDO_ERR_COMPRESS, Internal);
#undef ROW
    }
    void everyCodeHasItsKind()
    {
        QFETCH(int, code);
        QFETCH(Error::Kind, kind);
        const Error error = fidoError(code);
        QCOMPARE(name(error.kind), name(kind));
        QVERIFY(!error.serviceCode.isEmpty());
    }

    // So that a newer libfido2 with a new code does not go unseen: every code it has a name for is in the list above.
    void noCodeThatLibfido2NamesIsForgotten()
    {
        QVERIFY(m_listed.size() > 50);
        for (int code = -20; code <= 0xff; ++code)
            if (code != FIDO_OK && fidoErrorName(code).startsWith(QLatin1String("FIDO_ERR_")))
                QVERIFY2(m_listed.contains(code), qPrintable(fidoErrorName(code)));
    }

    void theContextGoesBeforeTheCode()
    {
        FidoContext context;
        context.isOpening = true;
        QCOMPARE(name(fidoError(FIDO_ERR_INTERNAL, context).kind), QStringLiteral("KeyBusy"));
        context.isBusy = true;
        QCOMPARE(name(fidoError(FIDO_ERR_RX, context).kind), QStringLiteral("KeyBusy"));
        context.isOverdue = true;
        QCOMPARE(name(fidoError(FIDO_ERR_RX, context).kind), QStringLiteral("KeyNotTouched"));
        context.isGone = true;
        QCOMPARE(name(fidoError(FIDO_ERR_RX, context).kind), QStringLiteral("KeyRemoved"));
        context.isStopped = true;
        QCOMPARE(name(fidoError(FIDO_ERR_RX, context).kind), QStringLiteral("Cancelled"));
    }

    // FIDO_ERR_RX is all that libfido2 says of a key that went and of one that only keeps silent.
    void onlyAKeyThatWasSeenToGoWasPulledOut()
    {
        QCOMPARE(name(fidoError(FIDO_ERR_RX).kind), QStringLiteral("KeySilent"));
        FidoContext context;
        context.isSilent = context.isOpening = true;
        QCOMPARE(name(fidoError(FIDO_ERR_INTERNAL, context).kind), QStringLiteral("KeySilent"));
        context.isGone = true;
        QCOMPARE(name(fidoError(FIDO_ERR_INTERNAL, context).kind), QStringLiteral("KeyRemoved"));
    }

    void whatAKeyLacksIsSaidByTheCallThatFailed()
    {
        FidoContext context;
        context.call = QStringLiteral("makeCredential");
        QCOMPARE(fidoError(FIDO_ERR_UNSUPPORTED_OPTION, context).detail, QStringLiteral("rk"));
        QCOMPARE(fidoError(FIDO_ERR_UNSUPPORTED_EXTENSION, context).detail, QStringLiteral("hmac-secret"));
        context.call = QStringLiteral("toggleAlwaysUv");
        QCOMPARE(fidoError(FIDO_ERR_UNSUPPORTED_OPTION, context).detail, QStringLiteral("toggleAlwaysUv"));
        QCOMPARE(fidoError(FIDO_ERR_INVALID_OPTION, context).detail, QStringLiteral("toggleAlwaysUv"));
    }

    void wrongIsWrongOnlyIfTheCounterDropped()
    {
        FidoContext context;
        context.retriesBefore = 8;
        context.retriesAfter = 7;
        QCOMPARE(name(fidoError(FIDO_ERR_PIN_INVALID, context).kind), QStringLiteral("PinWrong"));
        QCOMPARE(fidoError(FIDO_ERR_PIN_INVALID, context).retriesLeft, 7);
        context.retriesAfter = 8;
        QCOMPARE(name(fidoError(FIDO_ERR_PIN_INVALID, context).kind), QStringLiteral("PinRejected"));
        context.mustChangePin = true;
        QCOMPARE(name(fidoError(FIDO_ERR_PIN_INVALID, context).kind), QStringLiteral("PinMustChange"));
        context.retriesAfter = 0;
        QCOMPARE(name(fidoError(FIDO_ERR_PIN_INVALID, context).kind), QStringLiteral("PinBlocked"));
    }

private:
    QList<int> m_listed; // filled by the rows of everyCodeHasItsKind, which runs first
};

} // namespace bg

BG_TEST(QCoreApplication, bg::FidoErrorTest)
#include "FidoErrorTest.moc"
