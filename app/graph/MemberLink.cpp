// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/MemberLink.h"

#include "app/graph/ODataText.h"

#include <QRegularExpression>

namespace bg {

MemberLink::MemberLink(const QString &collection, const ObjectId &member)
    : m_path(collection + QLatin1Char('/') + pathSegment(member.value) + QStringLiteral("/$ref"))
{ }

MemberLink MemberLink::ofGroup(const ObjectId &group, const ObjectId &member)
{
    return MemberLink(QStringLiteral("/groups/%1/members").arg(pathSegment(group.value)), member);
}

MemberLink MemberLink::ofGroupOwner(const ObjectId &group, const ObjectId &owner)
{
    return MemberLink(QStringLiteral("/groups/%1/owners").arg(pathSegment(group.value)), owner);
}

MemberLink MemberLink::ofAdministrativeUnit(const ObjectId &unit, const ObjectId &member)
{
    return MemberLink(QStringLiteral("/directory/administrativeUnits/%1/members").arg(pathSegment(unit.value)), member);
}

bool MemberLink::wouldDeleteTheMember(const QString &path)
{
    static const QRegularExpression throughRelation(QStringLiteral("/(members|owners|memberOf)/[^?]*$"),
                                                    QRegularExpression::CaseInsensitiveOption);
    const QString bare = path.section(QLatin1Char('?'), 0, 0);
    return throughRelation.match(bare).hasMatch() && !bare.endsWith(QStringLiteral("/$ref"));
}

} // namespace bg
