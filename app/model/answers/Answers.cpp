// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/answers/AlertAnswers.h"
#include "app/model/answers/AnswerReader.h"
#include "app/model/answers/ChoiceNames.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace bg {

namespace {

class Answers : public AnswerReader {
public:
    bool accounts(const QJsonValue &value, QList<AccountChoice> &into)
    {
        const QString member = QStringLiteral("accounts");
        if (!value.isArray() || value.toArray().size() != 2)
            return refuse(member, QStringLiteral("must be a list of two accounts"));
        for (int i = 0; i < 2; ++i) {
            const QString at = QStringLiteral("accounts[%1]").arg(i);
            if (!value.toArray().at(i).isObject())
                return refuse(at, QStringLiteral("must be an object"));
            const QJsonObject one = value.toArray().at(i).toObject();
            if (!knownMembersOnly(at + QLatin1Char('.'), one, { "userName", "displayName" }))
                return false;
            AccountChoice &account = into[i];
            const QString userNameAt = at + QStringLiteral(".userName");
            if (one.contains(QStringLiteral("userName"))) {
                if (!text(userNameAt, one[QStringLiteral("userName")], account.userName, false))
                    return false;
                if (const auto why = userNameProblem(account.userName))
                    return refuse(userNameAt, QStringLiteral("cannot be used: ") + why->chopped(1));
                account.displayName = account.userName;
            }
            if (one.contains(QStringLiteral("displayName"))
                && !text(at + QStringLiteral(".displayName"), one[QStringLiteral("displayName")], account.displayName,
                         false))
                return false;
        }
        if (into[0].userName.compare(into[1].userName, Qt::CaseInsensitive) == 0)
            return refuse(QStringLiteral("accounts[1].userName"),
                          QStringLiteral("is the same as that of the other account"));
        return true;
    }
    bool places(const QJsonValue &value, Places &into)
    {
        if (!value.isObject())
            return refuse(QStringLiteral("places"), QStringLiteral("must be an object with A and B"));
        const QJsonObject o = value.toObject();
        return knownMembersOnly(QStringLiteral("places."), o, { "A", "B" })
            && (!o.contains(QStringLiteral("A")) || text(QStringLiteral("places.A"), o[QStringLiteral("A")], into.a))
            && (!o.contains(QStringLiteral("B")) || text(QStringLiteral("places.B"), o[QStringLiteral("B")], into.b));
    }
    bool people(const QJsonValue &value, People &into)
    {
        if (!value.isObject())
            return refuse(QStringLiteral("people"), QStringLiteral("must be an object"));
        const QJsonObject o = value.toObject();
        const QString authorised = QStringLiteral("authorisedBy"), person = QStringLiteral("operator"),
                      witness = QStringLiteral("witness");
        return knownMembersOnly(QStringLiteral("people."), o, { "authorisedBy", "operator", "witness" })
            && (!o.contains(authorised)
                || texts(QStringLiteral("people.authorisedBy"), o[authorised], into.authorisedBy))
            && (!o.contains(person) || text(QStringLiteral("people.operator"), o[person], into.operatorName))
            && (!o.contains(witness) || text(QStringLiteral("people.witness"), o[witness], into.witness));
    }
    // true, false, or {"enabled": true}
    bool guard(const QJsonValue &value, bool &into)
    {
        const QString member = QStringLiteral("guardPolicy");
        if (!value.isObject())
            return yesNo(member, value, into);
        const QJsonObject o = value.toObject();
        into = true;
        return knownMembersOnly(member + QLatin1Char('.'), o, { "enabled" })
            && (o.isEmpty() || yesNo(member + QStringLiteral(".enabled"), o[QStringLiteral("enabled")], into));
    }
    // {"accounts": [1, 2], "password", "pins", "keys"}
    bool rotation(const QJsonValue &value, RotationChoice &into)
    {
        const QString member = QStringLiteral("rotation");
        if (!value.isObject())
            return refuse(member, QStringLiteral("must be an object"));
        const QJsonObject o = value.toObject();
        if (!knownMembersOnly(member + QLatin1Char('.'), o, { "accounts", "password", "pins", "keys" }))
            return false;
        const std::pair<QString, bool *> renewed[]{ { QStringLiteral("password"), &into.password },
                                                    { QStringLiteral("pins"), &into.pins },
                                                    { QStringLiteral("keys"), &into.keys } };
        for (const auto &[key, target] : renewed)
            if (o.contains(key) && !yesNo(member + QLatin1Char('.') + key, o[key], *target))
                return false;
        if (!o.contains(QStringLiteral("accounts")))
            return true;
        into.accounts.clear();
        for (const QJsonValue &number : o[QStringLiteral("accounts")].toArray()) {
            const int account = number.toInt() - 1;
            if (account < 0 || account > 1 || into.accounts.contains(account))
                return refuse(member + QStringLiteral(".accounts"), QStringLiteral("must hold 1, 2 or both"));
            into.accounts.append(account);
        }
        return !into.accounts.isEmpty()
            || refuse(member + QStringLiteral(".accounts"), QStringLiteral("must hold 1, 2 or both"));
    }
    bool language(const QString &member, const QJsonValue &value, QString &into)
    {
        static const choice::Named<QString> known[]{ { "en", QStringLiteral("en") },
                                                     { "de", QStringLiteral("de") },
                                                     { "fr", QStringLiteral("fr") },
                                                     { "es", QStringLiteral("es") },
                                                     { "ja", QStringLiteral("ja") } };
        return oneOf(member, value, into, known);
    }
    bool whole(const QString &member, const QJsonValue &value, int from, int to, int &into)
    {
        const double number = value.toDouble(-1);
        if (!value.isDouble() || !(number >= from && number <= to) || number != int(number))
            return refuse(member, QStringLiteral("must be a whole number from %1 to %2").arg(from).arg(to));
        into = int(number);
        return true;
    }
    bool keySettings(const QJsonValue &value, KeySettings &into)
    {
        const QString member = QStringLiteral("keySettings."), minimum = QStringLiteral("minimumPinLength"),
                      always = QStringLiteral("alwaysUv");
        if (!value.isObject())
            return refuse(QStringLiteral("keySettings"), QStringLiteral("must be an object"));
        const QJsonObject o = value.toObject();
        return knownMembersOnly(member, o, { "minimumPinLength", "alwaysUv" })
            && (!o.contains(minimum) || whole(member + minimum, o[minimum], 4, 63, into.minimumPinLength))
            && (!o.contains(always) || yesNo(member + always, o[always], into.alwaysUv));
    }

    // {"placesApart": "yes", "twoPeople": {"answer": "no", "on": "2026-11-20"}}
    bool questionnaire(const QJsonValue &value, StatementAnswers &into)
    {
        if (!value.isObject())
            return refuse(QStringLiteral("questionnaire"), QStringLiteral("must be an object"));
        const QJsonObject object = value.toObject();
        StatementAnswers all;
        for (auto it = object.begin(); it != object.end(); ++it) {
            const QString at = QStringLiteral("questionnaire.") + it.key();
            const bool isKnown = std::any_of(statements().begin(), statements().end(),
                                             [&](const Statement &statement) { return statement.id == it.key(); });
            if (!isKnown)
                return refuse(at, QStringLiteral("is not a statement that is known here"));
            StatementAnswer answer;
            answer.statement = it.key();
            const QJsonObject o = it.value().toObject();
            const bool isWhole = it.value().isObject();
            if (isWhole && !knownMembersOnly(at + QLatin1Char('.'), o, { "answer", "on" }))
                return false;
            if (!oneOf<Said>(isWhole ? at + QStringLiteral(".answer") : at,
                             isWhole ? o[QStringLiteral("answer")] : it.value(), answer.said,
                             { { "yes", Said::Yes }, { "no", Said::No }, { "notKnown", Said::NotKnown } }))
                return false;
            if (o.contains(QStringLiteral("on"))) {
                answer.on = QDate::fromString(o[QStringLiteral("on")].toString(), Qt::ISODate);
                if (!answer.on.isValid())
                    return refuse(at + QStringLiteral(".on"), QStringLiteral("must be a day as in \"2026-11-20\""));
            }
            all.append(answer);
        }
        into = all;
        return true;
    }

    bool drift(const QJsonValue &value, QList<StepId> &into)
    {
        if (!value.isArray())
            return refuse(QStringLiteral("repair"), QStringLiteral("must be a list of what is to be mended"));
        QList<StepId> chosen;
        QStringList known;
        for (const StepId step : choice::mendable)
            known.append(name(step));
        for (const QJsonValue &one : value.toArray()) {
            const auto step = stepNamed(one.toString());
            if (!step || !known.contains(name(*step)) || chosen.contains(*step))
                return refuse(QStringLiteral("repair"),
                              QStringLiteral("must hold each of these at most once: ") + known.join(QStringLiteral(", ")));
            chosen.append(*step);
        }
        into.clear();
        for (const StepId step : choice::mendable) // in the order in which they are mended
            if (chosen.contains(step))
                into.append(step);
        return true;
    }

    bool renewalIntervals(const QJsonValue &value, RenewalIntervals &into)
    {
        if (!value.isObject())
            return refuse(QStringLiteral("cadence"), QStringLiteral("must be an object"));
        const QJsonObject o = value.toObject();
        return knownMembersOnly(QStringLiteral("cadence."), o, { "drillDays", "rotationDays" })
            && days(QStringLiteral("drillDays"), o, RenewalIntervals::drills(), into.drillDays)
            && days(QStringLiteral("rotationDays"), o, RenewalIntervals::rotations(), into.rotationDays);
    }
    bool days(const QString &name, const QJsonObject &in, const QList<int> &choices, int &into)
    {
        if (!in.contains(name))
            return true;
        QStringList known;
        for (const int choice : choices) {
            if (in[name] == QJsonValue(choice)) {
                into = choice;
                return true;
            }
            known.append(QString::number(choice));
        }
        return refuse(QStringLiteral("cadence.") + name,
                      QStringLiteral("must be one of ") + known.join(QStringLiteral(", ")));
    }

    bool member(const QString &key, const QJsonValue &value, DesiredState &into)
    {
        if (key == QLatin1String("accounts"))
            return accounts(value, into.accounts);
        if (key == QLatin1String("keysPerAccount"))
            return whole(key, value, 1, 5, into.keysPerAccount);
        if (key == QLatin1String("exclusionGroup"))
            return text(key, value, into.exclusionGroup, false);
        if (key == QLatin1String("pin"))
            return oneOf(key, value, into.pin, choice::pins);
        if (key == QLatin1String("keySettings"))
            return keySettings(value, into.keySettings);
        if (key == QLatin1String("places"))
            return places(value, into.places);
        if (key == QLatin1String("people"))
            return people(value, into.people);
        if (key == QLatin1String("passwordShape"))
            return oneOf(key, value, into.passwordShape, choice::passwordShapes);
        if (key == QLatin1String("paper"))
            return oneOf(key, value, into.paper, choice::papers);
        if (key == QLatin1String("language"))
            return language(key, value, into.language);
        if (key == QLatin1String("pimRule"))
            return oneOf(key, value, into.pimRule, choice::pimRules);
        if (key == QLatin1String("methodPolicy"))
            return oneOf(key, value, into.methodPolicy, choice::methodPolicies);
        if (key == QLatin1String("guardPolicy"))
            return guard(value, into.guardPolicy);
        if (key == QLatin1String("alerts"))
            return readAlerts(*this, value, into.alerts);
        if (key == QLatin1String("rotation"))
            return rotation(value, into.rotation);
        if (key == QLatin1String("cadence"))
            return renewalIntervals(value, into.renewalIntervals);
        if (key == QLatin1String("adopt"))
            return oneOf(key, value, into.adopt, choice::adoptions);
        if (key == QLatin1String("repair"))
            return drift(value, into.drift);
        if (key == QLatin1String("questionnaire"))
            return questionnaire(value, into.answers);
        return refuse(key, QStringLiteral("is not a member that is known here"));
    }
};

} // namespace

Result<DesiredState> DesiredState::fromAnswers(const QByteArray &json)
{
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(json, &parse);
    if (parse.error != QJsonParseError::NoError)
        return fail(
            Error::Kind::Input,
            QStringLiteral("The answers file is not JSON: %1 at byte %2.").arg(parse.errorString()).arg(parse.offset));
    if (!document.isObject())
        return fail(Error::Kind::Input, QStringLiteral("The answers file must hold one JSON object."));

    DesiredState desired = proposal();
    Answers answers;
    const QJsonObject object = document.object();
    for (auto it = object.begin(); it != object.end(); ++it)
        if (!answers.member(it.key(), it.value(), desired))
            return fail(Error::Kind::Input, answers.problem);
    return desired;
}

} // namespace bg
