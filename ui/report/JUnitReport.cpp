// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/VisibleText.h"
#include "ui/report/Reports.h"

#include <QXmlStreamWriter>

namespace bg {

namespace {

// XML 1.0 has no way to write most control characters.
QString xmlText(const QString &text)
{
    return visibleText(text);
}

void writeCase(QXmlStreamWriter &xml, const QJsonObject &finding, Severity failOn)
{
    const auto text = [&](const char *member) { return xmlText(finding[QLatin1String(member)].toString()); };
    const QString subject = text("subject");
    xml.writeStartElement(QStringLiteral("testcase"));
    xml.writeAttribute(QStringLiteral("classname"), text("id"));
    xml.writeAttribute(QStringLiteral("name"), subject.isEmpty() ? text("headline")
                                                                 : text("headline") + QStringLiteral(" [%1]").arg(subject));
    if (severityOf(finding) >= failOn) {
        xml.writeStartElement(QStringLiteral("failure"));
        xml.writeAttribute(QStringLiteral("type"), text("severity"));
        xml.writeAttribute(QStringLiteral("message"), text("remedy"));
        QStringList requirements;
        for (const QJsonValue &number : finding[QLatin1String("requirements")].toArray())
            requirements.append(number.toString());
        xml.writeCharacters(QStringLiteral("%1\n%2 (%3)").arg(text("evidence"), requirements.join(QLatin1Char(' ')), text("change")));
        xml.writeEndElement();
    } else if (isNotSeen(finding)) {
        xml.writeStartElement(QStringLiteral("skipped"));
        xml.writeAttribute(QStringLiteral("message"), text("remedy"));
        xml.writeEndElement();
    }
    xml.writeEndElement();
}

void writeSuite(QXmlStreamWriter &xml, const TenantReport &tenant, const CheckResult &result)
{
    QList<QJsonObject> cases;
    int failures = 0, skipped = 0;
    for (const QJsonValue &value : tenant.report()[QLatin1String("findings")].toArray()) {
        const QJsonObject finding = value.toObject();
        if (finding[QLatin1String("change")].toString() == QLatin1String("gone"))
            continue;
        cases.append(finding);
        failures += severityOf(finding) >= result.failOn;
        skipped += severityOf(finding) < result.failOn && isNotSeen(finding);
    }
    xml.writeStartElement(QStringLiteral("testsuite"));
    xml.writeAttribute(QStringLiteral("name"), xmlText(tenant.title()));
    xml.writeAttribute(QStringLiteral("tests"), QString::number(cases.size() + !tenant.isChecked()));
    xml.writeAttribute(QStringLiteral("failures"), QString::number(failures));
    xml.writeAttribute(QStringLiteral("errors"), QString::number(!tenant.isChecked()));
    xml.writeAttribute(QStringLiteral("skipped"), QString::number(skipped));
    xml.writeAttribute(QStringLiteral("time"), QString::number(tenant.seconds, 'f', 3));
    xml.writeAttribute(QStringLiteral("timestamp"), result.started.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")));
    for (const QJsonObject &finding : cases)
        writeCase(xml, finding, result.failOn);
    if (const auto &trouble = tenant.trouble) {
        xml.writeStartElement(QStringLiteral("testcase"));
        xml.writeAttribute(QStringLiteral("classname"), QStringLiteral("check"));
        xml.writeAttribute(QStringLiteral("name"), xmlText(tenant.tenant));
        xml.writeStartElement(QStringLiteral("error"));
        xml.writeAttribute(QStringLiteral("type"), trouble->kind);
        xml.writeAttribute(QStringLiteral("message"), xmlText(trouble->headline));
        xml.writeCharacters(xmlText(trouble->remedy + QLatin1Char('\n') + trouble->serviceMessage));
        xml.writeEndElement();
        xml.writeEndElement();
    }
    xml.writeEndElement();
}

} // namespace

bool writeJUnit(const CheckResult &result, QIODevice &to)
{
    QXmlStreamWriter xml(&to);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(QStringLiteral("testsuites"));
    xml.writeAttribute(QStringLiteral("name"), QStringLiteral("breakglass-wizard"));
    for (const TenantReport &tenant : result.tenants)
        writeSuite(xml, tenant, result);
    xml.writeEndDocument();
    return !xml.hasError();
}

} // namespace bg
