// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/PageFlow.h"

namespace bg {

QList<PageId> pagesOf(Mode mode, const DesiredState &desired)
{
    using enum PageId;
    switch (mode) {
    case Mode::Provision:
        return { Welcome, SignIn, Tenant, Accounts, Keys, Places, Alerts, Review, Work, Paper, Proof, Done };
    case Mode::Check:
        return { Welcome, SignIn, TenantStatus, Questions, Findings, Done };
    case Mode::Rotate:
        return { Welcome, SignIn, TenantStatus, Rotate, Review, Work, Paper, Done };
    case Mode::Drill:
        return { Welcome, SignIn, TenantStatus, Drill, Paper, Done };
    case Mode::Repair:
        if (desired.resets.isEmpty())
            return { Welcome, SignIn, Repair, Review, Work, Done };
        return { Welcome, SignIn, Repair, Review, Work, Paper, Done };
    case Mode::Incident:
        return { Welcome, SignIn, TenantStatus, Uses, Review, Work, Paper, Done };
    }
    return {};
}

QList<Mode> workingModes()
{
    return { Mode::Provision, Mode::Rotate, Mode::Check, Mode::Drill, Mode::Incident, Mode::Repair };
}

bool turnsBetweenWorkAndPaper(Mode mode)
{
    return mode == Mode::Rotate || mode == Mode::Incident;
}

std::optional<PageId> pageAfter(Mode mode, PageId page, const DesiredState &desired)
{
    const QList<PageId> pages = pagesOf(mode, desired);
    const auto here = pages.contains(page) ? pages.indexOf(page) : pages.indexOf(PageId::SignIn);
    return here + 1 < pages.size() ? std::optional(pages.at(here + 1)) : std::nullopt;
}

} // namespace bg
