bg_test(interop_kql interop kql/KqlInteropTest.cpp LINK bg_arm DEFINE BG_KQL_FOLDER="${CMAKE_CURRENT_LIST_DIR}/kql")
