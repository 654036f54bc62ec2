// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/TypeBackRow.h"

#include "ui/parts/MarkLabel.h"
#include "ui/parts/Text.h"
#include "ui/words/ForeignText.h"

#include <QGridLayout>

namespace bg {

TypeBackRow::TypeBackRow(QWidget *parent) : QWidget(parent), m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(6);
}

void TypeBackRow::show(TypeBack *typeBack)
{
    m_typeBack = typeBack;
    m_groups.clear();
    clear(m_rows);
    setVisible(typeBack);
    if (!typeBack)
        return;
    m_rows->addWidget(makeText(tr("Read it back from the paper"), Tone::Plain, Size::Text, true));
    auto *groups = new QGridLayout;
    groups->setHorizontalSpacing(6);
    groups->setVerticalSpacing(6);
    const int perLine = typeBack->groups() > 1 ? 3 : 1;
    for (int i = 0; i < typeBack->groups(); ++i) {
        auto *field = new SecretField;
        field->setObjectName(QStringLiteral("group-%1").arg(i));
        field->setAccessibleName(
            typeBack->component(i) == ' '
                ? tr("Group %1").arg(i + 1)
                : tr("Group %1 of summand %2").arg(i + 1).arg(QLatin1Char(typeBack->component(i))));
        field->setMinimumWidth(7 * grid);
        field->setToolTip(plainToolTip(field->accessibleName()));
        auto *mark = new MarkLabel(Mark::Open, 18);
        connect(field, &SecretField::changed, this, [this, i] { check(i); });
        groups->addWidget(field, i / perLine, (i % perLine) * 2);
        groups->addWidget(mark, i / perLine, (i % perLine) * 2 + 1);
        m_groups.push_back({ field, mark });
    }
    m_rows->addLayout(groups);
}

void TypeBackRow::check(int index)
{
    using Verdict = TypeBack::Verdict;
    const Group &group = m_groups[size_t(index)];
    const Verdict verdict = group.field->compare([&](QByteArrayView typed) { return m_typeBack->type(index, typed); });
    group.mark->setMark(verdict == Verdict::Right ? Mark::Done : verdict == Verdict::Wrong ? Mark::Failed : Mark::Open);
    if (verdict == Verdict::Right && m_typeBack->groups() > 1 && group.field->hasFocus()
        && index + 1 < m_typeBack->groups())
        m_groups[size_t(index) + 1].field->setFocus();
    Q_EMIT checked();
}

} // namespace bg
