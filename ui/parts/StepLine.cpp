// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/StepLine.h"

#include "ui/parts/MarkLabel.h"
#include "ui/parts/Text.h"
#include "ui/words/ErrorText.h"
#include "ui/words/Words.h"

#include <QGridLayout>
#include <QLocale>

namespace bg {

StepLine::StepLine(QWidget *parent)
    : QWidget(parent), m_mark(new MarkLabel(Mark::Open)), m_title(makeText({})), m_detail(makeText({}, Tone::Muted)),
      m_words(makeText({}, Tone::Muted)), m_bar(new QProgressBar),
      m_fold(makeLink(tr("Details"), QStringLiteral("stepDetails")))
{
    m_bar->setTextVisible(false);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_words->hide();
    m_fold->setCheckable(true);
    m_fold->hide();
    connect(m_fold, &QPushButton::toggled, this, [this](bool isOpen) {
        m_words->setVisible(isOpen);
        Q_EMIT resized();
    });
    auto *rows = new QGridLayout(this);
    rows->setContentsMargins(0, 4, grid, 6);
    rows->setHorizontalSpacing(12);
    rows->setVerticalSpacing(1);
    rows->addWidget(m_mark, 0, 0, 2, 1, Qt::AlignTop);
    rows->addWidget(m_title, 0, 1);
    rows->addWidget(m_fold, 0, 2, 2, 1, Qt::AlignTop);
    rows->addWidget(m_detail, 1, 1);
    rows->addWidget(m_bar, 2, 1, 1, 2);
    rows->addWidget(m_words, 3, 1, 1, 2);
    rows->setColumnStretch(1, 1);
}

void StepLine::show(const StepRow &row)
{
    using Phase = StepStatus::Phase;
    const StepStatus &status = row.status;
    m_mark->setMark(markOf(status.phase));
    m_title->setText(stepTitle(status.step, status.subject));
    setTone(m_title, status.phase == Phase::Waiting ? Tone::Muted : Tone::Plain);
    QString detail = stepDetail(status);
    if (status.phase == Phase::Done)
        detail
            += QStringLiteral(" · ") + QLocale().toString(row.changed.toLocalTime().time(), QStringLiteral("HH:mm:ss"));
    if (status.error) {
        const ErrorText text = ErrorText::of(*status.error);
        detail = text.happened + QLatin1Char(' ') + text.remedy;
        m_words->setText(errorDetails(*status.error));
    }
    m_fold->setVisible(status.error.has_value());
    m_fold->setAccessibleName(tr("Details: %1").arg(m_title->text()));
    m_detail->setText(detail);
    const bool isCounting = status.total > 0 && (status.phase == Phase::Working || status.phase == Phase::Settling);
    m_bar->setVisible(isCounting);
    m_bar->setAccessibleName(m_title->text());
    m_bar->setRange(0, std::max(status.total, 1));
    m_bar->setValue(status.done);
}

QString StepLine::spoken() const
{
    return tr("%1, %2").arg(m_title->text(), m_detail->text());
}

} // namespace bg
