// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/UseReader.h"

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

Result<void> blindTo(const QString &what, const Error &error, UseReview &review)
{
    if (!isClosed(error))
        return fail(error);
    const QString why = error.kind == Error::Kind::NotLicensed ? QStringLiteral("licence") : what;
    if (!review.blind.contains(why))
        review.blind.append(why);
    return {};
}

SeenUse useOf(const SignInEntry &entry, const RecordedAccount &account)
{
    SeenUse use;
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

UseDeed deedOf(const DirectoryAudit &audit)
{
    UseDeed deed;
    deed.logEntry = audit.id;
    deed.account = audit.initiator;
    deed.when = audit.when;
    deed.activity = audit.activity;
    deed.category = audit.category;
    deed.result = audit.result;
    for (const QJsonValue &target : audit.json[QStringLiteral("targetResources")].toArray()) {
        for (const char *member : { "userPrincipalName", "displayName", "id" })
            if (const QString text = target[QLatin1String(member)].toString(); !text.isEmpty()) {
                deed.targets.append(text);
                break;
            }
    }
    return deed;
}

} // namespace

Result<QList<SeenUse>> UseReader::signIns(const RecordedAccount &account, std::stop_token stop)
{
    const QDateTime since = m_explained.since(account.objectId);
    if (!since.isValid())
        return QList<SeenUse>();
    // beta tells how the person signed in.
    const auto entries = AuditLogs(m_graph).signIns(account.objectId, since, ApiVersion::Beta, stop);
    if (!entries)
        return fail(entries.error());
    QList<SeenUse> uses;
    for (const SignInEntry &entry : *entries)
        uses.append(m_explained.explained(useOf(entry, account)));
    return uses;
}

Result<UseReview> UseReader::review(const QList<RecordedAccount> &accounts, const QDateTime &now, std::stop_token stop)
{
    UseReview review;
    review.until = now;
    for (const RecordedAccount &account : accounts) {
        const QDateTime since = m_explained.since(account.objectId);
        if (since.isValid() && (!review.since.isValid() || since < review.since))
            review.since = since;
        for (const auto read : { &UseReader::readSignIns, &UseReader::readDeeds, &UseReader::readMethods })
            if (auto done = (this->*read)(account, review, stop); !done)
                return fail(done.error());
    }
    if (review.since.isValid() && review.since.daysTo(now) >= daysOfLog)
        review.blind.append(QStringLiteral("retention"));
    const auto isNewer = [](const auto &a, const auto &b) { return a.when > b.when; };
    std::stable_sort(review.uses.begin(), review.uses.end(), isNewer);
    std::stable_sort(review.deeds.begin(), review.deeds.end(), isNewer);
    return review;
}

Result<void> UseReader::readSignIns(const RecordedAccount &account, UseReview &review, std::stop_token stop)
{
    const auto seen = signIns(account, stop);
    if (!seen)
        return blindTo(QStringLiteral("signIns"), seen.error(), review);
    review.uses += *seen;
    const QDateTime since = m_explained.since(account.objectId);
    if (!since.isValid())
        return {};
    const auto silent = AuditLogs(m_graph).nonInteractiveSignIns(account.objectId, since, stop);
    if (!silent)
        return blindTo(QStringLiteral("nonInteractive"), silent.error(), review);
    for (const SignInEntry &entry : *silent)
        review.uses.append(m_explained.explained(useOf(entry, account)));
    return {};
}

Result<void> UseReader::readDeeds(const RecordedAccount &account, UseReview &review, std::stop_token stop)
{
    const QDateTime since = m_explained.since(account.objectId);
    if (!since.isValid())
        return {};
    const auto audits = AuditLogs(m_graph).doneBy(account.objectId, since, stop);
    if (!audits)
        return blindTo(QStringLiteral("deeds"), audits.error(), review);
    for (const DirectoryAudit &audit : *audits)
        review.deeds.append(deedOf(audit));
    return {};
}

Result<void> UseReader::readMethods(const RecordedAccount &account, UseReview &review, std::stop_token stop)
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
    for (StrangeMethod &method : review.methods)
        method.isToGo = m_explained.isToGo(method);
    for (const AuthenticationMethod &method : *all)
        if (method.type != QLatin1String("fido2AuthenticationMethod")
            && method.type != QLatin1String("passwordAuthenticationMethod"))
            review.methods.append({ account.objectId, method.id, method.type, {}, {}, false });
    return {};
}

} // namespace bg
