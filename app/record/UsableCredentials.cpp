// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/record/UsableCredentials.h"

#include "app/journal/JournalEvent.h"
#include "app/journal/JournalText.h"

#include <QFile>

#include <algorithm>

namespace bg {

namespace {

class Reader {
public:
    QList<UsableCredentials> accounts;

    void read(const JournalEvent &event)
    {
        std::visit(ForEvents{
                       [&](const AccountKnown &told) { known(told.objectId).userPrincipalName = told.userPrincipalName; },
                       [&](const PasswordBegun &told) {
                           known(told.objectId).password = UsableCredentials::Secret::Lost;
                       },
                       [&](const PasswordSealed &told) { seal(told); },
                       [&](const KeyBegun &told) { begin(told); },
                       [&](const KeyReplacing &told) {
                           m_replacing[told.subject + told.objectId.value] = told.credentialId;
                       },
                       [&](const KeyProven &told) { prove(told, known(told.objectId)); },
                       [&](const KeyRetired &told) { retire(told.credentialId, told.subject + told.objectId.value); },
                       [&](const PinBegun &told) { m_pinsUnderWay.append(told.credentialId); },
                       [&](const PinSealed &told) { seal(told); },
                       [&](const PinChanged &told) { change(told.credentialId); },
                       [](const auto &) {},
                   },
                   event);
    }

private:
    void begin(const KeyBegun &made)
    {
        m_begun.append({ made.label,
                         made.serial,
                         made.credentialId,
                         made.pinChosen ? UsableCredentials::Secret::Good : UsableCredentials::Secret::Lost,
                         {},
                         {} });
        if (const QString old = m_replacing.value(made.label + made.objectId.value); !old.isEmpty())
            m_replaces[made.credentialId] = old;
    }
    UsableCredentials &known(const ObjectId &object)
    {
        for (UsableCredentials &one : accounts)
            if (one.account == object)
                return one;
        UsableCredentials fresh;
        fresh.account = object;
        accounts.append(fresh);
        return accounts.last();
    }
    void seal(const PasswordSealed &told)
    {
        if (told.objectId.isEmpty())
            return;
        UsableCredentials &account = known(told.objectId);
        account.password = UsableCredentials::Secret::Good;
        account.passwordSheet = told.contentId.value_or(QString());
    }
    void prove(const KeyProven &proven, UsableCredentials &account)
    {
        for (const UsableCredentials::Key &begun : std::as_const(m_begun))
            if (begun.credentialId == proven.credentialId && !key(begun.credentialId))
                account.keys.append(begun);
    }
    void retire(const QString &credentialId, const QString &place)
    {
        m_replacing.remove(place);
        forget(credentialId);
    }
    void forget(const QString &credentialId)
    {
        for (UsableCredentials &account : accounts)
            account.keys.removeIf([&](const UsableCredentials::Key &one) { return one.credentialId == credentialId; });
    }
    UsableCredentials::Key *key(const QString &credentialId)
    {
        for (UsableCredentials &account : accounts)
            for (UsableCredentials::Key &one : account.keys)
                if (one.credentialId == credentialId)
                    return &one;
        return nullptr;
    }
    void seal(const PinSealed &told)
    {
        UsableCredentials::Key *one = key(told.credentialId);
        if (!one)
            return;
        one->pinSheetBefore = one->pinSheet;
        one->pinSheet = told.contentId.value_or(QString());
        one->pin = m_pinsUnderWay.contains(told.credentialId) ? UsableCredentials::Secret::EitherSheet
                                                              : UsableCredentials::Secret::Good;
        // From now on the key whose place it takes may be taken out at any moment.
        forget(m_replaces.value(told.credentialId)); // invalidates `one`
    }
    void change(const QString &credentialId)
    {
        UsableCredentials::Key *one = key(credentialId);
        if (!one)
            return;
        m_pinsUnderWay.removeAll(credentialId);
        one->pin = UsableCredentials::Secret::Good;
    }

    QList<UsableCredentials::Key> m_begun; // registrations, proven or not
    QStringList m_pinsUnderWay;
    QHash<QString, QString> m_replacing; // old credential ids, by label and account
    QHash<QString, QString> m_replaces; // old credential id, by the new one
};

} // namespace

bool UsableCredentials::isOpen() const
{
    return opens(password) || std::any_of(keys.begin(), keys.end(), [&](const Key &key) { return opens(key.pin); });
}

QList<UsableCredentials> UsableCredentials::of(const QList<StoredRun> &runs)
{
    Reader reader;
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) { // oldest first
        QFile file(run->journalFile());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (const QJsonObject &line : JournalText::of(file.readAll()).lines)
            reader.read(readEvent(line));
    }
    return reader.accounts;
}

} // namespace bg
