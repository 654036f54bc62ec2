// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/record/UnfinishedRun.h"
#include "app/record/UsableCredentials.h"

#include <QList>
#include <QString>

namespace bg {

// What is told of a run that ended in the middle, before anything is read of the tenant.
struct ResumeText {
    QString headline; // which run, and when
    QString known; // accounts, group, how far it came
    QString meaning; // what going on does

    // Of a rotation: what opens which account now, and what does not; one line for each password and key.
    struct Way {
        bool opens = false;
        QString text;
    };
    QList<Way> ways;

    static ResumeText of(const UnfinishedRun &run, const QList<UsableCredentials> &usableCredentials = {});
};

} // namespace bg
