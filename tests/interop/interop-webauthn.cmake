bg_test(interop_webauthn interop webauthn/WebauthnInteropTest.cpp LINK bg_fido PkgConfig::Fido2
    DEFINE BG_WEBAUTHN_FOLDER="${CMAKE_CURRENT_LIST_DIR}/webauthn")
