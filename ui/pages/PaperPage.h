// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/SheetWorkflow.h"
#include "ui/pages/Page.h"

#include <QCheckBox>
#include <QComboBox>

namespace bg {

class ErrorCard;
class SheetView;
class TypeBackRow;

class PaperPage final : public Page {
    Q_OBJECT

public:
    PaperPage(WizardModel &model, PrintService &service);
    void initializePage() override;
    QAbstractButton *primary() const override;
    SheetWorkflow &workflow() { return m_workflow; }

private:
    QLayout *makeRoute();
    void showSheetPage();
    void showPrinters();
    void showState();
    void savePdf();

    SheetWorkflow m_workflow;
    SheetView *m_view;
    QWidget *m_work, *m_waiting;
    QVBoxLayout *m_done;
    QLabel *m_waitingText, *m_which, *m_judgement, *m_printed;
    QComboBox *m_printer;
    QPushButton *m_hold, *m_print, *m_export, *m_putAway;
    QCheckBox *m_byHand;
    ErrorCard *m_error;
    TypeBackRow *m_typeBack;
};

} // namespace bg
