# One libFuzzer program per tests/fuzz/NAME_fuzz.cpp, called fuzz_NAME. Run it with -dict=tests/fuzz/NAME.dict where there
# is one, and with a directory for its corpus.
function(bylaw_add_fuzzer source)
  get_filename_component(name ${source} NAME_WE)
  string(REGEX REPLACE "_fuzz$" "" name ${name})
  add_executable(fuzz_${name} ${source})
  target_link_libraries(fuzz_${name} PRIVATE bylaw_api)
  target_compile_definitions(fuzz_${name} PRIVATE BYLAW_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_compile_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
endfunction()

file(GLOB fuzzers CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*_fuzz.cpp)
foreach(fuzzer ${fuzzers})
  bylaw_add_fuzzer(${fuzzer})
endforeach()
