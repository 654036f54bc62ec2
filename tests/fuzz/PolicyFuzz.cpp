// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/ConditionalAccess.h"
#include "app/steps/policies/PolicyDifference.h"
#include "app/steps/policies/PolicyPatch.h"

#include <QJsonDocument>

#include <cstdint>
#include <cstdlib>

using namespace bg;

// Two policies, as the tenant, its audit log or a journal may hold them; a byte 0 stands between. What is put back keeps
// our group excluded, and the difference of a policy from itself is nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    static const ObjectId ours(QStringLiteral("11111111-2222-3333-4444-555555555555"));
    const QByteArray all(reinterpret_cast<const char *>(bytes), qsizetype(size));
    const qsizetype cut = all.indexOf('\0');
    const QJsonObject now = QJsonDocument::fromJson(cut < 0 ? all : all.first(cut)).object();
    const QJsonObject then = QJsonDocument::fromJson(cut < 0 ? all : all.sliced(cut + 1)).object();
    (void)ConditionalAccessPolicy::fromJson(now);
    (void)differencesBeside(now, then, ours);
    const PolicyPatch patch = PolicyPatch::from(now, then);
    if (patch.body.isEmpty() != patch.changes.isEmpty() || patch.lines().size() != patch.changes.size())
        std::abort();
    if (!PolicyPatch::from(now, now).body.isEmpty() || !differencesBeside(then, then, ours).isEmpty())
        std::abort();
    const auto kept = ConditionalAccessPolicy::fromJson(withExclusion(then, ours));
    if (!kept.excludeGroups.contains(ours))
        std::abort();
    return 0;
}
