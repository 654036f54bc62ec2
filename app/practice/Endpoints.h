// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace bg {

class Directory;
class Router;

// The addresses of Graph, one group of them per file. Each endpoint sees a call that passed scope and role checks.
void addOrganization(Router &router, Directory &directory);
void addUsers(Router &router, Directory &directory);
void addGroups(Router &router, Directory &directory);
void addConditionalAccess(Router &router, Directory &directory);
void addRoles(Router &router, Directory &directory);
void addScheduleRequests(Router &router, Directory &directory);
void addPasskeys(Router &router, Directory &directory);
void addMethods(Router &router, Directory &directory);
void addPolicies(Router &router, Directory &directory);
void addUnits(Router &router, Directory &directory);
void addLogs(Router &router, Directory &directory);

} // namespace bg
