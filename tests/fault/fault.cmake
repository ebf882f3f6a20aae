# One program for what must not break: tests/fault/*.cpp. Short by default; BYLAW_SOAK=1 (script/soak) runs the long versions.
file(GLOB faults CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.cpp)
add_executable(bylaw_fault_tests ${faults})
target_link_libraries(bylaw_fault_tests PRIVATE bylaw_api SQLite::SQLite3 GTest::gmock GTest::gtest_main Threads::Threads)
target_compile_definitions(bylaw_fault_tests PRIVATE BYLAW_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
  $<$<BOOL:${BYLAW_SANITIZE}>:BYLAW_SANITIZED>)
bylaw_build_lightly(bylaw_fault_tests)
gtest_discover_tests(bylaw_fault_tests DISCOVERY_TIMEOUT 60)
