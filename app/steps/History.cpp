// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/History.h"

#include "app/journal/JournalText.h"

#include <QFile>

namespace bg {

namespace {

QString text(const QJsonObject &line, const char *member)
{
    return line[QLatin1String(member)].toString();
}

void read(const QJsonObject &line, History &history)
{
    const QString event = text(line, "event");
    if (event == QLatin1String("accountBegun")) {
        history.accountsBegun.insert(Upn(text(line, "userPrincipalName")));
    } else if (event == QLatin1String("accountKnown")) {
        history.accounts[Upn(text(line, "userPrincipalName"))] = ObjectId(text(line, "objectId"));
    } else if (event == QLatin1String("groupBegun")) {
        history.groupNamesBegun.insert(text(line, "displayName"));
    } else if (event == QLatin1String("groupKnown")) {
        history.group = ObjectId(text(line, "objectId"));
    } else if (event == QLatin1String("keyBegun")) {
        RecordedKey key;
        key.credentialId = text(line, "credentialId");
        key.aaguid = text(line, "aaguid");
        key.model = text(line, "model");
        key.serial = text(line, "serial");
        key.firmware = text(line, "firmware");
        key.label = text(line, "label");
        history.keys.append(
            { ObjectId(text(line, "objectId")), key, false, line[QLatin1String("pinChosen")].toBool() });
    } else if (event == QLatin1String("keyProven") || event == QLatin1String("pinSealed")) {
        for (History::Key &key : history.keys) {
            if (key.key.credentialId != text(line, "credentialId"))
                continue;
            (event == QLatin1String("keyProven") ? key.isProven : key.isPinKnown) = true;
        }
    } else if (event == QLatin1String("pimRuleLoosened")) {
        history.loosenedPimRule = line[QLatin1String("before")].toObject();
    } else if (event == QLatin1String("pimRuleRestored")) {
        history.loosenedPimRule = {};
    }
}

} // namespace

History History::of(const QList<StoredRun> &runs)
{
    History history;
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) { // oldest first
        QFile file(run->journalFile());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (const QJsonObject &line : JournalText::of(file.readAll()).lines)
            read(line, history);
    }
    return history;
}

const History::Key *History::key(const ObjectId &account, const QString &credentialId) const
{
    for (const Key &one : keys)
        if (one.account == account && one.key.credentialId == credentialId)
            return &one;
    return nullptr;
}

} // namespace bg
