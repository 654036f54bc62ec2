// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/Finding.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace bg {

// One of the numbered requirements that findings carry ("S37"), from resources/requirements.json.
struct Requirement {
    QString number;
    QString asks;
    QString answer; // "made", "checked", "asked" (of people), "printed", "shown", "declined"
    QString how; // what does it; for a declined one the reason
    QStringList openOn; // ids of findings; "alerts.*" stands for a whole family
    QStringList statements; // of the questionnaire
};
const QList<Requirement> &allRequirements();

// The open findings that keep it from being met, by id, each once: those that the file names, and those that carry its
// number; of those named also what was left out as chosen. Empty: a run found none.
QStringList openFor(const Requirement &requirement, const QList<Finding> &findings);

} // namespace bg
