// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace bg {

// Reads what Bicep and Terraform write, as far as the exports use it: blocks with labels, members, strings, numbers,
// lists with or without commas, references. A block "resource a 'b' = {...}" or "resource "a" "b" {...}" becomes
// {"_": ["resource", "a", "b"], ...members}. References become {"ref": "a.b"}. `ok` is false after anything else.
class LiteralParser {
public:
    explicit LiteralParser(QString text) : m_text(std::move(text)) { }
    bool ok = true;

    QJsonArray blocks()
    {
        QJsonArray all;
        for (skip(); m_at < m_text.size() && ok; skip()) {
            QJsonArray labels;
            while (ok && peek() != u'{' && peek() != u'\n' && m_at < m_text.size()) {
                if (peek() == u'=') {
                    ++m_at;
                    blank();
                    if (peek() != u'{') { // a plain assignment
                        labels.append(value());
                        break;
                    }
                    continue;
                }
                const QJsonValue label = value();
                labels.append(label.isObject() ? label[QLatin1String("ref")] : label);
                blank();
            }
            QJsonObject block = peek() == u'{' ? object() : QJsonObject();
            block[QStringLiteral("_")] = labels;
            all.append(block);
        }
        return all;
    }

private:
    QChar peek() const { return m_at < m_text.size() ? m_text[m_at] : QChar(); }
    void blank()
    {
        while (peek() == u' ')
            ++m_at;
    }
    void skip()
    {
        while (peek().isSpace() || peek() == u',')
            ++m_at;
    }
    QJsonObject object()
    {
        QJsonObject out;
        ++m_at;
        for (skip(); ok && peek() != u'}'; skip()) {
            const QJsonValue name = peek() == u'\'' || peek() == u'"' ? QJsonValue(string()) : QJsonValue(word());
            blank();
            if (peek() == u'=' || peek() == u':')
                ++m_at;
            else if (peek() != u'{') // a block inside a block has no sign
                ok = false;
            blank();
            ok = ok && !name.toString().isEmpty();
            if (ok)
                out[name.toString()] = value();
        }
        ++m_at;
        return out;
    }
    QJsonArray array()
    {
        QJsonArray out;
        ++m_at;
        for (skip(); ok && peek() != u']'; skip())
            out.append(value());
        ++m_at;
        return out;
    }
    QString string()
    {
        const QChar quote = peek();
        QString out;
        for (++m_at; peek() != quote; ++m_at) {
            if (m_at >= m_text.size() || peek() == u'\n') {
                ok = false;
                return out;
            }
            if (peek() == u'\\') {
                ++m_at;
                out += peek() == u'n' ? QChar(u'\n')
                    : peek() == u't'  ? QChar(u'\t')
                    : peek() == u'r'  ? QChar(u'\r')
                                      : peek();
            } else if (quote == u'"' && (peek() == u'$' || peek() == u'%')
                       && m_text.mid(m_at + 1, 2) == QString(peek()) + u'{') {
                out += peek();
                ++m_at;
            } else {
                out += peek();
            }
        }
        ++m_at;
        return out;
    }
    QString word()
    {
        QString out;
        while (peek().isLetterOrNumber() || peek() == u'_' || peek() == u'.' || peek() == u'-') {
            out += peek();
            ++m_at;
        }
        return out;
    }
    QJsonValue value()
    {
        if (peek() == u'{')
            return object();
        if (peek() == u'[')
            return array();
        if (peek() == u'\'' || peek() == u'"')
            return string();
        const QString text = word();
        if (peek() == u'(') { // a call: its arguments are its value
            const qsizetype end = m_text.indexOf(u')', m_at);
            m_text[m_at] = u'[';
            m_text[end] = u']';
            return array();
        }
        if (text == u"true" || text == u"false")
            return text == u"true";
        if (text == u"null")
            return QJsonValue::Null;
        bool isNumber = false;
        const double number = text.toDouble(&isNumber);
        if (isNumber)
            return number;
        ok = ok && !text.isEmpty();
        return QJsonObject{ { QStringLiteral("ref"), text } };
    }

    QString m_text;
    qsizetype m_at = 0;
};

} // namespace bg
