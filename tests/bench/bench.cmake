# Benchmarks: bylaw_bench (in one process) and bylaw_http_bench (over loopback), on the real rulebook and a demo network made at build time.
# script/bench runs both and prints one table. Sanitizers would only measure themselves.
if(BYLAW_SANITIZE)
  return()
endif()
find_package(benchmark REQUIRED)

set(bench_data ${CMAKE_CURRENT_BINARY_DIR}/bench_data)
file(MAKE_DIRECTORY ${bench_data})
file(GLOB network_parts CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/script/demo_network/*.py)
add_custom_command(OUTPUT ${bench_data}/network.json ${bench_data}/network_2.json ${bench_data}/network_4.json ${bench_data}/questions.json
  COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/script/make-network > ${bench_data}/network.json
  COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/script/make-network --groups 320 --members 20000 > ${bench_data}/network_2.json
  COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/script/make-network --groups 640 --members 40000 > ${bench_data}/network_4.json
  COMMAND Python3::Interpreter ${CMAKE_CURRENT_LIST_DIR}/questions.py ${bench_data}/network.json > ${bench_data}/questions.json
  DEPENDS ${PROJECT_SOURCE_DIR}/script/make-network ${network_parts} ${CMAKE_CURRENT_LIST_DIR}/questions.py
  COMMENT "Making the networks and the questions for the benchmarks" VERBATIM)
add_custom_target(bylaw_bench_data DEPENDS ${bench_data}/network.json ${bench_data}/questions.json)

add_library(bylaw_bench_material STATIC ${CMAKE_CURRENT_LIST_DIR}/material.cpp ${CMAKE_CURRENT_LIST_DIR}/samples.cpp
  ${CMAKE_CURRENT_LIST_DIR}/core_policies.cpp ${CMAKE_CURRENT_LIST_DIR}/core_records.cpp)
target_link_libraries(bylaw_bench_material PUBLIC bylaw_api benchmark::benchmark Threads::Threads)
target_compile_definitions(bylaw_bench_material PRIVATE
  BYLAW_RULES="${PROJECT_SOURCE_DIR}/rules" BYLAW_BENCH_DATA="${bench_data}")
add_dependencies(bylaw_bench_material bylaw_bench_data)

add_executable(bylaw_bench ${CMAKE_CURRENT_LIST_DIR}/start_bench.cpp ${CMAKE_CURRENT_LIST_DIR}/decide_bench.cpp
  ${CMAKE_CURRENT_LIST_DIR}/core_bench.cpp ${CMAKE_CURRENT_LIST_DIR}/many_rules_bench.cpp ${CMAKE_CURRENT_LIST_DIR}/log_bench.cpp
  ${CMAKE_CURRENT_LIST_DIR}/sweep_bench.cpp)
target_link_libraries(bylaw_bench PRIVATE bylaw_bench_material)

target_sources(bylaw_bench PRIVATE ${CMAKE_CURRENT_LIST_DIR}/sweep_sql.cpp ${CMAKE_CURRENT_LIST_DIR}/larger_network.cpp)
target_link_libraries(bylaw_bench PRIVATE SQLite::SQLite3)

# What sweeps are measured over, as a test: the same network, and the same SQL beside them.
add_executable(bylaw_network_tests ${CMAKE_CURRENT_LIST_DIR}/standing_network_test.cpp ${CMAKE_CURRENT_LIST_DIR}/day_figures_test.cpp ${CMAKE_CURRENT_LIST_DIR}/first_views_test.cpp ${CMAKE_CURRENT_LIST_DIR}/open_rules_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/sweep_sql.cpp
  ${CMAKE_CURRENT_LIST_DIR}/larger_network.cpp)
target_link_libraries(bylaw_network_tests PRIVATE bylaw_bench_material GTest::gtest_main SQLite::SQLite3)
gtest_discover_tests(bylaw_network_tests DISCOVERY_TIMEOUT 60)

add_executable(bylaw_http_bench ${CMAKE_CURRENT_LIST_DIR}/http_bench.cpp ${CMAKE_CURRENT_LIST_DIR}/load.cpp)
target_link_libraries(bylaw_http_bench PRIVATE bylaw_bench_material)

# What is measured against has to answer the same.
add_executable(bylaw_bench_tests ${CMAKE_CURRENT_LIST_DIR}/core_policies_test.cpp)
target_link_libraries(bylaw_bench_tests PRIVATE bylaw_bench_material GTest::gtest_main)
gtest_discover_tests(bylaw_bench_tests DISCOVERY_TIMEOUT 60)
