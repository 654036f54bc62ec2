// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace bg {

// The pages in the order of a set-up; their numbers are QWizard's page ids.
enum class PageId { Welcome, SignIn, Tenant, Accounts, Keys, Places, Review, Work, Paper, Proof, Done };

} // namespace bg
