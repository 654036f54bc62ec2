# The packages that CPack makes: the program, and what only a debugger reads.
set(CPACK_PACKAGE_NAME ${PROJECT_NAME})
set(CPACK_PACKAGE_VENDOR "Break-Glass Wizard maintainers")
set(CPACK_PACKAGE_CONTACT ${BG_MAINTAINER})
set(CPACK_PACKAGE_HOMEPAGE_URL ${BG_SITE})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Emergency access accounts for Microsoft Entra")
set(CPACK_PACKAGE_DESCRIPTION
"Two accounts that still open a Microsoft 365 tenant when nothing else does.
The wizard signs in as a Global Administrator, creates two emergency access
accounts, registers FIDO2 security keys for them, makes Global Administrator
permanent, excludes them from every Conditional Access policy, and prints the
sheets for the sealed envelopes. Run again, it checks, rotates, drills and
repairs. A practice tenant and practice keys come with it.")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_GENERATOR DEB RPM)
set(CPACK_COMPONENTS_ALL program debian debug)
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "${CPACK_PACKAGE_DESCRIPTION}")
set(CPACK_COMPONENT_DEBUG_DESCRIPTION
"Debug information of breakglass-wizard, for a debugger or a crash report.")
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_CURRENT_SOURCE_DIR}/PackagesOfGenerator.cmake)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME ${PROJECT_NAME})
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
# Letters that the built-in faces lack; the browser; a window on Wayland. Keys need no rule of udev with systemd 244.
set(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS "fonts-dejavu-core, fonts-noto-cjk, xdg-utils, qt6-wayland, ca-certificates")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SUGGESTS "libu2f-udev, fido2-tools")
set(CPACK_DEBIAN_DEBUG_PACKAGE_NAME ${PROJECT_NAME}-dbgsym)
set(CPACK_DEBIAN_DEBUG_PACKAGE_SECTION debug)
set(CPACK_DEBIAN_DEBUG_PACKAGE_DEPENDS "${PROJECT_NAME} (= ${PROJECT_VERSION}-1)")

set(CPACK_RPM_COMPONENT_INSTALL ON)
set(CPACK_RPM_MAIN_COMPONENT program)
set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_PACKAGE_RELEASE 1)
set(CPACK_RPM_PACKAGE_LICENSE "GPL-3.0-or-later AND OFL-1.1")
set(CPACK_RPM_PACKAGE_GROUP "Applications/System")
set(CPACK_RPM_PACKAGE_VENDOR ${CPACK_PACKAGE_VENDOR})
set(CPACK_RPM_DEBUG_PACKAGE_NAME ${PROJECT_NAME}-debuginfo)
set(CPACK_RPM_DEBUG_PACKAGE_SUMMARY "Debug information of breakglass-wizard")
set(CPACK_RPM_DEBUG_PACKAGE_REQUIRES "${PROJECT_NAME} = ${PROJECT_VERSION}-1")
# One commit, one package: no name of the computer, no time but the commit's.
set(CPACK_RPM_SPEC_MORE_DEFINE
"%define _buildhost localhost
%define use_source_date_epoch_as_buildtime 1
%define clamp_mtime_to_source_date_epoch 1
%define __brp_strip /bin/true")
set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION
    /usr/share/applications /usr/share/metainfo /usr/share/icons /usr/share/icons/hicolor
    /usr/share/icons/hicolor/scalable /usr/share/icons/hicolor/scalable/apps /usr/share/man /usr/share/man/man1
    /usr/share/bash-completion /usr/share/bash-completion/completions /usr/lib/debug /usr/lib/debug/usr
    /usr/lib/debug/usr/bin)
foreach(size IN LISTS icon_sizes)
    list(APPEND CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION
        /usr/share/icons/hicolor/${size}x${size} /usr/share/icons/hicolor/${size}x${size}/apps)
endforeach()

include(CPack)
cpack_add_component_group(program)
cpack_add_component_group(debug)
cpack_add_component(program GROUP program)
cpack_add_component(debian GROUP program)
cpack_add_component(debug GROUP debug)
