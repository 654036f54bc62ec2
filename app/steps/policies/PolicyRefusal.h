// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Error.h"
#include "app/graph/ConditionalAccess.h"
#include "app/record/History.h"

#include <QString>

namespace bg {

// Why the service did not take a change of a policy.
struct PolicyRefusal {
    QString reason; // as finding::PolicyNotEdited names them
    QString serviceCode, serviceMessage;

    static PolicyRefusal of(const Error &error, const ConditionalAccessPolicy &policy);
    // All of it in one line, for the record.
    QString text() const;
    // The number is about what the policy holds: asking again later does not help.
    static bool isAboutThePolicy(const QString &serviceCode);
};

// The newest record that names the policy says that the service refused to change it. Of files: good for words, never
// for leaving a policy out.
bool wasRefusedBefore(const History &history, const PolicyId &policy);

} // namespace bg
