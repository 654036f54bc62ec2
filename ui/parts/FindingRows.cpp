// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/FindingRows.h"

#include "ui/look/Look.h"
#include "ui/parts/FindingRow.h"
#include "ui/parts/UnmadeRows.h"

#include <QElapsedTimer>
#include <QMultiHash>

#include <algorithm>

namespace bg {

namespace {
constexpr int rowsOfBlock = 50;
constexpr int firstRows = 12; // more than a page shows
constexpr qint64 sliceMilliseconds = 6;
constexpr int guessedHeight = 60; // of a card with one line of meaning

QString keyOf(const Finding &finding)
{
    return finding.id + QLatin1Char('\n') + finding.subject();
}
} // namespace

FindingRows::FindingRows(QWidget *parent)
    : QWidget(parent), m_column(new QVBoxLayout(this)), m_rest(new UnmadeRows(this))
{
    m_column->setContentsMargins(0, 0, 0, grid / 2);
    m_column->setSpacing(grid);
    m_column->addWidget(m_rest);
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &FindingRows::makeSlice);
    connect(m_rest, &UnmadeRows::seen, &m_soon, qOverload<>(&QTimer::start));
    connect(m_rest, &UnmadeRows::reached, this, [this] {
        const auto before = m_rows.size();
        makeSlice();
        if (before < m_rows.size())
            m_rows[before]->tabStops().first()->setFocus(Qt::TabFocusReason);
    });
}

void FindingRows::show(const QList<Finding> &findings)
{
    if (findings == m_findings)
        return;
    qsizetype same = 0;
    const qsizetype most = std::min(m_rows.size(), findings.size());
    while (same < most && m_findings[same] == findings[same])
        ++same;
    // Behind the first difference a card is found again by what it is about.
    QMultiHash<QString, qsizetype> spare;
    const QList<FindingRow *> made = m_rows;
    for (qsizetype i = same; i < made.size(); ++i)
        spare.insert(keyOf(m_findings[i]), i);
    m_rows.resize(same);
    for (qsizetype i = same, fresh = 0; i < findings.size() && !spare.isEmpty() && fresh < firstRows; ++i) {
        const auto alike = spare.values(keyOf(findings[i]));
        const auto kept = std::find_if(alike.begin(), alike.end(),
                                       [&](qsizetype old) { return m_findings[old] == findings[i]; });
        if (kept != alike.end())
            spare.remove(keyOf(findings[i]), *kept);
        else
            ++fresh;
        append(kept != alike.end() ? made[*kept] : make(findings[i]));
    }
    for (const qsizetype old : std::as_const(spare))
        delete made[old];
    m_findings = findings;
    fitRest();
    if (m_rows.size() < firstRows)
        m_soon.start();
}

bool FindingRows::isRestWanted() const
{
    return m_rows.size() < m_findings.size()
        && ((isVisibleTo(parentWidget()) && m_rows.size() < firstRows) || !m_rest->visibleRegion().isEmpty()
            || m_rest->hasFocus());
}

void FindingRows::makeSlice()
{
    if (!isRestWanted())
        return;
    QElapsedTimer slice;
    slice.start();
    do
        append(make(m_findings[m_rows.size()]));
    while (m_rows.size() < m_findings.size() && slice.elapsed() < sliceMilliseconds);
    fitRest();
    m_soon.start();
}

FindingRow *FindingRows::make(const Finding &finding)
{
    auto *row = new FindingRow(finding);
    connect(row, &FindingRow::activationChosen, this, &FindingRows::activationChosen);
    connect(row, &FindingRow::repairChosen, this, &FindingRows::repairChosen);
    return row;
}

void FindingRows::append(FindingRow *row)
{
    const qsizetype block = m_rows.size() / rowsOfBlock;
    if (block == m_blocks.size()) {
        auto *rows = new QWidget;
        m_blocks.append(new QVBoxLayout(rows));
        m_blocks.last()->setContentsMargins(0, 0, 0, 0);
        m_blocks.last()->setSpacing(grid);
        m_column->insertWidget(int(block), rows);
    }
    m_blocks[block]->insertWidget(int(m_rows.size() % rowsOfBlock), row);
    // The room of the rows holds their place among what else the page has.
    QWidget *before = m_rows.isEmpty() ? static_cast<QWidget *>(m_rest) : m_rows.last()->tabStops().last();
    for (QWidget *stop : row->tabStops()) {
        setTabOrder(before, stop);
        before = stop;
    }
    setTabOrder(before, m_rest);
    m_rows.append(row);
}

void FindingRows::fitRest()
{
    for (qsizetype block = 0; block < m_blocks.size(); ++block)
        m_blocks[block]->parentWidget()->setVisible(block * rowsOfBlock < m_rows.size());
    m_rest->setCount(int(m_findings.size() - m_rows.size()),
                     m_rows.isEmpty() ? guessedHeight : m_rows.last()->sizeHint().height() + grid);
}

} // namespace bg
