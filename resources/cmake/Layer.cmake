# The compile rules that every target of ours shares, and one function that makes a layer.
include_guard(GLOBAL)

add_library(bg_rules INTERFACE)
target_include_directories(bg_rules INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(bg_rules INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH QT_NO_KEYWORDS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400 _GLIBCXX_ASSERTIONS)
target_compile_options(bg_rules INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor -Wno-sign-conversion
    -fstack-protector-strong -fstack-clash-protection -fcf-protection=full
    $<$<BOOL:${BG_WERROR}>:-Werror>
    $<$<CONFIG:Release,RelWithDebInfo>:-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2>
    -ffile-prefix-map=${PROJECT_SOURCE_DIR}=.)
target_link_options(bg_rules INTERFACE -Wl,-z,relro,-z,now)
if(BG_SANITIZE)
    target_compile_options(bg_rules INTERFACE -O1)
endif()
foreach(sanitizer IN LISTS BG_SANITIZE)
    target_compile_options(bg_rules INTERFACE -fsanitize=${sanitizer} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(bg_rules INTERFACE -fsanitize=${sanitizer})
endforeach()
find_program(BG_MOLD mold)
if(BG_MOLD)
    target_link_options(bg_rules INTERFACE -fuse-ld=mold)
endif()
include(CheckPIESupported)
check_pie_supported()

# One precompiled header for all: most of the compile time of a small file is Qt's headers.
if(BG_PCH)
    file(WRITE ${PROJECT_BINARY_DIR}/precompiled.cpp "")
    add_library(bg_precompiled OBJECT ${PROJECT_BINARY_DIR}/precompiled.cpp)
    target_link_libraries(bg_precompiled PRIVATE bg_rules Qt6::Core tl::expected)
    target_precompile_headers(bg_precompiled PRIVATE
        <QByteArray> <QDateTime> <QJsonArray> <QJsonDocument> <QJsonObject> <QList> <QMap> <QObject> <QString> <QStringList>
        <QUrl> <algorithm> <chrono> <functional> <map> <memory> <mutex> <optional> <stop_token> <tl/expected.hpp> <variant>
        <vector>)
endif()

function(bg_precompile name)
    if(BG_PCH)
        target_precompile_headers(${name} REUSE_FROM bg_precompiled)
    endif()
endfunction()

# bg_layer(NAME sources... LINK targets...): a static library that may include only what it links.
function(bg_layer name)
    cmake_parse_arguments(arg "" "" "LINK;PRIVATE_LINK" ${ARGN})
    add_library(${name} STATIC ${arg_UNPARSED_ARGUMENTS})
    target_link_libraries(${name} PUBLIC bg_rules ${arg_LINK} PRIVATE ${arg_PRIVATE_LINK})
    bg_precompile(${name})
endfunction()

# bg_threads(TESTS...): run under ThreadSanitizer too (preset tsan); more than one thread of ours is at work in them.
add_custom_target(bg_thread_tests)
function(bg_threads)
    foreach(name IN LISTS ARGN)
        set_property(TEST ${name} APPEND PROPERTY LABELS threads)
        add_dependencies(bg_thread_tests ${name})
    endforeach()
endfunction()

# bg_test(NAME LABEL sources... LINK targets...): one Qt Test executable, run offscreen, without the user's home.
function(bg_test name label)
    cmake_parse_arguments(arg "" "TIMEOUT" "LINK" ${ARGN})
    add_executable(${name} ${arg_UNPARSED_ARGUMENTS})
    target_link_libraries(${name} PRIVATE bg_rules ${arg_LINK} Qt6::Test)
    bg_precompile(${name})
    add_test(NAME ${name} COMMAND ${name})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 300) # only ends what hangs: a busy machine and a sanitizer take five times as long
    endif()
    set_tests_properties(${name} PROPERTIES LABELS ${label} TIMEOUT ${arg_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_LOGGING_RULES=;HOME=${CMAKE_CURRENT_BINARY_DIR}/home;XDG_CONFIG_HOME=${CMAKE_CURRENT_BINARY_DIR}/home/config;XDG_DATA_HOME=${CMAKE_CURRENT_BINARY_DIR}/home/data;XDG_RUNTIME_DIR=${CMAKE_CURRENT_BINARY_DIR}/home/run;GRAPH_CONTRACT_DIR=${GRAPH_CONTRACT_DIR};BG_REQUIRE_INTEROP=$<BOOL:${BG_REQUIRE_INTEROP}>")
endfunction()
