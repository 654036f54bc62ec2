// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/DrillModel.h"

namespace bg {

DrillModel::DrillModel(DrillService &service, Clock &clock, QObject *parent) : QObject(parent), m_service(service), m_clock(clock)
{ }

void DrillModel::go(Stage stage)
{
    m_stage = stage;
    Q_EMIT changed();
}

void DrillModel::choose(const ObjectId &account, const QString &userPrincipalName, bool isBlind)
{
    if (m_stage != Stage::Inform)
        return;
    m_drill.account = account;
    m_drill.userPrincipalName = userPrincipalName;
    m_drill.isBlind = isBlind;
    Q_EMIT changed();
}

void DrillModel::begin()
{
    if (m_stage != Stage::Inform || m_drill.account.isEmpty())
        return;
    m_drill.begun = m_clock.utcNow();
    go(Stage::SignIn);
}

void DrillModel::signIn(const SignInChoice &choice)
{
    if (m_stage != Stage::SignIn || m_call.isBusy())
        return;
    if (m_drill.isBlind) {
        m_drill.signedIn = m_clock.utcNow();
        lookIntoLog();
        return go(Stage::Alert);
    }
    m_proof = { true, {}, {} };
    m_call.start([this, choice, account = m_drill.account, name = Upn(m_drill.userPrincipalName)](
                     std::stop_token stop) { return m_service.drillSignIn(choice, account, name, stop); },
                 [this](const Result<DrillProof> &proof) {
                     m_proof = {};
                     if (!proof) {
                         if (!proof.error().isCancelled())
                             m_proof.error = proof.error();
                         Q_EMIT changed();
                         return;
                     }
                     m_proof.value = *proof;
                     m_drill.signedIn = proof->signedIn;
                     m_drill.provedRole = proof->isGlobalAdministrator;
                     lookIntoLog();
                     go(Stage::Alert);
                 });
    Q_EMIT changed();
}

void DrillModel::lookIntoLog()
{
    m_trace = { true, {}, {} };
    m_log.start([this, account = m_drill.account,
                 since = m_drill.begun](std::stop_token stop) { return m_service.signInTrace(account, since, stop); },
                [this](const Result<std::optional<SignInEntry>> &found) {
                    m_trace = {};
                    if (!found) {
                        if (!found.error().isCancelled())
                            m_trace.error = found.error();
                    } else {
                        m_trace.value = *found;
                        if (const auto &entry = *found) {
                            m_drill.logEntry = entry->id;
                            m_drill.logMethod = entry->methods.join(QStringLiteral(", "));
                            m_drill.logConditionalAccess = entry->conditionalAccessStatus;
                        }
                    }
                    Q_EMIT changed();
                });
}

void DrillModel::endWaiting(bool alertCame)
{
    if (m_stage != Stage::Alert)
        return;
    if (alertCame)
        m_drill.alerted = m_clock.utcNow();
    go(Stage::Report);
}

std::chrono::seconds DrillModel::elapsed() const
{
    if (!m_drill.signedIn.isValid())
        return std::chrono::seconds(0);
    const QDateTime until = m_drill.alerted.isValid() ? m_drill.alerted : m_clock.utcNow();
    return std::chrono::seconds(m_drill.signedIn.secsTo(until));
}

// The log may still be on its way; what it says later is not waited for.
void DrillModel::keep(const QString &witness, std::optional<bool> wasSealIntact, const QString &problems)
{
    if (m_stage != Stage::Report || m_call.isBusy())
        return;
    m_drill.witness = witness;
    m_drill.wasSealIntact = wasSealIntact;
    m_drill.problems = problems;
    m_log.stop();
    m_kept = { true, {}, {} };
    m_call.start([this, drill = m_drill](std::stop_token) { return m_service.keepDrill(drill); },
                 [this](const Result<RunRecord> &record) {
                     m_kept = {};
                     if (!record) {
                         m_kept.error = record.error();
                         Q_EMIT changed();
                         return;
                     }
                     m_kept.value = *record;
                     printAccessLogEntry(*record);
                     go(Stage::Kept);
                 });
    Q_EMIT changed();
}

void DrillModel::printAccessLogEntry(const RunRecord &drilled)
{
    m_paper.start([this, drilled](std::stop_token stop) { return m_service.printAccessLogEntry(drilled, stop); },
                  [this](const Result<void> &) {
                      if (m_stage != Stage::Kept) // forgotten meanwhile
                          return;
                      m_isLinePutAway = true;
                      Q_EMIT changed();
                  });
}

void DrillModel::forget()
{
    m_call.stop();
    m_log.stop();
    m_paper.stop();
    m_isLinePutAway = false;
    m_drill = {};
    m_proof = {};
    m_trace = {};
    m_kept = {};
    go(Stage::Inform);
}

} // namespace bg
