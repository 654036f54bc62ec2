// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/CheckScope.h"
#include "app/model/FindingIds.h"
#include "tests/support/TestProgram.h"
#include "ui/words/CheckWords.h"
#include "ui/words/FindingText.h"

#include <QJsonArray>
#include <QTest>

using namespace bg;

// The same finding in a set-up and in a check: what is only still to be done there was lost here.
class CheckVoiceTest : public QObject {
    Q_OBJECT

private:
    static Finding seen(const char *id, Severity severity, const QJsonObject &facts = {})
    {
        Finding finding;
        finding.id = QLatin1String(id);
        finding.state = State::Missing;
        finding.severity = severity;
        finding.actionOwner = ActionOwner::WizardWillDo;
        finding.facts = facts;
        return finding;
    }

private Q_SLOTS:
    void eachModeHasItsOwnSeverityAndSentence_data()
    {
        QTest::addColumn<Finding>("finding");
        QTest::addColumn<Severity>("severity");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const Finding &finding, Severity severity, const char *says) {
            QTest::newRow(name) << finding << severity << QString::fromLatin1(says);
        };
        const QJsonArray disabled{ QStringLiteral("disabled") }, expires{ QStringLiteral("passwordExpires") },
            absent{ QStringLiteral("meadow.south") };
        const QString differences = QStringLiteral("differences"), lacking = QStringLiteral("lacking");
        row("account gone", seen("account.missing", Severity::Note), Severity::Stop, "is gone");
        row("account replaced", seen("account.notOurs", Severity::Warning), Severity::Stop, "another account");
        row("account disabled", seen("account.drifted", Severity::Warning, { { differences, disabled } }),
            Severity::Stop, "was changed");
        row("password expires", seen("account.drifted", Severity::Warning, { { differences, expires } }),
            Severity::Warning, "was changed");
        row("group gone", seen("group.missing", Severity::Note), Severity::Stop, "is gone");
        row("member lost", seen("group.drifted", Severity::Warning, { { lacking, absent } }), Severity::Stop,
            "was changed");
        row("owner added", seen("group.drifted", Severity::Warning, { { lacking, QJsonArray() } }), Severity::Warning,
            "was changed");
        row("exclusion lost", seen("exclusions.missing", Severity::Warning), Severity::Warning, "do not leave");
        row("policy", seen("policy.reaches", Severity::Warning), Severity::Warning, "reaches the accounts");
        row("key lost", seen("key.missing", Severity::Note), Severity::Warning, "not registered any more");
        row("role lost", seen("role.missing", Severity::Note), Severity::Stop, "no longer Global Administrator");
        row("role ends", seen("role.timeBound", Severity::Warning), Severity::Warning, "only until");
        row("passkey policy", seen("methodPolicy.stops", Severity::Warning), Severity::Warning, "was changed");
        row("campaign", seen("campaign.reaches", Severity::Advice), Severity::Advice, "campaign");
        row("per-user MFA", seen("perUserMfa.enabled", Severity::Warning), Severity::Warning, "Per-user MFA");
        row("guard lost", seen("guard.missing", Severity::Note), Severity::Warning, "is gone");
    }
    void eachModeHasItsOwnSeverityAndSentence()
    {
        QFETCH(Finding, finding);
        QFETCH(Severity, severity);
        QFETCH(QString, says);
        const Finding checked = saidByCheck(finding);
        QCOMPARE(checked.severity, severity);
        QCOMPARE(checked.canRepair(), finding.canRepair());
        const FindingText text = FindingText::of(checked), setUp = FindingText::of(finding);
        QVERIFY2(text.headline.contains(says), qPrintable(text.headline));
        QVERIFY(text.meaning != setUp.meaning);
        for (const char *onlyOfASetUp : { " yet", "The wizard makes", "The wizard assigns", "The wizard asks" })
            QVERIFY2(!(text.headline + text.meaning).contains(QLatin1String(onlyOfASetUp)), qPrintable(text.headline));
    }
    void everySentenceOfACheckHasARowHere()
    {
        QStringList rows;
        for (const FindingWords &words : checkWords())
            rows.append(QLatin1String(words.id));
        QCOMPARE(rows.size(), QSet<QString>(rows.begin(), rows.end()).size());
        QCOMPARE(rows.size(), 14);
    }
    void whatIsInPlaceSaysTheSameInEachMode()
    {
        Finding fine = seen("role.inPlace", Severity::Fine);
        fine.state = State::InPlace;
        QCOMPARE(saidByCheck(fine), fine);
    }
};

BG_TEST(QCoreApplication, CheckVoiceTest)
#include "CheckVoiceTest.moc"
