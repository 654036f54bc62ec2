// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/AlertsModel.h"
#include "ui/pages/Page.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>

namespace bg {

class ErrorCard;

// Whether, where and for whom alerts are made when an account is used.
class AlertsPage final : public Page {
    Q_OBJECT

public:
    explicit AlertsPage(WizardModel &model);
    void initializePage() override;

private:
    enum Way { Deploy, Files, Nothing };

    QWidget *makeWays();
    QWidget *makeHome();
    QWidget *makeReceivers();
    template <typename Field> Field *addRow(QGridLayout *grid, const QString &label, const QString &name);
    void read();
    void edit();
    void refresh();
    void showTargets(const AlertChoice &choice);
    void showLines(const AlertChoice &choice);
    QString openQuestions(const AlertChoice &choice) const;

    AlertsModel &m_alerts;
    QButtonGroup m_ways;
    QWidget *m_reading, *m_details;
    QVBoxLayout *m_impossible, *m_lines;
    ErrorCard *m_error;
    QComboBox *m_subscription, *m_workspace, *m_resourceGroup, *m_location;
    QCheckBox *m_sentinel;
    QLineEdit *m_emails, *m_sms, *m_voice, *m_webhooks;
    QLabel *m_open, *m_cost;
};

} // namespace bg
