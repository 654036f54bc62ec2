// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/PlannedWrite.h"
#include "app/model/RunRecord.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace bg;

class RecordTest : public QObject {
    Q_OBJECT

private:
    static RunRecord sample()
    {
        RunRecord record;
        record.tenantId = TenantId(QStringLiteral("t"));
        record.runId = QStringLiteral("7F3A-19");
        record.started = QDateTime(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);
        record.finished = record.started.addSecs(60);
        record.planHash = QStringLiteral("5D0E-88B3");
        record.accounts.append(
            { ObjectId(QStringLiteral("o")),
              QStringLiteral("harbour.north@contoso.onmicrosoft.com"),
              QStringLiteral("Harbour North"),
              QStringLiteral("permanent"),
              true,
              { { QStringLiteral("cred"), QStringLiteral("method"), QStringLiteral("aaguid"), QStringLiteral("model"),
                  QStringLiteral("serial"), QStringLiteral("5.7.1"), QStringLiteral("N-1") } } });
        record.groupId = QStringLiteral("g");
        record.groupMembers = { QStringLiteral("o") };
        record.policies.append({ QStringLiteral("p"),
                                 QStringLiteral("Policy"),
                                 QStringLiteral("enabled"),
                                 QStringLiteral("excluded"),
                                 {} });
        Finding finding;
        finding.id = QStringLiteral("account.inPlace");
        finding.step = StepId::Accounts;
        finding.requirements = { QStringLiteral("S8") };
        record.findings.append(finding);
        record.outcome = QStringLiteral("done");
        return record;
    }

private Q_SLOTS:
    void whatWasRecordedAsAMisuseReadsAsAnIncident()
    {
        QCOMPARE(modeNamed(QStringLiteral("misuse")), std::optional(Mode::Incident));
        QCOMPARE(modeNamed(name(Mode::Incident)), std::optional(Mode::Incident));
    }
    void anErrorIsReadBackWholeFromTheRecordAndItsFindings()
    {
        Error why;
        why.kind = Error::Kind::Refused;
        why.detail = QStringLiteral("PATCH policy");
        why.serviceCode = QStringLiteral("1007");
        why.serviceMessage = QStringLiteral("1007: Incoming ConditionalAccessPolicy object is null");
        why.requestId = QStringLiteral("d7c4-22");
        why.httpStatus = 400;
        RunRecord record = sample();
        record.outcome = QStringLiteral("failed");
        record.setFailure(why);
        record.findings.first().error = why;
        QCOMPARE(record.failure, QStringLiteral("Refused PATCH policy")); // as scripts read it

        const auto back = RunRecord::fromJson(QJsonDocument(record.toJson()).toJson());
        QVERIFY(back && back->error);
        QVERIFY(*back->error == why);
        QVERIFY(back->findings.first().error && *back->findings.first().error == why);
        QCOMPARE(back->failure, record.failure);
    }
    void theClaimsOfAChallengeAreNotRecorded()
    {
        Error why;
        why.kind = Error::Kind::StepUpNeeded;
        why.claims = QStringLiteral("claims-of-the-challenge");
        RunRecord record = sample();
        record.setFailure(why);
        QVERIFY(!QJsonDocument(record.toJson()).toJson().contains(why.claims.toUtf8()));
    }
    void anOldRecordTellsItsErrorByItsText()
    {
        QJsonObject old = sample().toJson();
        old[QStringLiteral("failure")] = QStringLiteral("Refused signInReset.gone ada@contoso.onmicrosoft.com");
        auto back = RunRecord::fromJson(QJsonDocument(old).toJson());
        QVERIFY(back && back->error);
        QCOMPARE(back->error->kind, Error::Kind::Refused);
        QCOMPARE(back->error->detail, QStringLiteral("signInReset.gone ada@contoso.onmicrosoft.com"));

        old[QStringLiteral("failure")] = QStringLiteral("something else");
        back = RunRecord::fromJson(QJsonDocument(old).toJson());
        QVERIFY(back && !back->error);
        QCOMPARE(back->failure, QStringLiteral("something else"));
    }
    void theRecordHoldsTheMembersThatScriptsRead()
    {
        const QJsonObject json = sample().toJson();
        for (const char *member : { "version", "tenantId", "mode", "started", "finished", "plan", "accounts", "group",
                                    "policies", "findings", "counters", "outcome" })
            QVERIFY2(json.contains(QLatin1String(member)), member);
        const QJsonObject account = json[QStringLiteral("accounts")].toArray().first().toObject();
        for (const char *member : { "objectId", "userPrincipalName", "roleAssignment", "passwordSet", "keys" })
            QVERIFY2(account.contains(QLatin1String(member)), member);
        const QJsonObject key = account[QStringLiteral("keys")].toArray().first().toObject();
        for (const char *member : { "credentialId", "aaguid", "model", "serial", "firmware", "label" })
            QVERIFY2(key.contains(QLatin1String(member)), member);
        const QJsonObject policy = json[QStringLiteral("policies")].toArray().first().toObject();
        for (const char *member : { "id", "displayName", "state", "outcome", "reason" })
            QVERIFY2(policy.contains(QLatin1String(member)), member);
        const QJsonObject finding = json[QStringLiteral("findings")].toArray().first().toObject();
        for (const char *member : { "id", "step", "state", "severity", "evidence", "requirements" })
            QVERIFY2(finding.contains(QLatin1String(member)), member);
        const QJsonObject counters = json[QStringLiteral("counters")].toObject();
        for (const char *member :
             { "graphRequests", "retries", "throttled", "longestGuiStallMs", "secondsDirectoryLane", "secondsKeyLane" })
            QVERIFY2(counters.contains(QLatin1String(member)), member);
        QCOMPARE(json[QStringLiteral("plan")].toObject()[QStringLiteral("hash")].toString(),
                 QStringLiteral("5D0E-88B3"));
    }
    void aRecordReadsBack()
    {
        const auto read = RunRecord::fromJson(QJsonDocument(sample().toJson()).toJson());
        QVERIFY(read.has_value());
        QCOMPARE(read->accounts.first().keys.first().credentialId, QStringLiteral("cred"));
        QCOMPARE(read->accounts.first().objectId, ObjectId(QStringLiteral("o")));
        QCOMPARE(read->started, sample().started);
        QCOMPARE(read->groupMembers, QStringList{ QStringLiteral("o") });
        QCOMPARE(read->policies.first().outcome, QStringLiteral("excluded"));
    }
    void whatIsNoRecordIsRefused()
    {
        for (const char *text : { "", "{}", "[]", "{\"version\":2,\"tenantId\":\"t\"}", "{\"version\":1}" })
            QVERIFY2(!RunRecord::fromJson(text).has_value(), text);
    }
    void thePlanHashIsShortStableAndSensitive()
    {
        const PlannedWrite write{ StepId::Role,
                                  QStringLiteral("a"),
                                  QStringLiteral("1"),
                                  QStringLiteral("role"),
                                  QJsonValue::Null,
                                  QStringLiteral("x"),
                                  {} };
        PlannedWrite other = write;
        other.after = QStringLiteral("y");
        const QString hash = planHash({ write });
        QVERIFY(QRegularExpression(QStringLiteral("^[0-9A-F]{4}-[0-9A-F]{4}$")).match(hash).hasMatch());
        QCOMPARE(planHash({ write }), hash);
        QVERIFY(planHash({ other }) != hash);
        QVERIFY(planHash({ write, other }) != planHash({ other, write }));
    }
};

BG_TEST(QCoreApplication, RecordTest)
#include "RecordTest.moc"
