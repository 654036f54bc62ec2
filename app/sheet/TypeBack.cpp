// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/TypeBack.h"

#include "app/sheet/Password.h"

#include <algorithm>

namespace bg {

TypeBack TypeBack::of(const PasswordPart &part)
{
    TypeBack reading;
    for (const PasswordComponent &component : part.components)
        for (const QByteArrayView group : groupsOf(component.text.reveal()))
            reading.m_groups.push_back({ component.name, Secret::copyOf(group), Verdict::Unfinished });
    return reading;
}

TypeBack TypeBack::of(const Secret &pin)
{
    TypeBack reading;
    reading.m_groups.push_back({ ' ', pin.duplicate(), Verdict::Unfinished });
    return reading;
}

int TypeBack::length(int index) const
{
    return int(QString::fromUtf8(m_groups[std::size_t(index)].text.reveal()).size());
}

char TypeBack::component(int index) const
{
    return m_groups[std::size_t(index)].component;
}

TypeBack::Verdict TypeBack::type(int index, QByteArrayView typed)
{
    Group &group = m_groups[std::size_t(index)];
    typed = typed.trimmed();
    const bool hasJoint = m_groups.size() > 1 && typed.endsWith('-');
    if (hasJoint)
        typed.chop(1);
    const bool isShort = std::size_t(typed.size()) < group.text.size() && !hasJoint;
    group.verdict = isShort ? Verdict::Unfinished : group.text.equals(typed) ? Verdict::Right : Verdict::Wrong;
    return group.verdict;
}

bool TypeBack::isDone() const
{
    return !m_groups.empty() && std::all_of(m_groups.begin(), m_groups.end(), [](const Group &group) {
        return group.verdict == Verdict::Right;
    });
}

void TypeBack::startAgain()
{
    for (Group &group : m_groups)
        group.verdict = Verdict::Unfinished;
}

} // namespace bg
