// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/Filter.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonValue>
#include <QRegularExpression>
#include <QStringList>

namespace bg {

namespace {

using Test = std::function<bool(const QJsonObject &)>;

QJsonValue at(const QJsonObject &object, const QString &path)
{
    QJsonValue value(object);
    for (const QString &step : path.split(u'/'))
        value = value.toObject()[step];
    return value;
}

int compare(const QJsonValue &value, const QJsonValue &wanted)
{
    if (value.isDouble())
        return value.toDouble() < wanted.toDouble() ? -1 : value.toDouble() > wanted.toDouble() ? 1 : 0;
    const QDateTime a = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    const QDateTime b = QDateTime::fromString(wanted.toString(), Qt::ISODateWithMs);
    if (a.isValid() && b.isValid())
        return a < b ? -1 : a > b ? 1 : 0;
    return value.toString().compare(wanted.toString(), Qt::CaseInsensitive);
}

bool equals(const QJsonValue &value, const QJsonValue &wanted)
{
    if (wanted.isNull() || value.isNull() || value.isUndefined())
        return wanted.isNull() && (value.isNull() || value.isUndefined());
    if (wanted.isBool())
        return value.isBool() && value.toBool() == wanted.toBool();
    return compare(value, wanted) == 0;
}

class Parser {
public:
    Parser(const QString &text, std::function<bool(const QString &)> knows) : m_knows(std::move(knows))
    {
        static const QRegularExpression token(
            QStringLiteral(R"('(?:[^']|'')*'|[()=,:]|[A-Za-z_@][A-Za-z0-9_./@-]*|[0-9][A-Za-z0-9.:+-]*)"));
        auto matches = token.globalMatch(text);
        qsizetype end = 0;
        while (matches.hasNext()) {
            const auto match = matches.next();
            if (!text.mid(end, match.capturedStart() - end).trimmed().isEmpty())
                m_isBroken = true;
            m_tokens.append(match.captured());
            end = match.capturedEnd();
        }
        if (!text.mid(end).trimmed().isEmpty())
            m_isBroken = true;
    }

    std::optional<Test> whole()
    {
        Test test = either();
        if (m_isBroken || m_at != m_tokens.size())
            return std::nullopt;
        return test;
    }
    bool isAdvanced = false;

private:
    QString peek() const { return m_at < m_tokens.size() ? m_tokens[m_at] : QString(); }
    QString take() { return m_at < m_tokens.size() ? m_tokens[m_at++] : (m_isBroken = true, QString()); }
    bool takes(const QString &word)
    {
        if (peek() != word)
            return false;
        ++m_at;
        return true;
    }
    void expect(const QString &word)
    {
        if (!takes(word))
            m_isBroken = true;
    }

    Test either()
    {
        Test left = both();
        while (!m_isBroken && takes(QStringLiteral("or")))
            left = [left, right = both()](const QJsonObject &o) { return left(o) || right(o); };
        return left;
    }
    Test both()
    {
        Test left = one();
        while (!m_isBroken && takes(QStringLiteral("and")))
            left = [left, right = one()](const QJsonObject &o) { return left(o) && right(o); };
        return left;
    }
    Test one()
    {
        if (m_isBroken)
            return [](const QJsonObject &) { return false; };
        if (takes(QStringLiteral("not"))) {
            isAdvanced = true;
            return [inner = one()](const QJsonObject &o) { return !inner(o); };
        }
        if (takes(QStringLiteral("("))) {
            Test inner = either();
            expect(QStringLiteral(")"));
            return inner;
        }
        const QString word = take();
        if (takes(QStringLiteral("(")))
            return word.endsWith(QLatin1String("/any")) ? any(word.chopped(4)) : function(word);
        return comparison(property(word));
    }

    Test any(const QString &list)
    {
        property(list);
        const QString variable = take();
        expect(QStringLiteral(":"));
        const QString before = std::exchange(m_variable, variable);
        const Test inner = either();
        m_variable = before;
        expect(QStringLiteral(")"));
        return [list, inner](const QJsonObject &o) {
            const QJsonArray items = at(o, list).toArray();
            for (const QJsonValue &item : items)
                if (inner(item.isObject() ? item.toObject() : QJsonObject{ { QString(), item } }))
                    return true;
            return false;
        };
    }

    Test function(const QString &name)
    {
        const QString path = property(take());
        expect(QStringLiteral(","));
        const QString wanted = literal().toString();
        expect(QStringLiteral(")"));
        const bool isStart = name.compare(QLatin1String("startswith"), Qt::CaseInsensitive) == 0;
        const bool isEnd = name.compare(QLatin1String("endswith"), Qt::CaseInsensitive) == 0;
        m_isBroken = m_isBroken || (!isStart && !isEnd);
        isAdvanced = isAdvanced || isEnd;
        return [=](const QJsonObject &o) {
            const QString text = at(o, path).toString();
            return isStart ? text.startsWith(wanted, Qt::CaseInsensitive) : text.endsWith(wanted, Qt::CaseInsensitive);
        };
    }

    Test comparison(const QString &path)
    {
        const QString word = take();
        if (word == QLatin1String("in")) {
            QList<QJsonValue> wanted;
            expect(QStringLiteral("("));
            do
                wanted.append(literal());
            while (takes(QStringLiteral(",")));
            expect(QStringLiteral(")"));
            return [=](const QJsonObject &o) {
                for (const QJsonValue &value : wanted)
                    if (equals(at(o, path), value))
                        return true;
                return false;
            };
        }
        const QJsonValue wanted = literal();
        if (word == QLatin1String("eq"))
            return [=](const QJsonObject &o) { return equals(at(o, path), wanted); };
        if (word == QLatin1String("ne")) {
            isAdvanced = true;
            return [=](const QJsonObject &o) { return !equals(at(o, path), wanted); };
        }
        const QStringList orders{ QStringLiteral("ge"), QStringLiteral("gt"), QStringLiteral("le"),
                                  QStringLiteral("lt") };
        m_isBroken = m_isBroken || !orders.contains(word);
        return [=](const QJsonObject &o) {
            const int order = compare(at(o, path), wanted);
            return word == orders[0] ? order >= 0
                : word == orders[1]  ? order > 0
                : word == orders[2]  ? order <= 0
                                     : order < 0;
        };
    }

    // The path of a property; inside any() the variable stands for the item.
    QString property(const QString &word)
    {
        if (!m_variable.isEmpty() && word == m_variable)
            return {};
        if (!m_variable.isEmpty() && word.startsWith(m_variable + u'/'))
            return word.mid(m_variable.size() + 1);
        m_isBroken = m_isBroken || !m_knows(word.section(u'/', 0, 0));
        return word;
    }

    QJsonValue literal()
    {
        const QString word = take();
        if (word.startsWith(u'\''))
            return word.mid(1, word.size() - 2).replace(QLatin1String("''"), QLatin1String("'"));
        if (word == QLatin1String("true") || word == QLatin1String("false"))
            return word == QLatin1String("true");
        if (word == QLatin1String("null"))
            return QJsonValue::Null;
        bool isNumber = false;
        const double number = word.toDouble(&isNumber);
        if (isNumber)
            return number;
        m_isBroken = m_isBroken || word.isEmpty() || !word.at(0).isDigit();
        return word;
    }

    QStringList m_tokens;
    qsizetype m_at = 0;
    bool m_isBroken = false;
    QString m_variable;
    std::function<bool(const QString &)> m_knows;
};

} // namespace

std::optional<Filter> Filter::parse(const QString &text, const std::function<bool(const QString &)> &knows)
{
    Parser parser(text, knows);
    const auto test = parser.whole();
    if (!test)
        return std::nullopt;
    Filter filter;
    filter.m_matches = *test;
    filter.m_isAdvanced = parser.isAdvanced;
    return filter;
}

} // namespace bg
