// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace bg {

// Every page of every mode; their numbers are QWizard's page ids. Which of them a mode walks, and in what order, is in
// PageFlow.
enum class PageId {
    Welcome,
    SignIn,
    TenantStatus, // where the accounts stand, and what is due
    Tenant,
    Accounts,
    Keys,
    Places,
    Alerts,
    Repair, // which policies lock people out
    Uses, // how the accounts were used, and what that was
    Rotate, // what is to be renewed
    Review,
    Work,
    Questions, // what only people know
    Findings, // what a check found
    Paper,
    Proof,
    Drill,
    Done,
};

} // namespace bg
