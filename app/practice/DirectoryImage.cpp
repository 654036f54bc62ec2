// SPDX-License-Identifier: GPL-3.0-or-later
// The directory as one JSON object: for comparisons, and to outlive a process.
#include "app/practice/Directory.h"

namespace bg {

namespace {

QString text(const char *name)
{
    return QLatin1String(name);
}

QJsonObject objectOf(const QMap<QString, QJsonObject> &map)
{
    QJsonObject object;
    for (auto entry = map.begin(); entry != map.end(); ++entry)
        object[entry.key()] = entry.value();
    return object;
}

QJsonObject objectOf(const QMap<QString, QStringList> &map)
{
    QJsonObject object;
    for (auto entry = map.begin(); entry != map.end(); ++entry)
        object[entry.key()] = QJsonArray::fromStringList(entry.value());
    return object;
}

QJsonArray arrayOf(const QList<QJsonObject> &list)
{
    QJsonArray array;
    for (const QJsonObject &object : list)
        array.append(object);
    return array;
}

void read(const QJsonValue &value, QMap<QString, QJsonObject> &map)
{
    map.clear();
    const QJsonObject object = value.toObject();
    for (auto entry = object.begin(); entry != object.end(); ++entry)
        map[entry.key()] = entry.value().toObject();
}

void read(const QJsonValue &value, QMap<QString, QStringList> &map)
{
    map.clear();
    const QJsonObject object = value.toObject();
    for (auto entry = object.begin(); entry != object.end(); ++entry)
        map[entry.key()] = entry.value().toVariant().toStringList();
}

void read(const QJsonValue &value, QList<QJsonObject> &list)
{
    list.clear();
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array)
        list.append(item.toObject());
}

QByteArray bytesOfText(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}
QString base64(const QByteArray &data)
{
    return QString::fromLatin1(data.toBase64());
}

} // namespace

QJsonObject Directory::snapshot() const
{
    QJsonObject keys, methods, mfa;
    for (auto entry = passkeys.begin(); entry != passkeys.end(); ++entry) {
        QJsonArray theirs;
        for (const Passkey &passkey : *entry)
            theirs.append(passkey.method);
        keys[entry.key()] = theirs;
    }
    for (auto entry = otherMethods.begin(); entry != otherMethods.end(); ++entry)
        methods[entry.key()] = entry.value();
    for (auto entry = perUserMfa.begin(); entry != perUserMfa.end(); ++entry)
        mfa[entry.key()] = entry.value();
    return {
        { text("organization"), organization },
        { text("domains"), domains },
        { text("skus"), skus },
        { text("users"), objectOf(users) },
        { text("groups"), objectOf(groups) },
        { text("members"), objectOf(members) },
        { text("owners"), objectOf(owners) },
        { text("deletedItems"), objectOf(deleted) },
        { text("administrativeUnits"), objectOf(units) },
        { text("unitMembers"), objectOf(unitMembers) },
        { text("policies"), arrayOf(policies) },
        { text("roleAssignments"), arrayOf(roleAssignments) },
        { text("roleSchedules"), arrayOf(roleSchedules) },
        { text("eligibilities"), arrayOf(eligibilities) },
        { text("rules"), roleRules },
        { text("passkeys"), keys },
        { text("methods"), methods },
        { text("perUserMfa"), mfa },
        { text("settings"),
          QJsonObject{ { text("fido2"), fido2 },
                       { text("methodsPolicy"), methodsPolicy },
                       { text("authorization"), authorization },
                       { text("securityDefaults"), securityDefaults } } },
    };
}

QJsonObject Directory::save() const
{
    QJsonObject state = snapshot();
    QJsonObject hashes, keys;
    for (auto entry = passwordHashes.begin(); entry != passwordHashes.end(); ++entry)
        hashes[entry.key()] = base64(entry.value());
    for (auto entry = passkeys.begin(); entry != passkeys.end(); ++entry) {
        QJsonArray theirs;
        for (const Passkey &passkey : *entry)
            theirs.append(QJsonObject{ { text("method"), passkey.method },
                                       { text("credentialId"), base64(passkey.credentialId) },
                                       { text("publicKey"), base64(passkey.publicKey) },
                                       { text("counter"), double(passkey.counter) } });
        keys[entry.key()] = theirs;
    }
    state[text("passkeys")] = keys;
    state[text("salt")] = base64(m_salt);
    state[text("passwordHashes")] = hashes;
    state[text("scheduleRequests")] = arrayOf(scheduleRequests);
    state[text("signIns")] = arrayOf(signIns);
    state[text("audits")] = arrayOf(audits);
    return state;
}

void Directory::load(const QJsonObject &state)
{
    organization = state[text("organization")].toObject();
    domains = state[text("domains")].toArray();
    skus = state[text("skus")].toArray();
    read(state[text("users")], users);
    read(state[text("groups")], groups);
    read(state[text("members")], members);
    read(state[text("owners")], owners);
    read(state[text("deletedItems")], deleted);
    read(state[text("administrativeUnits")], units);
    read(state[text("unitMembers")], unitMembers);
    read(state[text("policies")], policies);
    read(state[text("roleAssignments")], roleAssignments);
    read(state[text("roleSchedules")], roleSchedules);
    read(state[text("eligibilities")], eligibilities);
    read(state[text("scheduleRequests")], scheduleRequests);
    read(state[text("signIns")], signIns);
    read(state[text("audits")], audits);
    roleRules = state[text("rules")].toArray();
    const QJsonObject settings = state[text("settings")].toObject();
    fido2 = settings[text("fido2")].toObject();
    methodsPolicy = settings[text("methodsPolicy")].toObject();
    authorization = settings[text("authorization")].toObject();
    securityDefaults = settings[text("securityDefaults")].toObject();
    m_salt = bytesOfText(state[text("salt")]);
    passwordHashes.clear();
    passkeys.clear();
    otherMethods.clear();
    perUserMfa.clear();
    const QJsonObject hashes = state[text("passwordHashes")].toObject();
    for (auto entry = hashes.begin(); entry != hashes.end(); ++entry)
        passwordHashes[entry.key()] = bytesOfText(entry.value());
    const QJsonObject methods = state[text("methods")].toObject();
    for (auto entry = methods.begin(); entry != methods.end(); ++entry)
        otherMethods[entry.key()] = entry.value().toArray();
    const QJsonObject mfa = state[text("perUserMfa")].toObject();
    for (auto entry = mfa.begin(); entry != mfa.end(); ++entry)
        perUserMfa[entry.key()] = entry.value().toString();
    const QJsonObject keys = state[text("passkeys")].toObject();
    for (auto entry = keys.begin(); entry != keys.end(); ++entry) {
        const QJsonArray theirs = entry.value().toArray();
        for (const QJsonValue &key : theirs)
            passkeys[entry.key()].append(Passkey{ key[text("method")].toObject(), bytesOfText(key[text("credentialId")]),
                                                  bytesOfText(key[text("publicKey")]),
                                                  quint32(key[text("counter")].toDouble()) });
    }
}

} // namespace bg
