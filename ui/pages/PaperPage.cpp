// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/PaperPage.h"

#include "ui/parts/ErrorCard.h"
#include "ui/parts/MarkLabel.h"
#include "ui/parts/SheetView.h"
#include "ui/parts/TypeBackRow.h"
#include "ui/words/ForeignText.h"
#include "ui/words/Words.h"

#include <QFileDialog>
#include <QHBoxLayout>

namespace bg {

PaperPage::PaperPage(WizardModel &model, PrintService &service)
    : Page(PageId::Paper, QStringLiteral("paper"), model), m_workflow(model, service), m_view(new SheetView)
{
    m_waiting = new QWidget;
    auto *waiting = new QVBoxLayout(m_waiting);
    waiting->setContentsMargins(0, 0, 0, 0);
    waiting->setSpacing(grid + grid / 2);
    waiting->addLayout(m_done = new QVBoxLayout);
    waiting->addWidget(m_waitingText = makeText({}, Tone::Muted));
    waiting->addStretch(1);
    m_done->setSpacing(grid);
    m_body->addWidget(m_waiting, 1);

    m_work = new QWidget;
    auto *columns = new QHBoxLayout(m_work);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(2 * grid);
    auto *left = new QVBoxLayout;
    left->setSpacing(grid);
    left->addWidget(m_view, 1);
    m_hold = makeButton(tr("Hold to show"), QStringLiteral("holdToShow"));
    left->addWidget(m_hold);
    columns->addLayout(left, 1);
    columns->addLayout(makeRoute(), 1);
    m_body->addWidget(m_work, 1);

    connect(m_hold, &QPushButton::pressed, this, [this] { m_workflow.hold(true); });
    connect(m_hold, &QPushButton::released, this, [this] { m_workflow.hold(false); });
    connect(&m_workflow, &SheetWorkflow::sheetPageChanged, this, &PaperPage::showSheetPage);
    connect(&m_workflow, &SheetWorkflow::previewChanged, this, [this] { m_view->show(m_workflow.preview().copy()); });
    connect(&m_workflow, &SheetWorkflow::printersChanged, this, &PaperPage::showPrinters);
    connect(&m_workflow, &SheetWorkflow::printedChanged, this, &PaperPage::showState);
    connect(&m_model, &WizardModel::recordReady, this, &PaperPage::showSheetPage);
    showSheetPage();
    showPrinters();
}

QLayout *PaperPage::makeRoute()
{
    auto *column = new QVBoxLayout;
    column->setSpacing(grid);
    column->addWidget(m_which = makeText({}, Tone::Plain, Size::Lead, true));
    m_which->setObjectName(QStringLiteral("sheetTitle"));
    auto *label = makeText(tr("Printer"), Tone::Muted);
    auto *row = new QHBoxLayout;
    row->setSpacing(grid);
    m_printer = new QComboBox;
    m_printer->setObjectName(QStringLiteral("printer"));
    m_printer->setAccessibleName(tr("Printer"));
    m_printer->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_printer->setMinimumContentsLength(6);
    label->setBuddy(m_printer);
    m_print = makeButton(tr("Print this sheet"), QStringLiteral("print"));
    row->addWidget(m_printer, 1);
    row->addWidget(m_print);
    column->addWidget(label);
    column->addLayout(row);
    column->addWidget(m_judgement = makeText({}, Tone::Muted));
    m_byHand = new QCheckBox(tr("Write the secret by hand"));
    m_byHand->setAccessibleDescription(tr("Blank boxes are printed; the secret reaches no printer."));
    m_byHand->setToolTip(plainToolTip(m_byHand->accessibleDescription()));
    m_byHand->setObjectName(QStringLiteral("byHand"));
    column->addWidget(m_byHand);
    m_export = makeLink(tr("Save as PDF instead"), QStringLiteral("exportPdf"));
    column->addWidget(m_export, 0, Qt::AlignLeft);
    column->addWidget(m_error = new ErrorCard);
    column->addWidget(m_printed = makeText({}, Tone::Ok));
    column->addWidget(m_typeBack = new TypeBackRow);
    column->addStretch(1);
    m_putAway = makeButton({}, QStringLiteral("putAway"));
    column->addWidget(m_putAway, 0, Qt::AlignLeft);

    connect(m_printer, &QComboBox::currentIndexChanged, this, &PaperPage::showState);
    connect(m_print, &QPushButton::clicked, this, [this] {
        const auto printers = m_workflow.printers().value.value_or(QList<Printer>());
        if (m_printer->currentIndex() >= 0 && m_printer->currentIndex() < printers.size())
            m_workflow.print(printers[m_printer->currentIndex()]);
    });
    connect(m_byHand, &QCheckBox::toggled, &m_workflow, &SheetWorkflow::writeByHand);
    connect(m_export, &QPushButton::clicked, this, &PaperPage::savePdf);
    connect(m_typeBack, &TypeBackRow::checked, this, &PaperPage::showState);
    connect(m_putAway, &QPushButton::clicked, &m_workflow, &SheetWorkflow::putAway);
    return column;
}

QAbstractButton *PaperPage::primary() const
{
    if (!m_workflow.sheetPage())
        return nullptr;
    return m_putAway->isEnabled() ? m_putAway : m_print;
}

void PaperPage::initializePage()
{
    m_workflow.readPrinters();
    showSheetPage();
}

void PaperPage::showSheetPage()
{
    const SheetPage *sheetPage = m_workflow.sheetPage();
    m_work->setVisible(sheetPage);
    m_waiting->setVisible(!sheetPage);
    setHeading(sheetPage                   ? tr("One sheet at a time")
                   : m_model.record() ? tr("All paper is put away")
                                      : tr("Paper"),
               sheetPage && sheetPage->mayStayUnprinted()
                   ? tr("Print it, or write it by hand: it goes to the access record in the safe. It holds no secret.")
                   : sheetPage && sheetPage->kind() == SheetKind::OneTime
                   ? tr("Print it, read it back, fold it and bring it to its owner. The secret is let go when it is "
                        "put away.")
                   : sheetPage ? tr("Print it, read it back, seal it. The secret is let go when the sheet is put away.")
                   : m_model.record() ? tr("The wizard has let every secret go.")
                                      : tr("Sealed sheets, PIN sheets, and what goes beside them."));
    m_waitingText->setText(!m_model.record() ? tr("The next sheet is being made ready.")
                               : m_model.mode() == Mode::Drill || m_model.mode() == Mode::Repair
                               ? tr("Go on.")
                               : tr("Go on to the proof."));
    m_typeBack->show(m_workflow.typeBack());
    if (!sheetPage) {
        clear(m_done);
        for (const QString &title : m_workflow.done()) {
            auto *row = new QHBoxLayout;
            row->setSpacing(grid + grid / 2);
            row->addWidget(new MarkLabel(Mark::Done, 20), 0, Qt::AlignTop);
            row->addWidget(makeText(title), 1);
            m_done->addLayout(row);
        }
        m_view->show({});
        return Q_EMIT primaryChanged();
    }
    m_which->setText(sheetPage->title());
    m_hold->setVisible(sheetPage->isSecret());
    m_byHand->setVisible(sheetPage->isSecret());
    showState();
}

void PaperPage::showPrinters()
{
    const auto &printers = m_workflow.printers();
    m_printer->clear();
    if (printers.value)
        for (const Printer &printer : *printers.value) {
            const QString shown = printer.description.isEmpty() ? printer.name : printer.description;
            m_printer->addItem(printer.trust == Trust::Allowed ? shown
                                                               : tr("%1 · %2").arg(shown, printerKind(printer.trust)));
            if (printer.isDefault && printer.trust != Trust::Refused)
                m_printer->setCurrentIndex(m_printer->count() - 1);
        }
    if (!m_printer->count())
        m_printer->addItem(printers.isRunning ? tr("Looking for printers") : tr("No printer found"));
    showState();
}

void PaperPage::showState()
{
    const auto printers = m_workflow.printers().value.value_or(QList<Printer>());
    const bool hasPrinter = m_printer->currentIndex() >= 0 && m_printer->currentIndex() < printers.size();
    const Printer printer = hasPrinter ? printers[m_printer->currentIndex()] : Printer();
    const SheetPage *sheetPage = m_workflow.sheetPage();
    const bool isSecret = sheetPage && sheetPage->isSecret() && !m_workflow.isByHand();
    m_judgement->setText(hasPrinter ? printerWarning(printer.reason)
                                    : tr("Connect a printer by cable, or write the sheet by hand."));
    setTone(m_judgement,
            !hasPrinter || printer.trust == Trust::Allowed ? Tone::Muted
                : printer.trust == Trust::Warned           ? Tone::Warning
                                                           : Tone::Stop);
    m_print->setEnabled(hasPrinter && !m_workflow.isBusy() && !(isSecret && printer.trust == Trust::Refused));
    m_printer->setEnabled(hasPrinter);
    m_export->setEnabled(!m_workflow.isBusy());

    const auto &printed = m_workflow.printed();
    m_error->setVisible(false);
    if (printed.error)
        m_error->show(*printed.error);
    m_printed->setVisible(printed.isRunning || printed.value);
    m_printed->setText(printed.isRunning               ? tr("Printing")
                           : !printed.value            ? QString()
                           : printed.value->jobId == 0 ? tr("Saved. Delete the file once it is on paper.")
                           : printed.value->isPurged
                           ? tr("Printed, and the print system has forgotten it.")
                           : tr("Printed. The print system may keep it for a day: %1").arg(printed.value->remains));
    const bool isLast = m_workflow.number() == m_workflow.count();
    m_putAway->setText(!sheetPage                                    ? QString()
                           : sheetPage->mayStayUnprinted()           ? tr("It is in the access record")
                           : sheetPage->kind() == SheetKind::OneTime ? tr("It is folded and put away")
                           : sheetPage->isSecret()                   ? tr("It is sealed: next sheet")
                           : isLast                             ? tr("It is put away: that was the last")
                                                                : tr("It is put away: next sheet"));
    m_putAway->setEnabled(m_workflow.isSheetPageDone());
    Q_EMIT primaryChanged();
}

void PaperPage::savePdf()
{
    auto *dialog = new QFileDialog(this, tr("Save as PDF: the file holds what the paper holds"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // an existing file is refused anyway
    dialog->setDefaultSuffix(QStringLiteral("pdf"));
    dialog->setNameFilter(tr("PDF (*.pdf)"));
    connect(dialog, &QFileDialog::fileSelected, &m_workflow, &SheetWorkflow::exportPdf);
    dialog->open();
}

} // namespace bg
