// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/accounts/AccountStep.h"

#include "app/base/Log.h"
#include "app/base/Random.h"
#include "app/graph/AuthenticationMethods.h"
#include "app/graph/Users.h"
#include "app/journal/AccountEvents.h"
#include "app/model/FindingIds.h"
#include "app/reconcile/Settle.h"
#include "app/plan/Eligibility.h"
#include "app/sheet/Password.h"
#include "app/steps/Provenance.h"
#include "app/steps/accounts/NameAvailability.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace bg {

namespace {

// mailNickname takes neither blank nor @; letters and digits are safe everywhere. The end of it tells an account that
// this run made from one of the same name that somebody else made in the same minute.
QString nicknameStem(const QString &userName)
{
    QString plain;
    for (const QChar c : userName)
        if (c.isLetterOrNumber() || c == QLatin1Char('.') || c == QLatin1Char('-') || c == QLatin1Char('_'))
            plain.append(c);
    return plain.left(48) + QLatin1Char('-');
}

QString accountNickname(const QString &userName)
{
    return nicknameStem(userName) + QString::fromLatin1(randomBytes(4).toHex());
}

// Only the wizard names accounts like that: not the portal, where the same operator may have made the account.
bool isNicknameFor(const QString &userName, const QString &nickname)
{
    static const QRegularExpression hex(QStringLiteral("^[0-9a-f]{8}$"));
    const QString stem = nicknameStem(userName);
    return nickname.startsWith(stem) && hex.match(nickname.mid(stem.size())).hasMatch();
}

} // namespace

QString AccountStep::subject() const
{
    return m_context.desired.accounts.at(m_index).userName;
}

Finding AccountStep::finding(QLatin1String id, State state, Severity severity, const QString &evidence) const
{
    const AccountState account = m_context.runState.account(m_index);
    Finding found;
    found.id = id;
    found.step = StepId::Accounts;
    found.state = state;
    found.severity = severity;
    found.actionOwner = state == State::InPlace ? ActionOwner::Fine : ActionOwner::WizardWillDo;
    found.evidence = evidence;
    const Upn &userPrincipalName = m_seen ? m_seen->userPrincipalName : account.userPrincipalName;
    found.facts = { { QStringLiteral("userPrincipalName"), userPrincipalName.value },
                    { QStringLiteral("objectId"), m_seen ? m_seen->id.value : QString() } };
    found.requirements = { QStringLiteral("S1"), QStringLiteral("S8"), QStringLiteral("S71"), QStringLiteral("S121") };
    return found;
}

// By object id where one is known: names can change hands.
Result<std::optional<User>> AccountStep::find(std::stop_token stop)
{
    Users users(m_context.graph);
    const AccountState account = m_context.runState.account(m_index);
    const std::optional<ObjectId> adopted = m_context.desired.accounts.at(m_index).adopted;
    const ObjectId known = !account.id.isEmpty() ? account.id
        : adopted                                ? *adopted
                                                 : m_context.history.accounts.value(account.userPrincipalName);
    if (known.isEmpty())
        return users.byPrincipalName(account.userPrincipalName, stop);
    auto user = users.byId(known, stop);
    if (user)
        return std::optional(*user);
    if (user.error().kind != Error::Kind::NotFound)
        return fail(user.error());
    // Deleted since, or a replica that does not know it yet: this very id was given out in this run.
    if (!account.id.isEmpty())
        return fail(user.error());
    return users.byPrincipalName(account.userPrincipalName, stop);
}

bool AccountStep::isOurs(const User &user) const
{
    const AccountState account = m_context.runState.account(m_index);
    return account.isTakenOver || account.id == user.id || m_context.desired.accounts.at(m_index).adopted == user.id
        || m_confirmed == user.id || (!user.mailNickname.isEmpty() && user.mailNickname == m_nickname);
}

// A file may only suggest: the directory must show the name that is wanted, a nickname that only the wizard draws, and
// this operator as its maker.
Result<void> AccountStep::learnOrigin(const User &user, std::stop_token stop)
{
    const AccountState account = m_context.runState.account(m_index);
    const bool isSuggested = m_context.history.accounts.value(account.userPrincipalName) == user.id
        || (!user.mailNickname.isEmpty() && m_context.history.nicknamesBegun.contains(user.mailNickname));
    if (!isSuggested || isOurs(user) || m_looked == user.id)
        return {};
    m_looked = user.id;
    if (user.userPrincipalName != account.userPrincipalName || !isNicknameFor(subject(), user.mailNickname))
        return {};
    const auto isOwn = wasMadeBy(m_context.tenant.operatorId, m_context.graph, user.id, accountAdded, user.created, stop);
    if (!isOwn)
        return fail(isOwn.error());
    if (*isOwn)
        m_confirmed = user.id;
    return {};
}

// A repair of drift makes no account and takes none over: that takes the keys and the paper of a set-up.
bool AccountStep::makes() const
{
    return m_context.desired.drift.isEmpty();
}

QStringList AccountStep::differences(const User &user) const
{
    QStringList found;
    if (!user.isEnabled)
        found.append(QStringLiteral("disabled"));
    if (!user.hasLastingPassword())
        found.append(QStringLiteral("passwordExpires"));
    // A check of what an earlier run made does not know what the account was to be called.
    const QString displayName = m_context.runState.account(m_index).displayName;
    if (!displayName.isEmpty() && user.displayName != displayName)
        found.append(QStringLiteral("displayName"));
    return found;
}

Finding AccountStep::unsuitable(const QString &reason) const
{
    const bool isRestricted = reason == QLatin1String("restrictedUnit");
    Finding found = isRestricted ? finding(finding::AccountRestrictedUnit, State::Drifted, Severity::Warning,
                                           QStringLiteral("isManagementRestricted"))
                                 : finding(finding::AccountIneligible, State::Drifted, Severity::Stop, reason);
    found.actionOwner = isRestricted ? ActionOwner::YouDecide : ActionOwner::Stops;
    found.facts[QStringLiteral("reason")] = reason;
    return found;
}

// So that later runs know it by its id, whatever it is called then.
Result<void> AccountStep::remember(const User &user) const
{
    return m_context.journal->write(AccountKnown{ name(id()), user.userPrincipalName, user.id });
}

// One that was chosen beforehand may need no change at all.
Result<void> AccountStep::rememberAdopted()
{
    const bool isNews = m_context.desired.accounts.at(m_index).adopted == m_seen->id
        && m_context.history.accounts.value(m_seen->userPrincipalName) != m_seen->id;
    if (!m_context.journal || !isNews || m_isRemembered)
        return {};
    m_isRemembered = true;
    return remember(*m_seen);
}

Result<Finding> AccountStep::inspect(std::stop_token stop)
{
    auto user = find(stop);
    if (!user)
        return fail(user.error());
    m_seen = *user;
    if (!m_seen)
        return finding(finding::AccountMissing, makes() ? State::Missing : State::NotApplicable, Severity::Note,
                       QStringLiteral("no account has this name"));

    if (auto origin = learnOrigin(*m_seen, stop); !origin)
        return fail(origin.error());
    if (isOurs(*m_seen)) {
        m_context.runState.change(m_index, [&](AccountState &account) {
            account.id = m_seen->id;
            account.userPrincipalName = m_seen->userPrincipalName;
        });
        if (auto known = rememberAdopted(); !known)
            return fail(known.error());
    }
    if (const QString reason = whyIneligible(*m_seen, m_context.tenant); !reason.isEmpty())
        return unsuitable(reason);
    if (!isOurs(*m_seen))
        return finding(finding::AccountNotOurs, makes() ? State::Drifted : State::NotApplicable, Severity::Warning,
                       QStringLiteral("made %1%2")
                           .arg(m_seen->created.toString(Qt::ISODate),
                                m_looked == m_seen->id ? QStringLiteral("; a file of this computer names it, the "
                                                                        "directory does not confirm that this "
                                                                        "operator's wizard made it")
                                                       : QString()));

    const QStringList different = differences(*m_seen);
    if (different.isEmpty())
        return finding(finding::AccountInPlace, State::InPlace, Severity::Fine,
                       QStringLiteral("enabled, cloud-only, %1").arg(m_seen->passwordPolicies));
    Finding found
        = finding(finding::AccountDrifted, State::Drifted, Severity::Warning, different.join(QStringLiteral(", ")));
    found.facts[QStringLiteral("differences")] = QJsonArray::fromStringList(different);
    return found;
}

QList<PlannedWrite> AccountStep::plannedWrites() const
{
    const AccountState account = m_context.runState.account(m_index);
    const QString upn = m_seen ? m_seen->userPrincipalName.value : account.userPrincipalName.value;
    if (!m_seen)
        return { { StepId::Accounts, upn, {}, {}, QJsonValue::Null, account.displayName, {} } };
    QList<PlannedWrite> writes;
    const auto add = [&](const QString &property, const QJsonValue &before, const QJsonValue &after) {
        writes.append({ StepId::Accounts, upn, m_seen->id.value, property, before, after, {} });
    };
    if (!isOurs(*m_seen))
        add(QStringLiteral("takeOver"),
            QStringLiteral("%1, made %2").arg(m_seen->displayName, m_seen->created.toString(Qt::ISODate)),
            account.userPrincipalName.value);
    for (const QString &difference : differences(*m_seen)) {
        if (difference == QLatin1String("disabled"))
            add(QStringLiteral("accountEnabled"), false, true);
        else if (difference == QLatin1String("passwordExpires"))
            add(QStringLiteral("passwordPolicies"), m_seen->passwordPolicies,
                QStringLiteral("DisablePasswordExpiration"));
        else
            add(QStringLiteral("displayName"), m_seen->displayName, account.displayName);
    }
    return writes;
}

Result<void> AccountStep::apply(std::stop_token stop, const StepProgress &)
{
    if (!m_seen)
        return create(stop);
    if (const QString reason = whyIneligible(*m_seen, m_context.tenant); !reason.isEmpty())
        return fail(Error::Kind::Conflict, QStringLiteral("%1: %2").arg(m_seen->userPrincipalName.value, reason));
    if (!isOurs(*m_seen)) {
        if (wasSeenFree(m_context.tenant, m_seen->userPrincipalName))
            return fail(Error::Kind::AnotherWizard, m_seen->userPrincipalName.value);
        if (m_context.desired.adopt == AdoptChoice::Never)
            return fail(Error::Kind::Conflict, m_seen->userPrincipalName.value);
        const auto answer = askToTakeOver(stop);
        if (!answer)
            return fail(answer.error());
        if (*answer == Answer::No)
            return fail(Error::Kind::Conflict, m_seen->userPrincipalName.value);
        m_context.runState.change(m_index, [&](AccountState &account) {
            account.isTakenOver = true;
            account.id = m_seen->id;
        });
        if (auto known = remember(*m_seen); !known)
            return known;
    }
    return repair(stop);
}

// In the directory's words, whatever a file calls it.
Result<Answer> AccountStep::askToTakeOver(std::stop_token stop)
{
    const auto methods = AuthenticationMethods(m_context.graph).list(m_seen->id, stop);
    if (!methods)
        return fail(methods.error());
    QStringList types;
    for (const AuthenticationMethod &method : *methods)
        types.append(method.type);
    types.removeDuplicates();
    return m_context.human.confirm(question::TakeOverAccount,
                                   { { QStringLiteral("userPrincipalName"), m_seen->userPrincipalName.value },
                                     { QStringLiteral("objectId"), m_seen->id.value },
                                     { QStringLiteral("displayName"), m_seen->displayName },
                                     { QStringLiteral("created"), m_seen->created.toString(Qt::ISODate) },
                                     { QStringLiteral("methods"), QJsonArray::fromStringList(types) } },
                                   stop);
}

Result<void> AccountStep::create(std::stop_token stop)
{
    const AccountState account = m_context.runState.account(m_index);
    if (m_nickname.isEmpty())
        m_nickname = accountNickname(subject());
    if (auto begun = m_context.journal->write(AccountBegun{ name(id()), account.userPrincipalName, m_nickname });
        !begun)
        return begun;

    Users users(m_context.graph);
    const NewUser wanted{ account.userPrincipalName, account.displayName, m_nickname };
    // The tenant's banned words may meet a random password: three draws are plenty.
    Result<User> made = fail(Error::Kind::Internal);
    for (int draw = 0; draw < 3; ++draw) {
        made = users.create(wanted, generatePassword(PasswordForm::LongMixed), stop);
        if (made || made.error().kind != Error::Kind::Refused
            || !made.error().serviceMessage.contains(QLatin1String("password"), Qt::CaseInsensitive))
            break;
    }
    if (!made && made.error().kind == Error::Kind::Conflict)
        made = lateTwin(stop);
    if (!made)
        return fail(made.error());
    qCInfo(logPlan, "account %ls created", qUtf16Printable(made->id.value));

    m_context.runState.change(m_index, [&](AccountState &one) {
        one.id = made->id;
        one.isNew = true;
    });
    m_context.runState.remember(QStringLiteral("accountCreated"),
                              { { QStringLiteral("userPrincipalName"), account.userPrincipalName.value } },
                              m_context.clock.utcNow());
    return remember(*made);
}

// The name is taken, and a moment ago nobody had it: our own account, made by a request whose answer was lost, on a
// replica that shows it late; or somebody else was quicker.
Result<User> AccountStep::lateTwin(std::stop_token stop)
{
    std::optional<User> twin;
    const auto found
        = Settle(m_context.clock)
              .until(
                  [&](std::stop_token token) -> Result<bool> {
                      auto user = Users(m_context.graph)
                                      .byPrincipalName(m_context.runState.account(m_index).userPrincipalName, token);
                      if (!user)
                          return fail(user.error());
                      twin = *user;
                      return twin.has_value();
                  },
                  stop);
    if (!found)
        return fail(found.error());
    if (auto origin = learnOrigin(*twin, stop); !origin)
        return fail(origin.error());
    if (!isOurs(*twin))
        return fail(Error::Kind::AnotherWizard, twin->userPrincipalName.value);
    return *twin;
}

Result<void> AccountStep::repair(std::stop_token stop)
{
    Users users(m_context.graph);
    for (const QString &difference : differences(*m_seen)) {
        const auto mended = difference == QLatin1String("disabled") ? users.enable(m_seen->id, stop)
            : difference == QLatin1String("passwordExpires")
            ? users.keepPasswordFromExpiring(m_seen->id, stop)
            : users.rename(m_seen->id, m_context.runState.account(m_index).displayName, stop);
        if (!mended)
            return mended;
    }
    return {};
}

} // namespace bg
