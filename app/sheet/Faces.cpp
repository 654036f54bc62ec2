// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/Faces.h"

#include "resources/Resources.h"

#include <QFontDatabase>
#include <QStringList>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

void loadFaces()
{
    static const bool once = [] {
        for (const char *file :
             { "SheetText-Regular.otf", "SheetText-SemiBold.otf", "SheetCode-Regular.ttf", "SheetCode-Bold.ttf" })
            QFontDatabase::addApplicationFontFromData(resource(u"fonts/"_s + QLatin1String(file)));
        return true;
    }();
    Q_UNUSED(once)
}

} // namespace

QFont face(Face which, double points)
{
    loadFaces();
    const bool isCode = which == Face::Code || which == Face::CodeStrong;
    QFont font;
    font.setFamilies(
        { isCode ? u"Sheet Code"_s : u"Sheet Text"_s, u"Noto Sans CJK JP"_s, u"Hiragino Sans"_s, u"Yu Gothic UI"_s });
    font.setPixelSize(qRound(points * unitsPerInch / 72));
    if (which == Face::Strong)
        font.setWeight(QFont::DemiBold);
    if (which == Face::CodeStrong)
        font.setWeight(QFont::Bold);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setKerning(!isCode);
    return font;
}

} // namespace bg
