// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/key/CreationOptions.h"
#include "app/model/FindingIds.h"
#include "app/model/RunRecord.h"
#include "app/practice/PracticeTenant.h"
#include "fido/practice/PracticeKey.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>

namespace bg {

// What a run left of keys, in the four places where it is kept. They must tell the same, whatever happened on the way.
struct KeyTraces {
    QList<RecordedAccount> recorded; // the record
    QJsonObject passkeys; // the tenant: object id -> list of methods
    std::vector<PracticeKey *> keys; // all that came by
    QMap<QString, QByteArray> sheets; // by the label that is printed
    QList<QByteArray> knownPins; // of keys that came with one: their owner knows it
    QList<Finding> findings; // what the person was told

    // Empty: the tenant, the record and the keys hold the same credentials, and every PIN that nobody knows is on the
    // sheet of its key. A credential that a key keeps although the tenant does not have it must have been told.
    QStringList disagreements() const
    {
        QStringList all;
        QList<QByteArray> inRecord;
        for (const RecordedAccount &account : recorded) {
            const QJsonArray methods = passkeys[account.objectId.value].toArray();
            if (methods.size() != account.keys.size())
                all.append(QStringLiteral("%1 has %2 methods in the tenant and %3 keys in the record")
                               .arg(account.userPrincipalName)
                               .arg(methods.size())
                               .arg(account.keys.size()));
            for (const RecordedKey &key : account.keys) {
                const QByteArray id = decodeCredentialId(key.credentialId).value(0);
                inRecord.append(id);
                if (std::none_of(methods.begin(), methods.end(), [&](const QJsonValue &method) {
                        return decodeCredentialId(method[QLatin1String("id")].toString()).contains(id);
                    }))
                    all.append(key.label + QStringLiteral(" is in the record and not in the tenant"));
                PracticeKey *holder = holderOf(id);
                if (!holder)
                    all.append(key.label + QStringLiteral(" is on no key"));
                else if (!isPinKept(*holder, sheets.value(key.label)))
                    all.append(QStringLiteral("the sheet of %1 does not hold its PIN").arg(key.label));
            }
        }
        for (PracticeKey *key : keys) {
            for (const PracticeCredential &held : key->state().credentials)
                if (!inRecord.contains(held.id) && !isToldToBeHeld(held.id))
                    all.append(QStringLiteral("key %1 holds what nobody knows of").arg(key->dials().serial));
            const bool isOnPaper = std::any_of(sheets.begin(), sheets.end(),
                                               [&](const QByteArray &pin) { return isPin(*key, pin); });
            if (key->state().pin.isSet() && !isOnPaper && !isKnown(*key))
                all.append(QStringLiteral("nobody knows the PIN of key %1").arg(key->dials().serial));
        }
        return all;
    }

private:
    static bool isPin(PracticeKey &key, const QByteArray &pin)
    {
        return !pin.isEmpty() && key.state().pin.hash() == sha256(pin).first(16);
    }
    bool isKnown(PracticeKey &key) const
    {
        return std::any_of(knownPins.begin(), knownPins.end(), [&](const QByteArray &pin) { return isPin(key, pin); });
    }
    bool isPinKept(PracticeKey &key, const QByteArray &printed) const
    {
        return isPin(key, printed) || (printed.isEmpty() && isKnown(key));
    }
    PracticeKey *holderOf(const QByteArray &credentialId) const
    {
        for (PracticeKey *key : keys)
            for (const PracticeCredential &held : key->state().credentials)
                if (held.id == credentialId)
                    return key;
        return nullptr;
    }
    bool isToldToBeHeld(const QByteArray &credentialId) const
    {
        return std::any_of(findings.begin(), findings.end(), [&](const Finding &finding) {
            return finding.id == finding::KeyStillHolds && decodeCredentialId(finding.evidence).contains(credentialId);
        });
    }
};

} // namespace bg
