bg_wanted(is_ctap_wanted interop FALSE)
if(NOT is_ctap_wanted)
    return()
endif()
find_program(BG_SYSTEM_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH) # the one that sees Debian's packages
if(NOT BG_SYSTEM_PYTHON)
    return()
endif()
add_dependencies(bg_tests practice-key-udp)
add_test(NAME interop_ctap COMMAND ${BG_SYSTEM_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/ctap/conformance.py
                                   $<TARGET_FILE:practice-key-udp>)
set_tests_properties(interop_ctap PROPERTIES LABELS "interop" TIMEOUT 120 SKIP_RETURN_CODE 77)
