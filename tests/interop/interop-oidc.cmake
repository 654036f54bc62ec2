bg_test(interop_oidc interop ${CMAKE_CURRENT_LIST_DIR}/oidc/OidcInteropTest.cpp LINK bg_test_auth
    DEFINE BG_OIDC_FOLDER="${CMAKE_CURRENT_LIST_DIR}/oidc")
