// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/record/UsableCredentials.h"

#include "app/journal/JournalText.h"

#include <QFile>

#include <algorithm>

namespace bg {

namespace {

QString entryText(const QJsonObject &line, const char *member)
{
    return line[QLatin1String(member)].toString();
}

class Reader {
public:
    QList<UsableCredentials> accounts;

    void read(const QJsonObject &line)
    {
        const QString event = entryText(line, "event");
        const ObjectId object(entryText(line, "objectId"));
        if (event == QLatin1String("accountKnown"))
            known(object).userPrincipalName = Upn(entryText(line, "userPrincipalName"));
        else if (event == QLatin1String("passwordBegun"))
            known(object).password = UsableCredentials::Secret::Lost;
        else if (event == QLatin1String("passwordSealed") && !object.isEmpty())
            seal(line, known(object));
        else if (event == QLatin1String("keyBegun"))
            begin(line, object);
        else if (event == QLatin1String("keyReplacing"))
            m_replacing[entryText(line, "subject") + object.value] = entryText(line, "credentialId");
        else if (event == QLatin1String("keyProven"))
            prove(line, known(object));
        else if (event == QLatin1String("keyRetired"))
            retire(entryText(line, "credentialId"), entryText(line, "subject") + object.value);
        else
            readPin(event, line);
    }

private:
    void begin(const QJsonObject &line, const ObjectId &account)
    {
        const QString label = entryText(line, "label");
        m_begun.append({ label,
                         entryText(line, "serial"),
                         entryText(line, "credentialId"),
                         line[QLatin1String("pinChosen")].toBool() ? UsableCredentials::Secret::Good : UsableCredentials::Secret::Lost,
                         {},
                         {} });
        if (const QString old = m_replacing.value(label + account.value); !old.isEmpty())
            m_replaces[entryText(line, "credentialId")] = old;
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
    static void seal(const QJsonObject &line, UsableCredentials &account)
    {
        account.password = UsableCredentials::Secret::Good;
        account.passwordSheet = entryText(line, "contentId");
    }
    void prove(const QJsonObject &line, UsableCredentials &account)
    {
        for (const UsableCredentials::Key &begun : std::as_const(m_begun))
            if (begun.credentialId == entryText(line, "credentialId") && !key(begun.credentialId))
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
    void readPin(const QString &event, const QJsonObject &line)
    {
        const QString credentialId = entryText(line, "credentialId");
        UsableCredentials::Key *one = key(credentialId);
        if (event == QLatin1String("pinBegun")) {
            m_pinsUnderWay.append(credentialId);
        } else if (event == QLatin1String("pinSealed") && one) {
            one->pinSheetBefore = one->pinSheet;
            one->pinSheet = entryText(line, "contentId");
            one->pin = m_pinsUnderWay.contains(credentialId) ? UsableCredentials::Secret::EitherSheet : UsableCredentials::Secret::Good;
            // From now on the key whose place it takes may be taken out at any moment.
            forget(m_replaces.value(credentialId)); // invalidates `one`
        } else if (event == QLatin1String("pinChanged") && one) {
            m_pinsUnderWay.removeAll(credentialId);
            one->pin = UsableCredentials::Secret::Good;
        }
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
            reader.read(line);
    }
    return reader.accounts;
}

} // namespace bg
