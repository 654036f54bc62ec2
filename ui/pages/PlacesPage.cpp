// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/PlacesPage.h"

#include "ui/parts/ShapeDrawing.h"

#include <QHBoxLayout>
#include <QRadioButton>

namespace bg {

static QVBoxLayout *makeColumn()
{
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    return column;
}

PlacesPage::PlacesPage(WizardModel &model) : Page(PageId::Places, QStringLiteral("places"), model)
{
    setHeading(tr("Places and people"),
               tr("Printed on the sheets, so that a stranger at 3 a.m. knows where to look and whom to ask."));
    auto *columns = new QHBoxLayout;
    columns->setSpacing(3 * grid);
    columns->addLayout(makePlaces(), 1);
    columns->addLayout(makePeople(), 1);
    m_body->addLayout(columns);
    m_body->addSpacing(4);
    m_body->addLayout(makeChoices());
    m_body->addSpacing(grid / 2);
    m_body->addWidget(makeText(tr("How many people does it take to use a password?"), Tone::Plain, Size::Text, true));
    m_body->addWidget(makeShapes());
    m_body->addStretch(1);
    connect(&m_shapes, &QButtonGroup::idClicked, this, &PlacesPage::edit);
    connect(&m_model, &WizardModel::choicesChanged, this, &PlacesPage::refresh);
    refresh();
}

QLayout *PlacesPage::makePlaces()
{
    auto *column = makeColumn();
    column->addWidget(makeText(tr("Places"), Tone::Plain, Size::Text, true));
    m_placeA = makeField(column, tr("Place A: first sheet and its keys"), QStringLiteral("placeA"),
                         tr("Safe, head office, 2nd floor"));
    m_placeB = makeField(column, tr("Place B: second sheet and its keys"), QStringLiteral("placeB"),
                         tr("Bank box, another town"));
    column->addStretch(1);
    return column;
}

QLayout *PlacesPage::makePeople()
{
    auto *column = makeColumn();
    column->addWidget(makeText(tr("People"), Tone::Plain, Size::Text, true));
    m_authorised = makeField(column, tr("May authorise opening, separated by commas"), QStringLiteral("authorisedBy"),
                             tr("Head of IT, Managing director"));
    auto *today = new QHBoxLayout;
    today->setSpacing(grid);
    auto *first = makeColumn(), *second = makeColumn();
    m_operator = makeField(first, tr("Operator today"), QStringLiteral("operatorName"), tr("Your name"));
    m_witness = makeField(second, tr("Witness today"), QStringLiteral("witness"), tr("The second person"));
    today->addLayout(first, 1);
    today->addLayout(second, 1);
    column->addLayout(today);
    column->addStretch(1);
    return column;
}

QLayout *PlacesPage::makeChoices()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(grid);
    const auto addChoice = [this, row](const QString &label, const QString &name) {
        auto *column = makeColumn();
        auto *text = makeText(label, Tone::Muted);
        auto *box = new QComboBox;
        box->setObjectName(name);
        box->setAccessibleName(label);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // four stand in a narrow window too
        box->setMinimumContentsLength(6);
        text->setBuddy(box);
        column->addWidget(text);
        column->addWidget(box);
        row->addLayout(column, 1);
        connect(box, &QComboBox::activated, this, &PlacesPage::edit);
        return box;
    };
    m_paper = addChoice(tr("Paper"), QStringLiteral("paperSize"));
    m_paper->addItem(QStringLiteral("A4"), int(Paper::A4));
    m_paper->addItem(tr("US Letter"), int(Paper::Letter));
    m_language = addChoice(tr("Sheets in"), QStringLiteral("paperLanguage"));
    m_language->addItem(tr("As this window"), QString());
    for (const char *code : { "en", "de", "fr", "es", "ja" }) {
        const QString text = QString::fromLatin1(code);
        m_language->addItem(QLocale(text).nativeLanguageName(), text);
    }
    m_drill = addChoice(tr("Drill every"), QStringLiteral("drillDays"));
    for (const int days : RenewalIntervals::drills())
        m_drill->addItem(tr("%n days", nullptr, days), days);
    m_rotation = addChoice(tr("Rotate every"), QStringLiteral("rotationDays"));
    for (const int days : RenewalIntervals::rotations())
        m_rotation->addItem(tr("%n days", nullptr, days), days);
    return row;
}

QLineEdit *PlacesPage::makeField(QLayout *column, const QString &label, const QString &name, const QString &hint)
{
    auto *text = makeText(label, Tone::Muted);
    auto *field = new QLineEdit;
    field->setObjectName(name);
    field->setAccessibleName(label);
    field->setPlaceholderText(hint);
    field->setMaxLength(300);
    text->setBuddy(field);
    column->addWidget(text);
    column->addWidget(field);
    connect(field, &QLineEdit::textEdited, this, &PlacesPage::edit);
    return field;
}

QWidget *PlacesPage::makeShapes()
{
    struct Choice {
        PasswordShape shape;
        QString name, title, meaning;
    };
    const Choice choices[] = {
        { PasswordShape::Whole, QStringLiteral("shapeWhole"), tr("One"),
          tr("Whoever opens the envelope holds it all.") },
        { PasswordShape::TwoParts, QStringLiteral("shapeTwoParts"), tr("Two"),
          tr("Each part alone says nothing; both are needed.") },
        { PasswordShape::TwoOfThree, QStringLiteral("shapeTwoOfThree"), tr("Two of three"),
          tr("Any two envelopes do; one may be lost.") },
    };
    auto *row = new QWidget;
    auto *cards = new QHBoxLayout(row);
    cards->setContentsMargins(0, 0, 0, 0);
    cards->setSpacing(2 * grid);
    for (const Choice &choice : choices) {
        auto *card = makeCard();
        auto *column = new QVBoxLayout(card);
        column->setContentsMargins(2 * grid, 12, 2 * grid, 12);
        column->setSpacing(4);
        auto *radio = new QRadioButton(choice.title);
        radio->setObjectName(choice.name);
        radio->setAccessibleDescription(choice.meaning);
        radio->setFont(scaled(radio->font(), Size::Text, true));
        m_shapes.addButton(radio, int(choice.shape));
        column->addWidget(radio);
        column->addWidget(new ShapeDrawing(choice.shape));
        column->addWidget(makeText(choice.meaning, Tone::Muted));
        column->addStretch(1);
        cards->addWidget(card, 1);
    }
    return row;
}

void PlacesPage::edit()
{
    DesiredState desired = m_model.desired();
    desired.places = { m_placeA->text().trimmed(), m_placeB->text().trimmed() };
    desired.people.authorisedBy.clear();
    for (const QString &person : m_authorised->text().split(QLatin1Char(','), Qt::SkipEmptyParts))
        if (!person.trimmed().isEmpty())
            desired.people.authorisedBy += person.trimmed();
    desired.people.operatorName = m_operator->text().trimmed();
    desired.people.witness = m_witness->text().trimmed();
    desired.paper = Paper(m_paper->currentData().toInt());
    desired.renewalIntervals = { m_drill->currentData().toInt(), m_rotation->currentData().toInt() };
    desired.language = m_language->currentData().toString();
    desired.passwordShape = PasswordShape(m_shapes.checkedId());
    m_model.setDesired(desired);
}

void PlacesPage::refresh()
{
    const DesiredState &desired = m_model.desired();
    const auto fill = [](QLineEdit *field, const QString &text) {
        if (!field->hasFocus() && field->text() != text)
            field->setText(text);
    };
    fill(m_placeA, desired.places.a);
    fill(m_placeB, desired.places.b);
    fill(m_authorised, desired.people.authorisedBy.join(QStringLiteral(", ")));
    fill(m_operator, desired.people.operatorName);
    fill(m_witness, desired.people.witness);
    m_paper->setCurrentIndex(m_paper->findData(int(desired.paper)));
    m_drill->setCurrentIndex(m_drill->findData(desired.renewalIntervals.drillDays));
    m_rotation->setCurrentIndex(m_rotation->findData(desired.renewalIntervals.rotationDays));
    m_language->setCurrentIndex(std::max(0, m_language->findData(desired.language)));
    m_shapes.button(int(desired.passwordShape))->setChecked(true);
}

} // namespace bg
