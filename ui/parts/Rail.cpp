// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/Rail.h"

#include "ui/PageFlow.h"
#include "ui/models/WizardModel.h"
#include "ui/parts/MarkLabel.h"
#include "ui/parts/Text.h"
#include "ui/words/Words.h"

#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <utility>

namespace bg {

namespace {
constexpr int markRole = Qt::UserRole;
constexpr int pageRole = Qt::UserRole + 1;
constexpr int rowHeight = 34;

class StageDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return { 100, std::max(rowHeight, option.fontMetrics.height() + grid) };
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Look look = Look::of(option.palette);
        const auto mark = Mark(index.data(markRole).toInt());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF box(option.rect.left() + (option.direction == Qt::RightToLeft ? option.rect.width() - 18 : 0),
                         option.rect.center().y() - 8.5, 18, 18);
        paintIcon(*painter, box, iconName(mark), colorOf(mark, look), look.rail);
        const bool isHere = mark == Mark::Current;
        painter->setFont(scaled(option.font, Size::Text, isHere));
        painter->setPen(isHere ? look.text : look.muted);
        const QRect text = option.direction == Qt::RightToLeft ? option.rect.adjusted(0, 0, -30, 0)
                                                               : option.rect.adjusted(30, 0, 0, 0);
        const QString elided = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, text.width());
        painter->drawText(text, int(Qt::AlignVCenter | Qt::AlignLeading), elided);
        painter->restore();
    }
};
} // namespace

Rail::Rail(WizardModel &model, QWidget *parent) : QWidget(parent), m_model(model), m_list(new QListWidget)
{
    setObjectName(QStringLiteral("railColumn"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(25 * grid);
    m_list->setObjectName(QStringLiteral("rail"));
    m_list->setAccessibleName(tr("Stages"));
    m_list->setItemDelegate(new StageDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *title = makeText(tr("Break-Glass Wizard"), Tone::Plain, Size::Text, true);
    m_foot = makeText({}, Tone::Muted);
    m_foot->setObjectName(QStringLiteral("railFoot"));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 3 * grid, grid, 2 * grid);
    column->setSpacing(2 * grid);
    column->addWidget(title);
    column->addWidget(m_list, 1);
    column->addWidget(m_foot);

    for (const auto signal : { &WizardModel::choicesChanged, &WizardModel::tenantChanged, &WizardModel::runChanged,
                               &WizardModel::recordReady, &WizardModel::readinessChanged, &WizardModel::proofChanged })
        connect(&m_model, signal, this, &Rail::refresh);
    refresh();
}

void Rail::show(PageId page)
{
    m_page = page;
    refresh();
}

Mark Rail::markOf(PageId stage) const
{
    const bool isBehind = m_pages.indexOf(stage) < m_pages.indexOf(m_page);
    if (stage == PageId::Tenant && m_model.tenant().value && m_model.tenant().value->isStopped() && stage != m_page)
        return Mark::Attention;
    if (stage == PageId::Work && isBehind && m_model.run().hasFailures())
        return Mark::Attention;
    if (isBehind && m_model.record())
        return markFromRecord(stage, *m_model.record());
    return isBehind ? Mark::Done : stage == m_page ? Mark::Current : Mark::Open;
}

// A stage that was passed is not one that was done: a run that ended early leaves work and paper undone.
Mark Rail::markFromRecord(PageId stage, const RunRecord &record) const
{
    const bool isUndone = stage == PageId::Paper && record.mode == Mode::Drill ? !m_model.drill().isLinePutAway()
        : stage == PageId::Work || stage == PageId::Paper                      ? !record.isWhole()
        : stage == PageId::Proof                                               ? !areAllTested(record)
                                                                               : false;
    return isUndone ? Mark::Attention : Mark::Done;
}

bool Rail::areAllTested(const RunRecord &record) const
{
    for (int account = 0; account < record.accounts.size(); ++account)
        if (!m_model.proof(account).value)
            return false;
    return !record.accounts.isEmpty();
}

// The stages of the mode: its pages without the first, where it is chosen, and the last, where nothing is left to do.
void Rail::fill()
{
    m_list->clear();
    for (const PageId page : m_pages.mid(1, m_pages.size() - 2)) {
        auto *item = new QListWidgetItem(stageName(page), m_list);
        item->setData(pageRole, int(page));
        item->setFlags(Qt::ItemIsEnabled);
    }
}

void Rail::refresh()
{
    const QList<PageId> pages = pagesOf(m_model.mode(), m_model.desired());
    if (std::exchange(m_pages, pages) != pages)
        fill();
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *item = m_list->item(row);
        const auto page = PageId(item->data(pageRole).toInt());
        const Mark mark = markOf(page);
        item->setData(markRole, int(mark));
        item->setData(Qt::AccessibleTextRole, tr("%1, %2").arg(item->text(), wordOf(mark)));
    }
    const QString run = m_model.record() ? m_model.record()->runId : QString();
    m_foot->setText(run.isEmpty() ? modeName(m_model.mode()) : tr("%1 · run %2").arg(modeName(m_model.mode()), run));
}

} // namespace bg
