// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/Directory.h"
#include "tests/flow/FlowBench.h"
#include "tests/support/TestProgram.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <random>

using namespace bg;

namespace {

QStringList strings(const QJsonValue &list)
{
    QStringList all;
    for (const QJsonValue &one : list.toArray())
        all.append(one.toString());
    return all;
}

// Written anew for this test, against the service's documentation, and sharing nothing with the wizard.
bool comesUnder(const QJsonObject &tenant, const QJsonValue &policy, const QString &account)
{
    const QJsonValue users = policy[QLatin1String("conditions")][QLatin1String("users")];
    const QString globalAdministrator = QStringLiteral("62e90394-69f5-4237-9190-012177145e10");
    const auto lists = [&](const char *people, const char *groups, const char *roles) {
        const QStringList who = strings(users[QLatin1String(people)]);
        if (who.contains(QStringLiteral("All")) || who.contains(account))
            return true;
        for (const QString &group : strings(users[QLatin1String(groups)]))
            if (strings(tenant[QLatin1String("members")][group]).contains(account))
                return true;
        return strings(users[QLatin1String(roles)]).contains(globalAdministrator);
    };
    return lists("includeUsers", "includeGroups", "includeRoles")
        && !lists("excludeUsers", "excludeGroups", "excludeRoles");
}

struct Reached {
    QStringList all, enforced; // ids of policies under which one of the accounts comes
};

Reached reached(const QJsonObject &tenant, const RunRecord &record)
{
    Reached found;
    for (const QJsonValue &policy : tenant[QLatin1String("policies")].toArray())
        for (const RecordedAccount &account : record.accounts) {
            const QString id = policy[QLatin1String("id")].toString();
            if (account.objectId.isEmpty() || found.all.contains(id) || !comesUnder(tenant, policy, account.objectId.value))
                continue;
            found.all.append(id);
            if (policy[QLatin1String("state")] == QLatin1String("enabled"))
                found.enforced.append(id);
        }
    return found;
}

QJsonObject withUsers(QJsonObject policy, const char *list, const QJsonArray &ids)
{
    QJsonObject conditions = policy[QStringLiteral("conditions")].toObject();
    QJsonObject users = conditions[QStringLiteral("users")].toObject();
    users[QLatin1String(list)] = ids;
    conditions[QStringLiteral("users")] = users;
    policy[QStringLiteral("conditions")] = conditions;
    return policy;
}

// The same draws for the same seed.
class Draws {
public:
    explicit Draws(quint32 seed) : m_engine(seed) { m_engine.discard(10); }
    int bounded(int end) { return int(m_engine() % quint32(end)); }

private:
    std::minstd_rand m_engine;
};

bool says(const RunRecord &record, const char *id)
{
    return std::any_of(record.findings.begin(), record.findings.end(),
                       [&](const Finding &finding) { return finding.id == QLatin1String(id); });
}

} // namespace

// For tenants and refusals drawn at random: nothing that record, evidence or check claim is better than what the
// directory then holds.
class ClaimsTest : public QObject {
    Q_OBJECT

private:
    static constexpr int tenants = 12;
    static void disturb(Directory &directory, Draws &random);
    static void judge(const QJsonObject &tenant, const RunRecord &record);
    static QJsonObject evidenceOfNewestRun(const FlowBench &bench);
    static void judgeEvidence(const QJsonObject &tenant, const RunRecord &record, const QJsonObject &evidence);

private Q_SLOTS:
    void noClaimIsBetterThanTheDirectory_data();
    void noClaimIsBetterThanTheDirectory();
};

void ClaimsTest::disturb(Directory &directory, Draws &random)
{
    static const QList<int> refusals{ 0, 0, 0, 403, 1007, 1032, 1039, 1087, 1088, 1118, 1150 };
    static const QStringList states{ QStringLiteral("enabled"), QStringLiteral("disabled"),
                                     QStringLiteral("enabledForReportingButNotEnforced") };
    const auto one = [&](const auto &list) { return list[random.bounded(int(list.size()))]; };
    for (QJsonObject &policy : directory.policies) {
        if (policy[QStringLiteral("displayName")].toString().startsWith(QLatin1String("Microsoft-managed")))
            continue;
        if (const int number = one(refusals))
            policy[QStringLiteral("@practice.refuses")] = number;
        policy[QStringLiteral("state")] = one(states);
        if (random.bounded(5) == 0)
            policy = withUsers(withUsers(withUsers(policy, "includeUsers", {}), "includeGroups", {}), "includeRoles",
                               { QStringLiteral("62e90394-69f5-4237-9190-012177145e10") });
        else if (random.bounded(5) == 0)
            policy = withUsers(policy, "includeUsers", { directory.operatorId });
    }
    directory.scenario.licenceLapsed = random.bounded(6) == 0;
}

void ClaimsTest::judge(const QJsonObject &tenant, const RunRecord &record)
{
    const Reached now = reached(tenant, record);
    const QByteArray why = QJsonDocument(record.toJson()).toJson();
    if (says(record, "exclusions.inPlace"))
        QVERIFY2(now.all.isEmpty(), why);
    if (says(record, "finalCheck.good") || record.outcome == QLatin1String("done"))
        QVERIFY2(now.enforced.isEmpty(), why);
    bool holdsAll = true;
    for (const RecordedAccount &account : record.accounts)
        holdsAll = holdsAll && record.groupMembers.contains(account.objectId.value);
    QCOMPARE(holdsAll, std::all_of(record.accounts.begin(), record.accounts.end(), [&](const RecordedAccount &account) {
                 return strings(tenant[QLatin1String("members")][record.groupId]).contains(account.objectId.value);
             }));
    for (const RecordedPolicy &policy : record.policies)
        if (policy.outcome == QLatin1String("excluded") || policy.outcome == QLatin1String("already"))
            QVERIFY2(!holdsAll || !now.all.contains(policy.id), qPrintable(policy.displayName));
    // Each policy is told of, and what reaches an account is told as such.
    QCOMPARE(record.policies.size(), tenant[QLatin1String("policies")].toArray().size());
}

QJsonObject ClaimsTest::evidenceOfNewestRun(const FlowBench &bench)
{
    const QString state = bench.state.path() + QStringLiteral("/state");
    const QDir runs(state + QLatin1Char('/') + QDir(state).entryList(QDir::Dirs | QDir::NoDotAndDotDot).value(0));
    const QStringList names = runs.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    QFile file(runs.filePath(names.value(names.size() - 1) + QStringLiteral("/evidence.json")));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

void ClaimsTest::judgeEvidence(const QJsonObject &tenant, const RunRecord &record, const QJsonObject &evidence)
{
    QCOMPARE(evidence[QLatin1String("run")][QLatin1String("runId")].toString(), record.runId);
    static const QStringList ofExclusion{ QStringLiteral("S23"), QStringLiteral("S50"), QStringLiteral("S68"),
                                          QStringLiteral("S133") };
    int claims = 0;
    for (const QJsonValue &requirement : evidence[QLatin1String("requirements")].toArray()) {
        if (!ofExclusion.contains(requirement[QLatin1String("number")].toString()))
            continue;
        ++claims;
        if (requirement[QLatin1String("open")].toArray().isEmpty())
            QVERIFY2(reached(tenant, record).all.isEmpty(),
                     qPrintable(requirement[QLatin1String("number")].toString()));
    }
    QCOMPARE(claims, ofExclusion.size());
}

void ClaimsTest::noClaimIsBetterThanTheDirectory_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= tenants; ++seed)
        QTest::addRow("tenant %u", seed) << seed;
}

void ClaimsTest::noClaimIsBetterThanTheDirectory()
{
    QFETCH(quint32, seed);
    Draws random(seed);
    PracticeScenario scenario = FlowBench::quick();
    scenario.policies = 3 + random.bounded(7);
    FlowBench bench(scenario);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    bench.tenant.change([&](Directory &directory) { disturb(directory, random); });

    const RunRecord record = bench.run();
    QJsonObject tenant = bench.tenant.snapshot();
    judge(tenant, record);
    if (QTest::currentTestFailed())
        return;
    judgeEvidence(tenant, record, evidenceOfNewestRun(bench));
    if (QTest::currentTestFailed())
        return;

    // Somebody empties the group, in part or not, and the check speaks.
    if (random.bounded(2) == 0)
        bench.tenant.change([&](Directory &directory) { directory.members[record.groupId].removeLast(); });
    bench.restart();
    tenant = bench.tenant.snapshot();
    const RunRecord checked = bench.engine().check({}, {}, bench.observer, {});
    judge(tenant, checked);
    if (QTest::currentTestFailed())
        return;
    judgeEvidence(tenant, checked, evidenceOfNewestRun(bench));
    // No repair is promised of a policy that the service refuses to change.
    QStringList refusing;
    bench.tenant.change([&](Directory &directory) {
        for (const QJsonObject &policy : directory.policies)
            if (directory.scenario.licenceLapsed || policy.contains(QLatin1String("@practice.refuses")))
                refusing.append(policy[QLatin1String("id")].toString());
    });
    for (const Finding &finding : checked.findings)
        if (refusing.contains(finding.subject()))
            QVERIFY2(!finding.canRepair(), qPrintable(finding.id + QLatin1Char(' ') + finding.subject()));
}

BG_TEST(QCoreApplication, ClaimsTest)
#include "tst_claims.moc"
