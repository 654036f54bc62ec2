// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"
#include "app/sheet/SplitPassword.h"

#include <QByteArrayView>

#include <vector>

namespace bg {

// The operator reads a printed sheet back, group by group, before it is sealed. Says right or wrong and never what
// would have been right. Holds its own copy of the groups, wiped with it.
class TypeBack {
public:
    enum class Verdict { Unfinished, Right, Wrong }; // Unfinished: shorter than the group

    static TypeBack of(const PasswordPart &part); // all components, one after the other
    static TypeBack of(const Secret &pin); // one group

    int groups() const { return int(m_groups.size()); }
    // How many characters group `index` (0, 1, ...) has, without its hyphen.
    int length(int index) const;
    // Which summand group `index` belongs to: 'A', 'B', 'C', or ' ' for the password itself and a PIN.
    char component(int index) const;

    // Compares in constant time for the length given. `typed` is ASCII or, for a PIN, UTF-8; spaces around it and one
    // hyphen after it do not count, letter case does. The answer is kept for isDone().
    Verdict type(int index, QByteArrayView typed);
    // Every group was typed right.
    bool isDone() const;
    void startAgain();

private:
    struct Group {
        char component = ' ';
        Secret text;
        Verdict verdict = Verdict::Unfinished;
    };
    std::vector<Group> m_groups;
};

} // namespace bg
