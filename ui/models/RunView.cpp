// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/RunView.h"

#include <algorithm>

namespace bg {

void RunView::take(const StepStatus &status, const QDateTime &now)
{
    const auto same = [&status](const StepRow &row) {
        return row.status.step == status.step && row.status.subject == status.subject;
    };
    const auto row = std::find_if(steps.begin(), steps.end(), same);
    if (row == steps.end())
        steps.append({ status, now });
    else
        *row = { status, now };
}

void RunView::take(const KeyProgress &now)
{
    const bool isNew = moment && moment->slot.position == now.slot.position;
    if (now.phase == KeyProgress::Phase::Done
        && std::none_of(keysDone.begin(), keysDone.end(),
                        [&now](const KeySlot &slot) { return slot.position == now.slot.position; }))
        keysDone.append(now.slot);
    labelsLeftOut.removeAll(now.slot.label);
    if (now.phase == KeyProgress::Phase::LeftOut)
        labelsLeftOut.append(now.slot.label);
    const auto known = isNew ? moment->key : std::nullopt;
    moment = now;
    if (!moment->key)
        moment->key = known; // a later moment of the same slot need not repeat what the key is
}

bool RunView::hasFailures() const
{
    return std::any_of(steps.begin(), steps.end(),
                       [](const StepRow &row) { return row.status.phase == StepStatus::Phase::Failed; });
}

int RunView::keysLeftOut() const
{
    QStringList labels = labelsLeftOut;
    for (const StepRow &row : steps)
        if (row.status.step == StepId::Keys
            && (row.status.phase == StepStatus::Phase::Failed || row.status.phase == StepStatus::Phase::Skipped))
            labels.append(row.status.subject);
    labels.removeDuplicates();
    return int(labels.size());
}

} // namespace bg
