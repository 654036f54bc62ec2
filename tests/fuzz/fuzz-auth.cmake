# The parsers that read what strangers send. Each runs over its kept corpus as an ordinary test, so that a finding once
# made stays found; without a number of runs it searches on for as long as it is let.
target_compile_options(bg_auth PRIVATE -fsanitize=fuzzer-no-link)
foreach(fuzzer LoopbackRequest TokenAnswer)
    string(REGEX REPLACE "([a-z])([A-Z])" "\\1-\\2" kebab ${fuzzer})
    string(TOLOWER ${kebab} kebab)
    string(REPLACE "-" "_" target fuzz_${kebab})
    add_executable(${target} ${CMAKE_CURRENT_LIST_DIR}/${fuzzer}Fuzz.cpp)
    target_link_libraries(${target} PRIVATE bg_rules bg_auth)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer)
    target_link_options(${target} PRIVATE -fsanitize=fuzzer)
    add_test(NAME ${target} COMMAND ${target} -runs=0 ${CMAKE_CURRENT_LIST_DIR}/corpus/${kebab})
    set_tests_properties(${target} PROPERTIES LABELS fuzz)
endforeach()
