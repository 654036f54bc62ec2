// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/Look.h"
#include "ui/look/PlainStyle.h"

#include "app/sheet/Faces.h"

#include <QApplication>
#include <QFontDatabase>
#include <QStyle>
#include <QStyle>

#include <cmath>

#ifdef _WIN32
#include <windows.h>
#endif

namespace bg {

namespace {

// WCAG 2.1, relative luminance.
double luminance(const QColor &color)
{
    const auto linear
        = [](double part) { return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &one, const QColor &other)
{
    const double a = luminance(one), b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

bool asksForHighContrast(const QPalette &palette)
{
#ifdef _WIN32
    HIGHCONTRASTW state{};
    state.cbSize = sizeof state;
    if (SystemParametersInfoW(SPI_GETHIGHCONTRAST, sizeof state, &state, 0) && (state.dwFlags & HCF_HIGHCONTRASTON))
        return true;
#endif
    // Only black on white or white on black reaches 21:1; ordinary themes stay below 19.
    return contrast(palette.color(QPalette::Window), palette.color(QPalette::WindowText)) > 20.5;
}

QColor mixed(const QColor &one, const QColor &other, double share)
{
    const auto mix = [share](int a, int b) { return int(a + (b - a) * share); };
    return QColor(mix(one.red(), other.red()), mix(one.green(), other.green()), mix(one.blue(), other.blue()));
}

} // namespace

Look Look::of(const QPalette &palette)
{
    Look look;
    look.isDark = palette.color(QPalette::Window).lightness() < 128;
    look.isHighContrast = asksForHighContrast(palette);
    if (look.isHighContrast) {
        look.ground = palette.color(QPalette::Window);
        look.text = look.muted = look.line = palette.color(QPalette::WindowText);
        look.accent = palette.color(QPalette::Highlight);
        look.onAccent = palette.color(QPalette::HighlightedText);
        look.rail = look.card = look.ground;
        look.ok = look.warning = look.stop = look.text;
        look.faint = palette.color(QPalette::Disabled, QPalette::WindowText);
        look.practice = look.accent;
        look.onPractice = look.onAccent;
        return look;
    }
    const auto rgb = [](const char *name) { return QColor(QLatin1String(name)); };
    if (look.isDark)
        return { rgb("#14181e"), rgb("#e8edf3"), rgb("#9aa8b8"), rgb("#2a323c"), rgb("#7db0ff"), rgb("#0f1620"),
                 rgb("#1b2128"), rgb("#1c222a"), rgb("#5fc992"), rgb("#e0a458"), rgb("#f2857c"), rgb("#3a2f1a"),
                 rgb("#f6e7c8"), rgb("#656f7b"), true,           false };
    return { rgb("#ffffff"), rgb("#1b2430"), rgb("#5d6b7c"), rgb("#dde3ea"), rgb("#1f5fbf"), rgb("#ffffff"),
             rgb("#f3f5f8"), rgb("#f8fafc"), rgb("#1d7f4e"), rgb("#a15c00"), rgb("#b3261e"), rgb("#fdf0d5"),
             rgb("#5c3a00"), rgb("#969fab"), false,          false };
}

QPalette Look::palette() const
{
    QPalette palette;
    palette.setColor(QPalette::Window, ground);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, ground);
    palette.setColor(QPalette::AlternateBase, card);
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::Button, card);
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, onAccent);
    palette.setColor(QPalette::ToolTipBase, card);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::PlaceholderText, muted);
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, onAccent);
    palette.setColor(QPalette::Link, accent);
    palette.setColor(QPalette::LinkVisited, accent);
    palette.setColor(QPalette::Mid, line);
    palette.setColor(QPalette::Light, mixed(ground, text, 0.04));
    palette.setColor(QPalette::Dark, mixed(ground, text, 0.3));
    palette.setColor(QPalette::Shadow, mixed(ground, text, 0.5));
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        palette.setColor(QPalette::Disabled, role, faint);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, line);
    return palette;
}

QString Look::styleSheet() const
{
    QString sheet = QStringLiteral(R"(
QWidget#window, QWizard, QDialog {  background: @ground; color: @text; }
QFrame#pageFrame { background: @ground; border: none; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QLabel { background: transparent; color: @text; }
QLabel[tone="muted"] { color: @muted; }
QLabel[tone="ok"] { color: @ok; }
QLabel[tone="warning"] { color: @warning; }
QLabel[tone="stop"] { color: @stop; }
QLabel[tone="accent"] { color: @accent; }
QLabel#practiceBand { background: @practice; color: @onPractice; padding: 8px 24px; }
QWidget#railColumn { background: @rail; }
QListWidget#rail { background: @rail; border: none; outline: none; }
QFrame[card="true"] { background: @card; border: 1px solid @line; border-radius: 8px; }
QFrame[rule="true"] { background: @line; border: none; min-height: 1px; max-height: 1px; }
QPushButton { background: @ground; color: @text; border: 1px solid @line; border-radius: 6px; padding: 7px 16px; min-height: 18px; }
QPushButton:hover { border-color: @muted; }
QPushButton:pressed { background: @card; }
QPushButton:focus { border: 2px solid @accent; padding: 6px 15px; }
QLabel#pageTitle:focus { text-decoration: underline; }
QMessageBox QPushButton:default { background: @accent; color: @onAccent; border: 1px solid @accent; }
QMessageBox QPushButton:default:focus { border: 2px solid @text; padding: 6px 15px; }
QPushButton[primary="true"]:enabled { background: @accent; color: @onAccent; border: 1px solid @accent; }
QPushButton[primary="true"]:enabled:hover { border-color: @text; }
QPushButton[primary="true"]:focus { border: 2px solid @text; padding: 6px 15px; }
QPushButton:disabled { background: @card; color: @faint; border: 1px solid @line; }
QPushButton[tone="stop"] { color: @stop; }
QPushButton[flat="true"] { border: 1px solid transparent; background: transparent; color: @accent; padding: 4px 4px; }
QPushButton[flat="true"]:hover { border-color: @line; }
QPushButton[flat="true"]:focus { border: 2px solid @accent; padding: 3px 3px; }
QPushButton[card="true"] { background: @card; border: 1px solid @line; border-radius: 8px; padding: 0; text-align: left; }
QPushButton[card="true"]:hover { border-color: @accent; }
QPushButton[card="true"]:checked { border: 2px solid @accent; background: @ground; }
QPushButton[card="true"]:focus { border: 2px solid @accent; }
QLineEdit, QComboBox, QDateEdit, QPlainTextEdit { background: @ground; color: @text; border: 1px solid @edge; border-radius: 6px; padding: 6px 8px; min-height: 18px; selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QPlainTextEdit:focus { border: 2px solid @accent; padding: 5px 7px; }
QLineEdit:disabled, QComboBox:disabled { color: @faint; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 24px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url(:/bg/icons/chevron-@shade.png); width: 12px; height: 12px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar::handle:vertical { background: @edge; border-radius: 3px; min-height: 32px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: transparent; border: none; height: 0px; }
QComboBox QAbstractItemView { background: @ground; color: @text; border: 1px solid @line; selection-background-color: @accent; selection-color: @onAccent; }
QTreeView, QListWidget#steps { background: transparent; border: none; outline: none; }
QTreeView { border: 1px solid @line; border-radius: 8px; background: @ground; alternate-background-color: @card; }
QTreeView:focus { border: 2px solid @accent; }
QTreeView::item { padding: 4px 4px; }
QTreeView::item:selected { background: @accent; color: @onAccent; }
QHeaderView::section { background: @card; color: @muted; border: none; border-bottom: 1px solid @line; padding: 6px 8px; }
QProgressBar { background: @track; border: 1px solid @line; border-radius: 4px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid @muted; border-radius: 8px; background: @ground; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid @accent; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid @muted; border-radius: 3px; background: @ground; }
QCheckBox::indicator:checked { border: 1px solid @accent; background: @accent; image: url(:/bg/icons/tick-@shade.png); }
QRadioButton:focus, QCheckBox:focus { text-decoration: underline; }
QRadioButton, QCheckBox { color: @text; spacing: 8px; }
QToolTip { background: @card; color: @text; border: 1px solid @line; padding: 4px; }
)");
    sheet.replace(QLatin1String("@shade"), isDark ? QStringLiteral("dark") : QStringLiteral("light"));
    // Longest names first, so that @on... and @practice are not eaten by a shorter one.
    const std::pair<const char *, QColor> names[] = {
        { "@onPractice", onPractice },
        { "@practice", practice },
        { "@onAccent", onAccent },
        { "@accent", accent },
        { "@warning", warning },
        { "@ground", ground },
        { "@muted", muted },
        { "@faint", faint },
        { "@text", text },
        { "@line", line },
        { "@track", isHighContrast ? ground : line },
        { "@edge", isHighContrast ? text : mixed(line, muted, 0.45) },
        { "@rail", rail },
        { "@card", card },
        { "@stop", stop },
        { "@ok", ok },
    };
    for (const auto &[name, color] : names)
        sheet.replace(QLatin1String(name), color.name());
    return sheet;
}

QFont scaled(const QFont &font, Size size, bool isBold)
{
    const double factor = size == Size::Title ? 1.6 : size == Size::Lead ? 1.25 : 1.0;
    QFont result = font;
    if (font.pointSizeF() > 0)
        result.setPointSizeF(font.pointSizeF() * factor);
    else
        result.setPixelSize(int(font.pixelSize() * factor));
    result.setWeight(isBold ? QFont::DemiBold : font.weight());
    return result;
}

namespace {
bool hasScreen()
{
    return QGuiApplication::platformName() != QLatin1String("offscreen");
}
} // namespace

void dressApplication()
{
    if (!qobject_cast<PlainStyle *>(QApplication::style()))
        QApplication::setStyle(new PlainStyle);
    if (hasScreen())
        return;
    QFont font = face(Face::Text, 10);
    font.setPixelSize(13);
    QApplication::setFont(font);
}

QFont codeFont(const QFont &like, Size size)
{
    QFont font = scaled(like, size);
    font.setFamilies(face(Face::Code, 10).families());
    return font;
}

bool prefersReducedMotion()
{
    return !hasScreen() || !QApplication::isEffectEnabled(Qt::UI_AnimateMenu)
        || QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) == 0;
}

} // namespace bg
