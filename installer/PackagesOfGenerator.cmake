# Read by CPack before each kind of package.
if(CPACK_GENERATOR STREQUAL "RPM")
    list(REMOVE_ITEM CPACK_COMPONENTS_ALL debian)
endif()
