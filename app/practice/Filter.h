// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <functional>
#include <optional>

namespace bg {

// The part of OData's $filter that the tenant understands: eq, ne, ge, gt, le, lt, in, and, or, not, brackets,
// startsWith, endsWith, and any() over a list. Text compares without regard to letter case, as the directory does.
class Filter {
public:
    // Nothing where the text is not understood. `knows` says whether a property (first path segment) exists.
    static std::optional<Filter> parse(const QString &text, const std::function<bool(const QString &)> &knows);

    bool matches(const QJsonObject &object) const { return m_matches(object); }
    // ne, not, endsWith: the service answers these only with ConsistencyLevel: eventual and $count=true.
    bool isAdvanced() const { return m_isAdvanced; }

private:
    std::function<bool(const QJsonObject &)> m_matches;
    bool m_isAdvanced = false;
};

} // namespace bg
