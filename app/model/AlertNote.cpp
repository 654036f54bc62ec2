// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/AlertNote.h"

namespace bg {

Finding alertNote(const AlertFinding &seen)
{
    Finding finding;
    finding.step = StepId::Alerts;
    finding.id = seen.id;
    finding.facts = seen.facts;
    finding.evidence = seen.evidence;
    finding.requirements = seen.requirements;
    switch (seen.weight) {
    case AlertFinding::Weight::Fine:
        break;
    case AlertFinding::Weight::Note:
        finding.severity = Severity::Note;
        break;
    case AlertFinding::Weight::Drift:
        finding.state = State::Drifted;
        finding.severity = Severity::Warning;
        finding.actionOwner = ActionOwner::WizardWillDo;
        break;
    case AlertFinding::Weight::Problem:
        finding.state = State::Drifted;
        finding.severity = Severity::Warning;
        finding.actionOwner = ActionOwner::YouDecide;
        break;
    }
    return finding;
}

} // namespace bg
