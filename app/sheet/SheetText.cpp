// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/SheetText.h"

#include "resources/Resources.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QLocale>

#include <algorithm>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

const QString shortLine(10, u'_');
const QString longLine(24, u'_');

QString known(const QString &language)
{
    const QString base = language.section(u'_', 0, 0).section(u'-', 0, 0).toLower();
    return SheetText::languages().contains(base) ? base : u"en"_s;
}

QJsonObject table(const QString &language)
{
    return QJsonDocument::fromJson(resource(u"sheet/%1.json"_s.arg(language))).object();
}

QString written(const QVariant &value, const QString &language, const QJsonObject &texts)
{
    const QLocale locale(language == u"en" ? u"en_GB"_s : language);
    switch (value.typeId()) {
    case QMetaType::QDate:
        if (!value.toDate().isValid())
            return shortLine;
        return locale.toString(value.toDate(), texts[u"dateFormat"].toString());
    case QMetaType::QDateTime: {
        const QDateTime when = value.toDateTime().toUTC();
        return locale.toString(when.date(), texts[u"dateFormat"].toString()) + when.time().toString(u" HH:mm 'UTC'"_s);
    }
    case QMetaType::QStringList: {
        QStringList items;
        for (const QString &item : value.toStringList())
            if (!item.trimmed().isEmpty())
                items << isolated(item);
        return orLine(items.join(texts[u"or"].toString()));
    }
    case QMetaType::Int:
        return locale.toString(value.toInt());
    default:
        return isolated(value.toString());
    }
}

QString filled(const QJsonObject &texts, const QString &language, const QString &key, const QVariantMap &values)
{
    QString sentence = texts[key].toString();
    for (auto value = values.begin(); value != values.end(); ++value) {
        const QString mark = u'{' + value.key() + u'}';
        if (sentence.contains(mark))
            sentence.replace(mark, written(value.value(), language, texts));
    }
    return sentence;
}

} // namespace

SheetText::SheetText(const QString &language, const QString &secondLanguage)
    : m_language(known(language)), m_secondLanguage(secondLanguage.isEmpty() ? QString() : known(secondLanguage)),
      m_first(table(m_language))
{
    if (!m_secondLanguage.isEmpty() && m_secondLanguage != m_language)
        m_second = table(m_secondLanguage);
}

Phrase SheetText::operator()(const QString &key, const QVariantMap &values) const
{
    return { filled(m_first, m_language, key, values),
             m_second.isEmpty() ? QString() : filled(m_second, m_secondLanguage, key, values) };
}

QStringList SheetText::languages()
{
    return { u"en"_s, u"de"_s, u"fr"_s, u"es"_s, u"ja"_s };
}

QString isolated(const QString &text)
{
    const bool runsBack = std::any_of(text.begin(), text.end(), [](QChar c) {
        return c.direction() == QChar::DirR || c.direction() == QChar::DirAL;
    });
    return runsBack ? QChar(0x2068) + text + QChar(0x2069) : text;
}

QString dotted(const QStringList &parts)
{
    QStringList given;
    for (const QString &part : parts)
        if (!part.trimmed().isEmpty())
            given << part;
    return given.join(u" · "_s);
}

QString orLine(const QString &text)
{
    return text.trimmed().isEmpty() ? longLine : text;
}

QString shortened(const QString &text, int longest)
{
    if (text.size() <= longest)
        return text;
    return text.first(longest * 2 / 3) + u'…' + text.last(longest - longest * 2 / 3 - 1);
}

} // namespace bg
