// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/DiscoveredAccount.h"

namespace bg {

QString name(FoundBy by)
{
    switch (by) {
    case FoundBy::Record:
        return QStringLiteral("record");
    case FoundBy::Group:
        return QStringLiteral("group");
    case FoundBy::Exclusions:
        return QStringLiteral("exclusions");
    case FoundBy::Name:
        return QStringLiteral("name");
    }
    return {};
}

} // namespace bg
