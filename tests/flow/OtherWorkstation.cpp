// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flow/OtherWorkstation.h"

#include <QDirIterator>
#include <QFile>

namespace bg {

OtherWorkstation::OtherWorkstation(SafeWorld &world, const RecordedAccount &account) : m_world(world)
{
    auto signedIn = world.signInAs(world.finder(account));
    if (!signedIn) {
        m_why = signedIn.error().serviceMessage + signedIn.error().detail;
        return;
    }
    m_tokens = std::move(*signedIn);
    restart();
}

void OtherWorkstation::restart()
{
    FlowBench &bench = m_world.bench;
    m_engine = std::make_unique<Engine>(EngineParts{ bench.cloud(), m_tokens.get(), &bench.clock, &bench.keys(),
                                                     &bench.human, m_folder.path() + QStringLiteral("/state") });
}

TenantFacts OtherWorkstation::facts()
{
    const auto read = m_engine->preflight(Mode::Repair, DesiredState::proposal(), [](const Finding &) {}, {});
    return read ? *read : TenantFacts();
}

RunRecord OtherWorkstation::repair(const DesiredState &desired, const TenantFacts &facts, std::stop_token stop)
{
    return m_engine->run(Mode::Repair, desired, facts, m_world.bench.observer, stop);
}

QByteArray OtherWorkstation::leftBehind() const
{
    QByteArray all;
    for (QDirIterator it(m_folder.path(), QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
        QFile file(it.next());
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

} // namespace bg
