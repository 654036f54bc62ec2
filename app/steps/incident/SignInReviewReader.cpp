// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/incident/SignInReviewReader.h"

#include "app/graph/AuthenticationMethods.h"

#include <QJsonArray>
#include <QStringList>

#include <algorithm>

namespace bg {

namespace {

constexpr int daysOfLog = 30; // as long as the service keeps it with P1

// The door is closed: another look does not help, and what else can be seen still counts.
bool isClosed(const Error &error)
{
    return error.kind == Error::Kind::NotLicensed || error.kind == Error::Kind::Forbidden
        || error.kind == Error::Kind::NotFound || error.kind == Error::Kind::Refused;
}

Result<void> blindTo(const QString &what, const Error &error, SignInReview &review)
{
    if (!isClosed(error))
        return fail(error);
    const QString why = error.kind == Error::Kind::NotLicensed ? QStringLiteral("licence") : what;
    if (!review.blind.contains(why))
        review.blind.append(why);
    return {};
}

AccountSignIn useOf(const SignInEntry &entry, const RecordedAccount &account)
{
    AccountSignIn use;
    use.logEntry = entry.id;
    use.correlationId = entry.correlationId;
    use.account = account.objectId;
    use.userPrincipalName = account.userPrincipalName;
    use.when = entry.created;
    use.application = entry.application;
    use.applicationId = entry.applicationId;
    use.ipAddress = entry.ipAddress;
    use.place = entry.city.isEmpty() || entry.country.isEmpty()
        ? entry.city + entry.country
        : QStringLiteral("%1, %2").arg(entry.city, entry.country);
    use.methods = entry.methods;
    use.conditionalAccess = entry.conditionalAccessStatus;
    use.isInteractive = entry.isInteractive;
    use.errorCode = entry.errorCode;
    return use;
}

AuditedAction actionOf(const DirectoryAudit &audit)
{
    AuditedAction action;
    action.logEntry = audit.id;
    action.account = audit.initiator;
    action.when = audit.when;
    action.activity = audit.activity;
    action.category = audit.category;
    action.result = audit.result;
    for (const QJsonValue &target : audit.json[QStringLiteral("targetResources")].toArray()) {
        for (const char *member : { "userPrincipalName", "displayName", "id" })
            if (const QString text = target[QLatin1String(member)].toString(); !text.isEmpty()) {
                action.targets.append(text);
                break;
            }
    }
    return action;
}

} // namespace

Result<QList<AccountSignIn>> SignInReviewReader::signIns(const RecordedAccount &account, std::stop_token stop)
{
    const QDateTime since = m_explained.since(account.objectId);
    if (!since.isValid())
        return QList<AccountSignIn>();
    // beta tells how the person signed in.
    const auto entries = AuditLogs(m_graph).signIns(account.objectId, since, ApiVersion::Beta, stop);
    if (!entries)
        return fail(entries.error());
    QList<AccountSignIn> signIns;
    for (const SignInEntry &entry : *entries)
        signIns.append(m_explained.explained(useOf(entry, account)));
    return signIns;
}

Result<SignInReview> SignInReviewReader::review(const QList<RecordedAccount> &accounts, const QDateTime &now, std::stop_token stop)
{
    SignInReview review;
    review.until = now;
    for (const RecordedAccount &account : accounts) {
        const QDateTime since = m_explained.since(account.objectId);
        if (since.isValid() && (!review.since.isValid() || since < review.since))
            review.since = since;
        for (const auto read : { &SignInReviewReader::readSignIns, &SignInReviewReader::readActions, &SignInReviewReader::readMethods })
            if (auto done = (this->*read)(account, review, stop); !done)
                return fail(done.error());
    }
    if (review.since.isValid() && review.since.daysTo(now) >= daysOfLog)
        review.blind.append(QStringLiteral("retention"));
    const auto isNewer = [](const auto &a, const auto &b) { return a.when > b.when; };
    std::stable_sort(review.signIns.begin(), review.signIns.end(), isNewer);
    std::stable_sort(review.actions.begin(), review.actions.end(), isNewer);
    return review;
}

Result<void> SignInReviewReader::readSignIns(const RecordedAccount &account, SignInReview &review, std::stop_token stop)
{
    const auto seen = signIns(account, stop);
    if (!seen)
        return blindTo(QStringLiteral("signIns"), seen.error(), review);
    review.signIns += *seen;
    const QDateTime since = m_explained.since(account.objectId);
    if (!since.isValid())
        return {};
    const auto silent = AuditLogs(m_graph).nonInteractiveSignIns(account.objectId, since, stop);
    if (!silent)
        return blindTo(QStringLiteral("nonInteractive"), silent.error(), review);
    for (const SignInEntry &entry : *silent)
        review.signIns.append(m_explained.explained(useOf(entry, account)));
    return {};
}

Result<void> SignInReviewReader::readActions(const RecordedAccount &account, SignInReview &review, std::stop_token stop)
{
    const QDateTime since = m_explained.since(account.objectId);
    if (!since.isValid())
        return {};
    const auto audits = AuditLogs(m_graph).doneBy(account.objectId, since, stop);
    if (!audits)
        return blindTo(QStringLiteral("deeds"), audits.error(), review);
    for (const DirectoryAudit &audit : *audits)
        review.actions.append(actionOf(audit));
    return {};
}

Result<void> SignInReviewReader::readMethods(const RecordedAccount &account, SignInReview &review, std::stop_token stop)
{
    AuthenticationMethods methods(m_graph);
    const auto all = methods.list(account.objectId, stop);
    if (!all)
        return blindTo(QStringLiteral("methods"), all.error(), review);
    const auto keys = methods.fido2Methods(account.objectId, stop);
    if (!keys)
        return blindTo(QStringLiteral("methods"), keys.error(), review);
    for (const Fido2Method &key : *keys)
        if (!m_history.hasRegistered(account.objectId, key.id))
            review.methods.append({ account.objectId, key.id, QStringLiteral("fido2AuthenticationMethod"),
                                    key.displayName, key.created, false });
    for (UnknownAuthMethod &method : review.methods)
        method.isToGo = m_explained.isToGo(method);
    for (const AuthenticationMethod &method : *all)
        if (method.type != QLatin1String("fido2AuthenticationMethod")
            && method.type != QLatin1String("passwordAuthenticationMethod"))
            review.methods.append({ account.objectId, method.id, method.type, {}, {}, false });
    return {};
}

} // namespace bg
