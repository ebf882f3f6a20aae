# One program for all properties: tests/property/*.cpp, with RapidCheck. RC_PARAMS="seed=... max_success=..." repeats or
# prolongs a run.
find_package(rapidcheck REQUIRED)
file(GLOB properties CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.cpp)
add_executable(bylaw_property_tests ${properties})
target_link_libraries(bylaw_property_tests PRIVATE bylaw_engine rapidcheck rapidcheck_gtest GTest::gtest_main Threads::Threads)
target_compile_definitions(bylaw_property_tests PRIVATE BYLAW_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
# The same cases on every run, so that a failure is somebody's change; RC_PARAMS="seed=..." tries others. Under the
# sanitizers, which take ten times as long, fewer of them: there it is memory that is looked at.
set(cases 500)
if(BYLAW_SANITIZE)
  set(cases 120)
endif()
gtest_discover_tests(bylaw_property_tests DISCOVERY_TIMEOUT 60 PROPERTIES ENVIRONMENT "RC_PARAMS=seed=20231104 max_success=${cases}")
