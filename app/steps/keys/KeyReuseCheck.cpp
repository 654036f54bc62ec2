// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/keys/KeyReuseCheck.h"

#include "app/model/FindingIds.h"
#include "app/steps/keys/WhileInserted.h"

namespace bg {

namespace {

constexpr qsizetype longestQuestion = 8; // of credential ids, that keys take in one command

} // namespace

QList<QByteArray> KeyReuseCheck::others() const
{
    QList<QByteArray> ids;
    const QList<AccountState> accounts = m_context.runState.accounts();
    for (int i = 0; i < accounts.size(); ++i)
        if (i != m_slot.account)
            for (const RecordedKey &key : accounts[i].keys)
                ids += decodeCredentialId(key.credentialId);
    return ids;
}

Result<void> KeyReuseCheck::run(const CreationOptions &options, std::stop_token stop)
{
    const QList<QByteArray> &own = options.excludeCredentials;
    const QList<QByteArray> theirs = others();
    // One question for both where the key takes so long a list; it answers with any of them.
    const bool isOneQuestion = own.size() + theirs.size() <= longestQuestion;
    const auto any = m_key.held(options.rpId, isOneQuestion ? own + theirs : own, stop);
    if (!any)
        return fail(any.error());
    if (any->isEmpty() && isOneQuestion)
        return {};
    const auto ours = any->isEmpty() || own.contains(*any) ? any : m_key.held(options.rpId, own, stop);
    if (!ours)
        return fail(ours.error());
    if (!ours->isEmpty())
        return fail(Error::Kind::KeyAlreadyEnrolled, m_key.facts().serial);
    const auto other = isOneQuestion ? any : m_key.held(options.rpId, theirs, stop);
    if (!other)
        return fail(other.error());
    return other->isEmpty() || m_isShared ? Result<void>() : share(*other, stop);
}

Result<void> KeyReuseCheck::share(const QByteArray &credentialId, std::stop_token stop)
{
    for (const AccountState &account : m_context.runState.accounts())
        for (const RecordedKey &key : account.keys) {
            if (!decodeCredentialId(key.credentialId).contains(credentialId))
                continue;
            const QJsonObject facts{ { QStringLiteral("label"), m_slot.label },
                                     { QStringLiteral("otherLabel"), key.label },
                                     { QStringLiteral("otherUserName"), account.userPrincipalName.value },
                                     { QStringLiteral("model"), key.model },
                                     { QStringLiteral("serial"), key.serial } };
            const auto answer = whileInserted<Answer>(
                m_key,
                [&](std::stop_token token) { return m_context.human.confirm(question::ShareKey, facts, token); }, stop);
            if (!answer)
                return fail(answer.error());
            if (*answer == Answer::No)
                return fail(Error::Kind::KeyUsedElsewhere, key.label);
            m_isShared = true;
            if (auto pin = m_context.runState.pin(key.label))
                m_pin.known(m_key, std::move(*pin));
            return {};
        }
    return {};
}

} // namespace bg
