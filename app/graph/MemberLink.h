// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"

#include <QString>

namespace bg {

// The link between a container and one member, for taking it away. Its path always ends in /$ref: the same path
// without it deletes the member itself, an account. There is no other way in this program to name a member for DELETE,
// and GraphClient refuses such a request.
class MemberLink {
public:
    static MemberLink ofGroup(const ObjectId &group, const ObjectId &member);
    static MemberLink ofGroupOwner(const ObjectId &group, const ObjectId &owner);
    static MemberLink ofAdministrativeUnit(const ObjectId &unit, const ObjectId &member);

    const QString &path() const { return m_path; }
    // Whether DELETE on `path` would delete a directory object through a membership.
    static bool wouldDeleteTheMember(const QString &path);

private:
    explicit MemberLink(const QString &collection, const ObjectId &member);
    QString m_path;
};

} // namespace bg
