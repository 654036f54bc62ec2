// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/FidoError.h"
#include "tests/support/TestProgram.h"
#include "ui/words/ErrorText.h"

#include <QTest>

#include <fido.h>

using namespace bg;

// Whatever a key or libfido2 answers, the person reads one sentence of what happened and one of what to do.
class KeyWordsTest : public QObject {
    Q_OBJECT

    static QString amiss(const Error &error)
    {
        const ErrorText text = ErrorText::of(error);
        for (const QString &sentence : { text.happened, text.remedy }) {
            if (sentence.size() < 8)
                return QStringLiteral("no sentence");
            if (!sentence.endsWith(QLatin1Char('.')))
                return QStringLiteral("not a whole sentence: ") + sentence;
            if (sentence.contains(QLatin1String("FIDO_ERR")) || sentence.contains(QLatin1Char('%')))
                return QStringLiteral("not for people: ") + sentence;
        }
        return text.happened == text.remedy ? QStringLiteral("says it twice") : QString();
    }
    static FidoContext after(int retriesBefore, int retriesAfter, bool mustChange = false)
    {
        FidoContext context;
        context.call = QStringLiteral("makeCredential");
        context.retriesBefore = retriesBefore;
        context.retriesAfter = retriesAfter;
        context.mustChangePin = mustChange;
        return context;
    }

private Q_SLOTS:
    void everyCodeOfAKeyHasASentenceAndARemedy_data()
    {
        QTest::addColumn<int>("code");
        for (int code = -10; code <= 0xff; ++code)
            if (code != FIDO_OK && code != FIDO_ERR_KEEPALIVE_CANCEL)
                QTest::newRow(qPrintable(QString::number(code) + QLatin1Char(' ') + fidoErrorName(code))) << code;
    }
    void everyCodeOfAKeyHasASentenceAndARemedy()
    {
        QFETCH(int, code);
        for (const FidoContext &context : { after(8, 7), after(8, 8), after(8, 8, true), after(1, 0), after(-1, -1) })
            QCOMPARE(amiss(fidoError(code, context)), QString());
        FidoContext opening;
        opening.isOpening = true;
        QCOMPARE(amiss(fidoError(code, opening)), QString());
    }

    void whatThePersonStoppedIsNoTrouble()
    {
        QCOMPARE(ErrorText::of(fidoError(FIDO_ERR_KEEPALIVE_CANCEL)).happened, QString());
    }

    void everyStateOfAKeyHasASentenceAndARemedy()
    {
        int seen = 0;
        for (int kind = int(Error::Kind::NoKey); kind <= int(Error::Kind::ChallengeExpired); ++kind, ++seen) {
            Error error;
            error.kind = Error::Kind(kind);
            QVERIFY2(amiss(error).isEmpty(), qPrintable(name(error.kind) + QLatin1Char(' ') + amiss(error)));
        }
        QVERIFY(seen >= 18);
    }

    void whatAKeyLacksIsNamed()
    {
        QSet<QString> sentences;
        const QStringList lacks{ QStringLiteral("fido2"), QStringLiteral("rk"), QStringLiteral("es256"),
                                 QStringLiteral("hmac-secret"), QStringLiteral("clientPin"),
                                 QStringLiteral("roaming") };
        for (const QString &what : lacks) {
            Error error;
            error.kind = Error::Kind::KeyUnsuitable;
            error.detail = what;
            QCOMPARE(amiss(error), QString());
            sentences.insert(ErrorText::of(error).happened);
        }
        QCOMPARE(sentences.size(), lacks.size());
    }
};

BG_TEST(QCoreApplication, KeyWordsTest)
#include "KeyWordsTest.moc"
