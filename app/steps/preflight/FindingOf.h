// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/Finding.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QLatin1String>
#include <QString>
#include <QStringList>

#include <utility>

namespace bg::preflight {

// The five weights that a finding of preflight can have, as one word each.
inline Finding weigh(State state, Severity severity, ActionOwner actionOwner, QLatin1String id, QString evidence,
                     QJsonObject facts, QStringList requirements)
{
    return {
        id, StepId::Preflight, state, severity, actionOwner, std::move(evidence), std::move(facts), std::move(requirements)
    };
}

// As it should be.
inline Finding fine(QLatin1String id, QString evidence, QJsonObject facts = {}, QStringList requirements = {})
{
    return weigh(State::InPlace, Severity::Fine, ActionOwner::Fine, id, std::move(evidence), std::move(facts),
                 std::move(requirements));
}
// Good to know; nothing to do.
inline Finding note(QLatin1String id, QString evidence, QJsonObject facts = {}, QStringList requirements = {})
{
    return weigh(State::InPlace, Severity::Note, ActionOwner::Fine, id, std::move(evidence), std::move(facts),
                 std::move(requirements));
}
// The wizard will see to it.
inline Finding wizardWillDo(QLatin1String id, QString evidence, QJsonObject facts = {}, QStringList requirements = {})
{
    return weigh(State::Drifted, Severity::Note, ActionOwner::WizardWillDo, id, std::move(evidence), std::move(facts),
                 std::move(requirements));
}
// Only the owner of the tenant can weigh it.
inline Finding youDecide(Severity severity, QLatin1String id, QString evidence, QJsonObject facts = {},
                         QStringList requirements = {})
{
    return weigh(State::Drifted, severity, ActionOwner::YouDecide, id, std::move(evidence), std::move(facts),
                 std::move(requirements));
}
// The set-up cannot begin.
inline Finding stops(QLatin1String id, QString evidence, QJsonObject facts = {}, QStringList requirements = {})
{
    return weigh(State::Missing, Severity::Stop, ActionOwner::Stops, id, std::move(evidence), std::move(facts),
                 std::move(requirements));
}

} // namespace bg::preflight
