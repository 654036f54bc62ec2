// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fido/FidoKeyRing.h"
#include "fido/practice/PracticeSource.h"
#include "tests/flow/FlowBench.h"
#include "tests/steps/keys/Agreement.h"

#include <QJsonArray>

namespace bg {

// Whole runs with practice keys in every state, one after the other in the hand.
class KeysInHand {
public:
    struct Key {
        PracticeDials dials;
        QByteArray pin; // empty: none set
    };
    static Key fresh(quint32 serial)
    {
        Key key;
        key.dials.serial = serial;
        key.dials.touchAfter = std::chrono::milliseconds(0);
        return key;
    }
    static QList<Key> freshOnes(int count)
    {
        QList<Key> keys;
        for (int i = 0; i < count; ++i)
            keys.append(fresh(quint32(100 + i)));
        return keys;
    }
    // The keys belong to the bench's ring.
    static std::vector<PracticeKey *> use(FlowBench &bench, const QList<Key> &keys)
    {
        FidoKeyRing::Places places;
        std::vector<PracticeKey *> inHand;
        for (const Key &key : keys) {
            auto source = std::make_unique<PracticeSource>(key.dials, PracticeTouch());
            if (!key.pin.isEmpty())
                source->key().presetPin(key.pin);
            inHand.push_back(&source->key());
            places.push_back(std::move(source));
        }
        bench.useKeys(std::make_unique<FidoKeyRing>(std::move(places)));
        return inHand;
    }
    static PracticeScenario small()
    {
        PracticeScenario scenario = FlowBench::quick();
        scenario.policies = 1;
        return scenario;
    }
    static DesiredState wish(PinChoice pin)
    {
        DesiredState desired = FlowBench::wish();
        desired.pin = pin;
        return desired;
    }
    static QStringList troubles(const FlowBench &bench)
    {
        QStringList kinds;
        for (const QString &trouble : bench.human.asked(QStringLiteral("trouble")))
            kinds.append(trouble.section(QLatin1Char(' '), 1, 2));
        return kinds;
    }
    static QList<int> passkeys(FlowBench &bench, const RunRecord &record)
    {
        QList<int> counts;
        const QJsonObject all = bench.tenant.snapshot()[QStringLiteral("passkeys")].toObject();
        for (const RecordedAccount &account : record.accounts)
            counts.append(int(all[account.objectId.value].toArray().size()));
        return counts;
    }
    // The PINs that reach paper, by the label on their sheet.
    class Sheets {
    public:
        explicit Sheets(FlowBench &bench)
        {
            bench.human.onSealPin
                = [this](const PinSheet &sheet) { pins[sheet.key.label] = sheet.pin->reveal().toByteArray(); };
        }
        Sheets(const Sheets &) = delete;
        Sheets &operator=(const Sheets &) = delete;
        QMap<QString, QByteArray> pins;
    };
    // For the end of every test: empty where tenant, record, keys and sheets agree.
    static QStringList disagreements(FlowBench &bench, const RunRecord &record, const std::vector<PracticeKey *> &inHand,
                                     const Sheets &sheets, const QList<QByteArray> &knownPins = {})
    {
        return KeyTraces{ record.accounts,
                          bench.tenant.snapshot()[QStringLiteral("passkeys")].toObject(),
                          inHand,
                          sheets.pins,
                          knownPins,
                          record.findings }
            .disagreements();
    }
    static bool tells(const RunRecord &record, QLatin1String id)
    {
        return std::any_of(record.findings.begin(), record.findings.end(),
                           [&](const Finding &finding) { return finding.id == id; });
    }
};

} // namespace bg
