// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Error.h"
#include "app/practice/Visitor.h"
#include "ui/models/Question.h"
#include "ui/models/WizardModel.h"
#include "ui/program/ScriptedPins.h"

#include <QObject>

#include <map>
#include <mutex>
#include <set>

namespace bg {

// Answers the run's questions in a person's place: reads and chooses PINs, says yes, puts sheets away as PDF. Lives on
// the GUI thread.
class ScriptedOperator final : public QObject {
    Q_OBJECT

public:
    explicit ScriptedOperator(WizardModel &model) : m_model(model) { }

    // Each question once. `folder`: where its sheet goes; must exist.
    void answer(const QuestionPtr &question, const QString &folder);
    // The sheets of that run are in the safe now, and the keys take what stands on them.
    void runIsOver() { m_pins.runIsOver(); }
    // Who opens that sign-in address in the practice browser: an emergency account that it asks for and whose sheet was
    // put away here, else the operator. From any thread.
    Visitor visitorAt(const QUrl &address) const;

Q_SIGNALS:
    // A sheet is on the desk, and lies there for as long as this takes.
    void sheetShown();
    void failed(const bg::Error &error);

private:
    void answerPin(const Question &question);
    void answerTrouble(const Question &question);
    void remember(const SheetQuestion &sheet);
    void answerSheet(const QuestionPtr &question, const QString &folder);

    WizardModel &m_model;
    ScriptedPins m_pins;
    std::set<int> m_answered;
    std::set<QString> m_troubles; // kind and subject, met before
    mutable std::mutex m_mutex;
    std::map<QString, Secret> m_passwords; // on the newest sheets, by user principal name
    Worker m_sheets;
};

} // namespace bg
