// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/keys/KeyEligibility.h"

#include "app/model/FindingIds.h"
#include "app/steps/preflight/KeyAdmission.h"

#include <QUuid>

namespace bg {

namespace {

Result<void> notAdmitted(const QString &verdict, const KeyFacts &key)
{
    return fail(Error::Kind::KeyNotAdmitted, verdict + QLatin1Char(' ') + key.aaguid);
}

// What a key attests shows only after the touch; whether its model is one that can is known before.
Result<void> judgeAttestation(const StepContext &context, const KeySlot &slot, const KeyFacts &key,
                              std::stop_token stop)
{
    const QString verdict = QStringLiteral("attestation");
    if (key.isKnownModel)
        return {};
    if (QUuid::fromString(key.aaguid).isNull()) // CTAP 2.1 section 6.4: a model that does not say which it is
        return notAdmitted(verdict, key);
    const auto answer = context.human.confirm(question::AttestationDemanded,
                                              { { QStringLiteral("label"), slot.label },
                                                { QStringLiteral("model"), key.model },
                                                { QStringLiteral("aaguid"), key.aaguid } },
                                              stop);
    if (!answer)
        return fail(answer.error());
    return *answer == Answer::Yes ? Result<void>() : notAdmitted(verdict, key);
}

} // namespace

Result<void> judgeKey(const StepContext &context, const KeySlot &slot, const KeyFacts &key, std::stop_token stop)
{
    const auto lacks = [](const char *what) { return fail(Error::Kind::KeyUnsuitable, QString::fromLatin1(what)); };
    if (!key.isFido2)
        return lacks("fido2");
    if (!key.supportsResidentKeys)
        return lacks("rk");
    if (!key.supportsEs256)
        return lacks("es256");
    if (!key.hasPin && !key.canSetPin)
        return lacks("clientPin");

    const auto policy = context.runState.methodsPolicy();
    if (!policy || (key.asksByItself && key.aaguid.isEmpty()))
        return {};
    const KeyAdmission admission = keyAdmission(policy->fido2, { context.runState.groupId() }, key.aaguid);
    for (const KeyAdmission::Verdict verdict : { admission.registration, admission.signIn })
        if (verdict != KeyAdmission::Verdict::Admitted)
            return notAdmitted(name(verdict), key);
    return admission.mustBeAttested ? judgeAttestation(context, slot, key, stop) : Result<void>();
}

} // namespace bg
