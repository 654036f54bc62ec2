// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/record/UsableCredentials.h"
#include "fido/practice/PracticeSource.h"
#include "tests/flow/FlowBench.h"

#include <QMap>

#include <vector>

namespace bg {

// Everything that outlives the wizard: the tenant, the keys on the table and the papers in the safe, and a person who
// reads PINs from the papers. Says by trying, at the sign-in page and at the keys, what opens an account.
class SafeWorld {
public:
    explicit SafeWorld(const PracticeScenario &scenario, int keys = 4);

    FlowBench bench;

    struct Paper {
        QString contentId;
        QString subject; // user principal name, or label + object id
        QByteArray secret;
    };
    QList<Paper> papers() const;
    // Somebody who opened the newest envelope of that account.
    Visitor finder(const RecordedAccount &account) const;
    // At the sign-in page, where nobody is signed in yet. Without a name: the operator.
    Result<std::unique_ptr<TokenSource>> signInAs(const Visitor &visitor);
    // Tries the printed passwords of that account at the sign-in page; with `contentId`, that sheet only.
    bool opensByPassword(const QString &userPrincipalName, const QString &contentId = {});
    // Tries every key on the table: a credential that the tenant takes, and a printed PIN that the key takes. With
    // `key`, that one only, and only the sheets it names.
    bool opensByKey(const ObjectId &account, const QString &userPrincipalName, const UsableCredentials::Key *key = nullptr);
    // The content ids of the sheets that were printed twice or more for one thing, but for the newest.
    QStringList outdated() const;

private:
    bool takesPin(PracticeSource &source, const QByteArray &pin) const;
    bool signsIn(const Visitor &visitor);

    std::vector<PracticeSource *> m_keys; // the ring's
    mutable std::mutex m_mutex;
    QList<Paper> m_papers;
};

} // namespace bg
