// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/TenantsFile.h"

#include "ui/program/OptionText.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace bg {

namespace {

constexpr qint64 largestAnswersFile = 1 << 20; // bytes

tl::unexpected<Error> wrong(const QString &sentence)
{
    return fail(Error::Kind::Input, sentence);
}

// One tenant's object, laid over the defaults, with the sentence that says what is wrong.
class EntryReader {
public:
    EntryReader(QJsonObject entry, QString who, QString folder)
        : m_entry(std::move(entry)), m_who(std::move(who)), m_folder(std::move(folder))
    { }

    Result<TenantEntry> read()
    {
        TenantEntry made;
        made.tenant = text("tenant");
        made.clientId = text("clientId");
        made.credential.certificate = path("certificate");
        made.credential.passphrase = text("passphrase");
        made.credential.federatedTokenFile = path("federatedTokenFile");
        made.credential.managedIdentity = flag("managedIdentity");
        made.record = path("record");
        made.tags = texts("tags");
        readWanted(made);
        if (m_problem.isEmpty())
            judge(made);
        if (m_problem.isEmpty())
            readCloud(made);
        if (!m_problem.isEmpty())
            return wrong(m_problem);
        return made;
    }

private:
    void complain(const QString &sentence)
    {
        if (m_problem.isEmpty())
            m_problem = sentence;
    }
    QJsonValue take(const char *member, QJsonValue::Type type, const char *kind)
    {
        const QJsonValue value = m_entry[QLatin1String(member)];
        if (!value.isUndefined() && value.type() != type)
            complain(QStringLiteral("\"%1\" of %2 must be %3.").arg(QLatin1String(member), m_who, QLatin1String(kind)));
        return value;
    }
    QString text(const char *member) { return take(member, QJsonValue::String, "text").toString(); }
    bool flag(const char *member) { return take(member, QJsonValue::Bool, "true or false").toBool(); }
    QString path(const char *member)
    {
        const QString given = text(member);
        return given.isEmpty() ? given : QDir(m_folder).absoluteFilePath(given);
    }
    QStringList texts(const char *member)
    {
        QStringList all;
        for (const QJsonValue &one : take(member, QJsonValue::Array, "a list of texts").toArray()) {
            if (!one.isString())
                complain(QStringLiteral("\"%1\" of %2 must be a list of texts.").arg(QLatin1String(member), m_who));
            all.append(one.toString());
        }
        return all;
    }
    // "discover", a list of user names, or an answers file.
    void readWanted(TenantEntry &made)
    {
        const QString answers = path("answers");
        const QJsonValue accounts = m_entry[QLatin1String("accounts")];
        const bool isDiscovery = accounts.isUndefined() || accounts.toString() == QLatin1String("discover");
        if (!answers.isEmpty() && !isDiscovery)
            return complain(QStringLiteral("%1 has \"accounts\" and \"answers\"; give one of them.").arg(m_who));
        if (!answers.isEmpty()) {
            QFile file(answers);
            if (!file.open(QIODevice::ReadOnly))
                return complain(QStringLiteral("The answers file \"%1\" of %2 cannot be read: %3.").arg(answers, m_who, file.errorString()));
            auto read = DesiredState::fromAnswers(file.read(largestAnswersFile));
            if (!read)
                return complain(QStringLiteral("The answers file \"%1\" of %2 is not usable: %3").arg(answers, m_who, read.error().detail));
            made.wanted = *read;
            return;
        }
        if (isDiscovery)
            return;
        if (!accounts.isArray() || accounts.toArray().isEmpty())
            return complain(QStringLiteral("\"accounts\" of %1 must be \"discover\" or a list of user names.").arg(m_who));
        DesiredState wanted = DesiredState::proposal();
        wanted.accounts.clear();
        for (const QJsonValue &one : accounts.toArray()) {
            AccountChoice choice;
            choice.userName = one.toString().section(QLatin1Char('@'), 0, 0);
            choice.displayName = choice.userName;
            if (const auto problem = userNameProblem(choice.userName))
                return complain(QStringLiteral("\"%1\" among the accounts of %2 is no user name: %3").arg(one.toString(), m_who, *problem));
            wanted.accounts.append(choice);
        }
        made.wanted = wanted;
    }
    void judge(const TenantEntry &made)
    {
        if (!isTenantText(made.tenant))
            complain(QStringLiteral("\"%1\" (%2) is neither a tenant id nor a domain.").arg(made.tenant, m_who));
        else if (!made.credential.isGiven())
            complain(QStringLiteral("%1 has no \"certificate\", \"federatedTokenFile\" or \"managedIdentity\".").arg(m_who));
        else if (made.credential.isAmbiguous())
            complain(QStringLiteral("%1 has more than one of \"certificate\", \"federatedTokenFile\" and \"managedIdentity\".").arg(m_who));
        else if (!made.credential.managedIdentity && !isClientId(made.clientId))
            complain(QStringLiteral("\"clientId\" of %1 must be a GUID.").arg(m_who));
        else if (const auto problem = passphraseSourceProblem(made.credential.passphrase))
            complain(QStringLiteral("%1: %2").arg(m_who, *problem));
    }
    void readCloud(TenantEntry &made)
    {
        QString named = text("cloud");
        if (named.contains(QLatin1Char('/')) || named.endsWith(QLatin1String(".json")))
            named = QDir(m_folder).absoluteFilePath(named);
        const auto cloud = Cloud::named(named.isEmpty() ? QStringLiteral("global") : named);
        if (!cloud)
            return complain(QStringLiteral("%1: %2").arg(m_who, cloud.error().detail));
        made.cloud = *cloud;
    }

    const QJsonObject m_entry;
    const QString m_who, m_folder;
    QString m_problem;
};

std::optional<QString> unknownMember(const QJsonObject &object, const QStringList &known)
{
    for (const QString &member : object.keys())
        if (!known.contains(member))
            return member;
    return std::nullopt;
}

} // namespace

Result<QList<TenantEntry>> readTenants(const QByteArray &json, const QString &folder)
{
    static const QStringList common{ QStringLiteral("accounts"),        QStringLiteral("answers"),
                                     QStringLiteral("certificate"),     QStringLiteral("clientId"),
                                     QStringLiteral("cloud"),           QStringLiteral("federatedTokenFile"),
                                     QStringLiteral("managedIdentity"), QStringLiteral("passphrase"),
                                     QStringLiteral("record"),          QStringLiteral("tags") };
    static const QStringList own = common + QStringList{ QStringLiteral("tenant") };
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError)
        return wrong(QStringLiteral("it is not JSON: %1 at byte %2.").arg(problem.errorString()).arg(problem.offset));
    const QJsonObject whole = document.object();
    if (const auto unknown = unknownMember(whole, { QStringLiteral("defaults"), QStringLiteral("tenants") }))
        return wrong(QStringLiteral("there is no member \"%1\"; it may hold \"defaults\" and \"tenants\".").arg(*unknown));
    const QJsonValue defaults = whole[QLatin1String("defaults")];
    if (!defaults.isUndefined() && !defaults.isObject())
        return wrong(QStringLiteral("\"defaults\" must be an object."));
    if (const auto unknown = unknownMember(defaults.toObject(), common))
        return wrong(QStringLiteral("\"defaults\" has no member \"%1\"; the members are %2.").arg(*unknown, common.join(QStringLiteral(", "))));
    const QJsonArray tenants = whole[QLatin1String("tenants")].toArray();
    if (tenants.isEmpty())
        return wrong(QStringLiteral("\"tenants\" must be a list with one tenant at least."));

    QList<TenantEntry> all;
    QSet<QString> seen;
    for (qsizetype i = 0; i < tenants.size(); ++i) {
        const QString number = QStringLiteral("tenant %1").arg(i + 1);
        if (!tenants[i].isObject())
            return wrong(QStringLiteral("%1 must be an object.").arg(number));
        const QJsonObject given = tenants[i].toObject();
        const QString tenant = given[QLatin1String("tenant")].toString();
        const QString who = tenant.isEmpty() ? number : QStringLiteral("%1 (%2)").arg(number, tenant);
        if (const auto unknown = unknownMember(given, own))
            return wrong(QStringLiteral("%1 has no member \"%2\"; the members are %3.").arg(who, *unknown, own.join(QStringLiteral(", "))));
        QJsonObject entry = defaults.toObject();
        for (auto member = given.begin(); member != given.end(); ++member)
            entry[member.key()] = member.value();
        auto read = EntryReader(entry, who, folder).read();
        if (!read)
            return fail(read.error());
        if (seen.contains(tenant.toLower()))
            return wrong(QStringLiteral("%1 is in the list twice.").arg(tenant));
        seen.insert(tenant.toLower());
        all.append(*read);
    }
    return all;
}

} // namespace bg
