// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/VisibleText.h"
#include "resources/Resources.h"
#include "ui/report/Reports.h"

#include <QCryptographicHash>
#include <QLocale>
#include <QMap>

namespace bg {

namespace {

// Text that others wrote, safe between tags and within a quoted attribute.
QString escaped(const QString &text)
{
    return visibleText(text).toHtmlEscaped().replace(QLatin1Char('\''), QLatin1String("&#39;"));
}

using Values = QMap<QString, QString>;

// The parts of resources/report/page.html, each with {names} in it.
class PageParts {
public:
    PageParts()
    {
        const QString whole = QString::fromUtf8(resource(QStringLiteral("report/page.html")));
        for (const QString &part : whole.split(QStringLiteral("<!--part "), Qt::SkipEmptyParts)) {
            const qsizetype end = part.indexOf(QLatin1String("-->\n"));
            m_parts[part.left(end)] = part.mid(end + 4);
        }
    }
    // Every value is text, but those in `markup`, which are our own. In one pass: a value that looks like a name stays.
    QString filled(const QString &part, const Values &values, const Values &markup = {}) const
    {
        const QString text = m_parts.value(part);
        QString out;
        qsizetype from = 0;
        for (qsizetype open = text.indexOf(QLatin1Char('{')); open >= 0; open = text.indexOf(QLatin1Char('{'), from)) {
            const qsizetype close = text.indexOf(QLatin1Char('}'), open);
            const QString name = text.mid(open + 1, close - open - 1);
            out += QStringView(text).mid(from, open - from);
            out += markup.contains(name) ? markup.value(name) : escaped(values.value(name));
            from = close + 1;
        }
        return out + text.mid(from);
    }

private:
    QMap<QString, QString> m_parts;
};

QString sha256(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toBase64());
}

QString verdictOf(const TenantReport &tenant, Severity failOn)
{
    if (!tenant.isChecked())
        return QStringLiteral("failed");
    return tenant.gravest() < failOn ? QStringLiteral("fine") : name(tenant.gravest());
}

QString verdictText(const QString &verdict)
{
    if (verdict == QLatin1String("failed"))
        return QStringLiteral("not checked");
    return verdict == QLatin1String("fine") ? QStringLiteral("nothing open") : verdict;
}

void count(Values &values, const QString &name, int number)
{
    values[name] = QString::number(number);
    values[name + QStringLiteral("Class")] = number == 0 ? QStringLiteral("zero") : QString();
}

Values valuesOf(const TenantReport &tenant, qsizetype index, Severity failOn)
{
    Values values;
    values[QStringLiteral("index")] = QString::number(index);
    values[QStringLiteral("title")] = tenant.title();
    values[QStringLiteral("domain")] = tenant.domain();
    values[QStringLiteral("tenantId")] = tenant.tenantId();
    values[QStringLiteral("tags")] = tenant.tags.join(QLatin1Char('\n'));
    values[QStringLiteral("tagText")] = tenant.tags.join(QStringLiteral(", "));
    values[QStringLiteral("seconds")] = QString::number(tenant.seconds, 'f', 1);
    values[QStringLiteral("requests")] = QString::number(tenant.requests);
    values[QStringLiteral("verdict")] = verdictOf(tenant, failOn);
    values[QStringLiteral("verdictText")] = verdictText(verdictOf(tenant, failOn));
    values[QStringLiteral("fine")] = QString::number(tenant.count(Severity::Fine));
    for (const Severity severity : { Severity::Note, Severity::Advice, Severity::Warning, Severity::Stop })
        count(values, name(severity), tenant.count(severity));
    count(values, QStringLiteral("notSeen"), tenant.notSeen());
    count(values, QStringLiteral("new"), tenant.count("new"));
    count(values, QStringLiteral("gone"), tenant.count("gone"));
    return values;
}

QString findingPart(const PageParts &parts, const QJsonObject &finding)
{
    Values values;
    for (const char *member : { "id", "subject", "severity", "change", "headline", "remedy", "evidence" })
        values[QLatin1String(member)] = finding[QLatin1String(member)].toString();
    QStringList requirements;
    for (const QJsonValue &number : finding[QLatin1String("requirements")].toArray())
        requirements.append(number.toString());
    values[QStringLiteral("requirements")] = requirements.join(QLatin1Char(' '));
    const QString change = values.value(QStringLiteral("change"));
    Values markup{ { QStringLiteral("changeMark"), {} }, { QStringLiteral("unseenMark"), {} } };
    if (change == QLatin1String("new") || change == QLatin1String("gone"))
        markup[QStringLiteral("changeMark")] = QStringLiteral(" <span class=\"mark %1\">%1</span>").arg(change);
    if (isNotSeen(finding))
        markup[QStringLiteral("unseenMark")] = QStringLiteral(" <span class=\"mark unseen\">not seen</span>");
    return parts.filled(QStringLiteral("finding"), values, markup);
}

QString tenantPart(const PageParts &parts, const TenantReport &tenant, qsizetype index, Severity failOn)
{
    const QJsonObject report = tenant.report();
    Values values = valuesOf(tenant, index, failOn);
    const QDateTime before
        = QDateTime::fromString(report[QLatin1String("previous")][QLatin1String("finished")].toString(), Qt::ISODate);
    values[QStringLiteral("previous")] = before.isValid()
        ? before.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm"))
        : QStringLiteral("nothing, this is the first check here");
    QString page = parts.filled(QStringLiteral("tenant"), values);
    for (const QJsonValue &finding : report[QLatin1String("findings")].toArray())
        if (severityOf(finding.toObject()) > Severity::Fine)
            page += findingPart(parts, finding.toObject());
    if (const auto &trouble = tenant.trouble)
        page += parts.filled(QStringLiteral("trouble"),
                             { { QStringLiteral("headline"), trouble->headline },
                               { QStringLiteral("remedy"), trouble->remedy },
                               { QStringLiteral("kind"), trouble->kind },
                               { QStringLiteral("serviceCode"), trouble->serviceCode },
                               { QStringLiteral("serviceMessage"), trouble->serviceMessage },
                               { QStringLiteral("requestId"), trouble->requestId } });
    return page + parts.filled(QStringLiteral("tenantEnd"), {});
}

QString headPart(const PageParts &parts, const CheckResult &result, const QByteArray &style, const QByteArray &script)
{
    int clean = 0, notChecked = 0, fresh = 0, gone = 0, notSeen = 0;
    for (const TenantReport &tenant : result.tenants) {
        clean += tenant.isChecked() && tenant.gravest() < result.failOn;
        notChecked += !tenant.isChecked();
        fresh += tenant.count("new");
        gone += tenant.count("gone");
        notSeen += tenant.notSeen();
    }
    const int total = int(result.tenants.size());
    Values values{ { QStringLiteral("styleHash"), sha256(style) },
                   { QStringLiteral("scriptHash"), sha256(script) },
                   { QStringLiteral("finished"), result.finished.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm")) },
                   { QStringLiteral("program"), result.program } };
    for (const auto &[name, number] : std::initializer_list<std::pair<const char *, int>>{
             { "total", total },
             { "checked", total - notChecked },
             { "clean", clean },
             { "withFindings", total - clean - notChecked },
             { "notChecked", notChecked },
             { "new", fresh },
             { "gone", gone },
             { "notSeen", notSeen } })
        values[QLatin1String(name)] = QString::number(number);
    return parts.filled(QStringLiteral("head"), values, { { QStringLiteral("style"), QString::fromUtf8(style) } });
}

} // namespace

bool writeHtml(const CheckResult &result, QIODevice &to)
{
    const PageParts parts;
    const QByteArray style = resource(QStringLiteral("report/page.css"));
    const QByteArray script = resource(QStringLiteral("report/page.js"));
    const auto put = [&](const QString &text) {
        const QByteArray bytes = text.toUtf8();
        return to.write(bytes) == bytes.size();
    };
    bool isWritten = put(headPart(parts, result, style, script));
    for (qsizetype i = 0; isWritten && i < result.tenants.size(); ++i)
        isWritten = put(parts.filled(QStringLiteral("row"), valuesOf(result.tenants[i], i, result.failOn)));
    isWritten = isWritten && put(parts.filled(QStringLiteral("middle"), {}));
    for (qsizetype i = 0; isWritten && i < result.tenants.size(); ++i)
        isWritten = put(tenantPart(parts, result.tenants[i], i, result.failOn));
    return isWritten
        && put(parts.filled(QStringLiteral("end"), {}, { { QStringLiteral("script"), QString::fromUtf8(script) } }));
}

} // namespace bg
