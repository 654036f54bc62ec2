# Run at each build: writes OUT from IN with the commit and the date of the build, and leaves OUT alone where both are in
# it already. The date is that of SOURCE_DATE_EPOCH, else of the commit, so that one commit gives one program. A source
# archive made by git knows its commit from the file beside this one.
set(BG_COMMIT unknown)
set(BG_DATE unknown)
file(STRINGS ${CMAKE_CURRENT_LIST_DIR}/commit archived)
if(archived MATCHES "^([0-9a-f]+) ([0-9]+)$")
    set(seconds ${CMAKE_MATCH_2})
    string(SUBSTRING ${CMAKE_MATCH_1} 0 12 BG_COMMIT)
else()
    execute_process(COMMAND git describe --always --exclude=* --abbrev=12 --dirty=-changed
        WORKING_DIRECTORY ${SOURCE} OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET
        RESULT_VARIABLE failure)
    if(NOT failure)
        set(BG_COMMIT ${commit})
        execute_process(COMMAND git log -1 --format=%ct WORKING_DIRECTORY ${SOURCE} OUTPUT_VARIABLE seconds
            OUTPUT_STRIP_TRAILING_WHITESPACE)
    endif()
endif()
if(DEFINED ENV{SOURCE_DATE_EPOCH})
    set(seconds $ENV{SOURCE_DATE_EPOCH})
endif()
if(seconds)
    set(ENV{SOURCE_DATE_EPOCH} ${seconds})
    string(TIMESTAMP BG_DATE "%Y-%m-%d" UTC)
endif()
configure_file(${IN} ${OUT} @ONLY)
