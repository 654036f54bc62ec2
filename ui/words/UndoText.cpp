// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/UndoText.h"

#include "ui/words/Translate.h"

#include <QJsonArray>

namespace bg {

QString changeText(const PolicyChange &change)
{
    if (change.kind == PolicyChange::Kind::ReportOnly)
        return words("On before, only reports now");
    if (change.kind == PolicyChange::Kind::Restore)
        return words("Put back to what it had been before somebody changed it");
    const auto before
        = change.before[QLatin1String("conditions")][QLatin1String("users")][QLatin1String("excludeGroups")]
              .toArray()
              .size();
    const QString group = change.groupName.isEmpty() ? change.group.value : change.groupName;
    return words("Excluded groups: %1 before, %2 after. Added: %3").arg(before).arg(before + 1).arg(group);
}

UndoText UndoText::of(const UndoneChange &undone)
{
    using Outcome = UndoneChange::Outcome;
    switch (undone.outcome) {
    case Outcome::PutBack:
        return { Mark::Done, words("Put back, and read again: it is as it was before.") };
    case Outcome::NothingToDo:
        return { Mark::Note, words("Nothing to do: it is as it was before, or the policy is gone.") };
    case Outcome::ChangedMeanwhile:
        return { Mark::Attention,
                 (undone.change.kind == PolicyChange::Kind::Exclusion
                      ? words("Somebody changed it since, so it was left alone: %1. Take the group out in the portal "
                              "if it should go.")
                      : words("Somebody changed it since, so it was left alone: %1. Change it in the portal if it "
                              "should be otherwise."))
                     .arg(undone.differences.join(QStringLiteral("; "))) };
    case Outcome::Refused:
        return { Mark::Failed,
                 (undone.change.kind == PolicyChange::Kind::Exclusion
                      ? words("The service refused: %1. Take the group out in the portal.")
                      : words("The service refused: %1. Change the policy in the portal."))
                     .arg(undone.serviceMessage) };
    case Outcome::NotConfirmed:
        return { Mark::Attention,
                 words("Left alone: the directory's audit log does not confirm what this computer's journal says about "
                       "this change. The log is some minutes late and keeps 30 days, 7 without a licence. Compare the "
                       "policy in the portal before you change it.") };
    }
    return {};
}

} // namespace bg
