# The compile rules that every target of ours shares, and one function that makes a layer.
include_guard(GLOBAL)

add_library(bg_rules INTERFACE)
target_include_directories(bg_rules INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(bg_rules INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH QT_NO_KEYWORDS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400 _GLIBCXX_ASSERTIONS)
target_compile_options(bg_rules INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor -Wno-sign-conversion
    -fstack-protector-strong
    $<$<BOOL:${BG_WERROR}>:-Werror>
    $<$<CONFIG:Release,RelWithDebInfo>:-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2>
    -ffile-prefix-map=${PROJECT_SOURCE_DIR}=.)
if(WIN32)
    target_compile_definitions(bg_rules INTERFACE NOMINMAX UNICODE _UNICODE WIN32_LEAN_AND_MEAN _WIN32_WINNT=0x0A00)
    target_link_options(bg_rules INTERFACE -static -fstack-protector-strong -Wl,--no-insert-timestamp)
else()
    # On Windows every page of the stack is touched in any case, and g++ cannot combine the switch with its exceptions.
    target_compile_options(bg_rules INTERFACE -fstack-clash-protection -fcf-protection=full)
    target_link_options(bg_rules INTERFACE -Wl,-z,relro,-z,now)
endif()
if(BG_SANITIZE)
    target_compile_options(bg_rules INTERFACE -O1)
endif()
foreach(sanitizer IN LISTS BG_SANITIZE)
    target_compile_options(bg_rules INTERFACE -fsanitize=${sanitizer} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(bg_rules INTERFACE -fsanitize=${sanitizer})
endforeach()
find_program(BG_MOLD mold)
if(BG_MOLD AND NOT WIN32)
    target_link_options(bg_rules INTERFACE -fuse-ld=mold)
endif()
include(CheckPIESupported)
check_pie_supported()
set(CMAKE_UNITY_BUILD ${BG_UNITY})
set(CMAKE_UNITY_BUILD_BATCH_SIZE 8)


# Whether what `target` may include holds the Qt module `wanted`.
function(bg_includes out target wanted)
    set(property ${ARGN})
    if(NOT property)
        set(property LINK_LIBRARIES)
    endif()
    set(found FALSE)
    get_target_property(links ${target} ${property})
    foreach(link IN LISTS links)
        if(link STREQUAL wanted)
            set(found TRUE)
        elseif(TARGET ${link} AND NOT link MATCHES "::")
            bg_includes(found ${link} ${wanted} INTERFACE_LINK_LIBRARIES)
        endif()
        if(found)
            break()
        endif()
    endforeach()
    set(${out} ${found} PARENT_SCOPE)
endfunction()

# bg_precompile(NAME): most of the compile time of a small file is headers of Qt and of the standard library. They are
# compiled once for each set of Qt modules; what <QTest> holds depends on Gui and Widgets.
set(bg_Core_headers
    <QByteArray> <QDateTime> <QJsonArray> <QJsonDocument> <QJsonObject> <QList> <QMap> <QObject> <QRegularExpression>
    <QString> <QStringList> <QUrl> <algorithm> <chrono> <functional> <map> <memory> <mutex> <optional> <stop_token>
    <tl/expected.hpp> <variant> <vector>)
set(bg_Widgets_headers
    <QApplication> <QCheckBox> <QComboBox> <QGridLayout> <QHBoxLayout> <QLabel> <QLineEdit> <QLocale> <QPainter>
    <QPushButton> <QTimer> <QVBoxLayout> <QWizard>)
set(bg_Test_headers <QTest> <atomic> <thread>)
function(bg_precompile name)
    if(NOT BG_PCH)
        return()
    endif()
    set(holder bg_precompiled)
    set(headers ${bg_Core_headers})
    set(modules Qt6::Core)
    foreach(module Gui Widgets Test)
        bg_includes(is_included ${name} Qt6::${module})
        if(is_included)
            string(APPEND holder _${module})
            list(APPEND headers ${bg_${module}_headers})
            list(APPEND modules Qt6::${module})
        endif()
    endforeach()
    if(Qt6::Test IN_LIST modules)
        list(APPEND modules Qt6::Network) # changes <QTest> too; all tests link it
    endif()
    if(NOT TARGET ${holder})
        file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/precompiled.cpp CONTENT "")
        add_library(${holder} OBJECT ${PROJECT_BINARY_DIR}/precompiled.cpp)
        target_link_libraries(${holder} PRIVATE bg_rules ${modules} tl::expected)
        target_precompile_headers(${holder} PRIVATE ${headers})
    endif()
    target_precompile_headers(${name} REUSE_FROM ${holder})
endfunction()

# bg_layer(NAME sources... LINK targets... [MOC]): a static library that may include only what it links. MOC: a class of
# it has Q_OBJECT.
function(bg_layer name)
    cmake_parse_arguments(arg "MOC" "" "LINK;PRIVATE_LINK" ${ARGN})
    add_library(${name} STATIC ${arg_UNPARSED_ARGUMENTS})
    target_link_libraries(${name} PUBLIC bg_rules ${arg_LINK} PRIVATE ${arg_PRIVATE_LINK})
    set_target_properties(${name} PROPERTIES AUTOMOC ${arg_MOC})
    bg_precompile(${name})
endfunction()

# Qt tells each folder's tests where they lie, by a macro that no shared precompiled header can hold.
set_property(TARGET Qt6::Test PROPERTY INTERFACE_COMPILE_DEFINITIONS QT_TESTLIB_LIB)

add_custom_target(bg_tests) # builds all that `ctest` runs

# Whether tests of these labels and marks are among BG_TESTS.
function(bg_wanted out labels has_threads)
    set(${out} FALSE PARENT_SCOPE)
    set(kind sanitized)
    if(labels MATCHES "plain|matrix|interop|lint")
        set(kind plain)
    endif()
    if(BG_TESTS STREQUAL "all" OR BG_TESTS STREQUAL kind OR (BG_TESTS STREQUAL "threads" AND has_threads))
        set(${out} TRUE PARENT_SCOPE)
    endif()
endfunction()

# bg_test(NAME LABELS Class.cpp sources... [LINK targets...] [NEEDS programs...] [DEFINE macros...] [TIMEOUT seconds]
#         [SHARDS count] [THREADS])
# The test class in Class.cpp as a test of its own, run offscreen, without the user's home. All classes of a folder are
# one program, those that say nothing new under sanitizers (labels plain, matrix, interop) another. THREADS: runs under
# ThreadSanitizer too, more than one thread of ours is at work in it. SHARDS: see tests/support/Shard.h.
function(bg_test name labels)
    cmake_parse_arguments(arg "THREADS" "TIMEOUT;SHARDS" "LINK;NEEDS;DEFINE" ${ARGN})
    bg_wanted(is_wanted "${labels}" "${arg_THREADS}")
    if(NOT is_wanted)
        return()
    endif()
    file(RELATIVE_PATH program ${PROJECT_SOURCE_DIR}/tests ${CMAKE_CURRENT_SOURCE_DIR})
    string(REPLACE "/" "_" program ${program})
    if(labels MATCHES "plain|matrix|interop")
        string(APPEND program _plain)
    endif()
    string(APPEND program _tests)
    if(NOT TARGET ${program})
        add_executable(${program} ${PROJECT_SOURCE_DIR}/tests/support/TestProgram.cpp)
        target_link_libraries(${program} PRIVATE bg_rules Qt6::Test)
        set_target_properties(${program} PROPERTIES AUTOMOC ON UNITY_BUILD OFF)
        add_dependencies(bg_tests ${program})
        # When all that it links is known.
        cmake_language(EVAL CODE "cmake_language(DEFER CALL bg_precompile ${program})")
    endif()
    target_sources(${program} PRIVATE ${arg_UNPARSED_ARGUMENTS})
    target_link_libraries(${program} PRIVATE ${arg_LINK})
    target_compile_definitions(${program} PRIVATE ${arg_DEFINE})
    if(arg_NEEDS)
        add_dependencies(${program} ${arg_NEEDS})
    endif()

    list(GET arg_UNPARSED_ARGUMENTS 0 file)
    cmake_path(GET file STEM class)
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 300) # only ends what hangs: a busy machine and a sanitizer take five times as long
    endif()
    if(NOT arg_SHARDS)
        set(arg_SHARDS 1)
    endif()
    if(arg_THREADS)
        list(APPEND labels threads)
    endif()
    set(home ${CMAKE_CURRENT_BINARY_DIR}/home)
    set(environment QT_QPA_PLATFORM=offscreen QT_LOGGING_RULES= HOME=${home} XDG_CONFIG_HOME=${home}/config
        XDG_DATA_HOME=${home}/data XDG_RUNTIME_DIR=${home}/run GRAPH_CONTRACT_DIR=${GRAPH_CONTRACT_DIR}
        BG_REQUIRE_INTEROP=$<BOOL:${BG_REQUIRE_INTEROP}>)
    foreach(shard RANGE 1 ${arg_SHARDS})
        set(entry ${name})
        if(arg_SHARDS GREATER 1)
            string(APPEND entry _${shard})
        endif()
        add_test(NAME ${entry} COMMAND ${program} ${class})
        set_tests_properties(${entry} PROPERTIES LABELS "${labels}" TIMEOUT ${arg_TIMEOUT}
            ENVIRONMENT "${environment};BG_SHARD=${shard}/${arg_SHARDS}")
    endforeach()
endfunction()
