# Checks that includes point one way (api -> engine -> dsl) and that each library stays behind the files meant for it.
# usage: cmake -DROOT=<source tree> -P layering.cmake
# It reads #include lines only; what a file does with what it may include is for reviewers.
cmake_minimum_required(VERSION 3.25)

set(may_include_dsl dsl)
set(may_include_engine dsl engine)
set(may_include_api dsl engine api)

# library|pattern of its headers|pattern of the files that may include them
set(libraries
  "Boost|^boost/|^dsl/grammar[^/]*$|^dsl/grammar/"
  "SQLite|^sqlite3(ext)?[.]h$|^engine/store"
  "cpp-httplib|^httplib[.]h$|^api/server/"
  "libsodium|^sodium[./]|^api/secrets/|^engine/audit/"
  "nlohmann/json|^nlohmann/|^api/"
  "Mustache|^kainjow/|^api/pages/")

set(faults "")
macro(fault text)
  string(APPEND faults "  ${file}:${number}: ${text}\n")
endmacro()

function(check_layer)
  string(REGEX MATCH "^[^/]+" layer "${file}")
  string(REGEX MATCH "^[^/]+" target "${header}")
  if(NOT header MATCHES "/")
    fault("\"${header}\": write the path from the source root, such as \"${layer}/${header}\"")
  elseif(NOT EXISTS "${ROOT}/${header}")
    fault("\"${header}\" does not exist (paths are from the source root)")
  elseif(NOT target IN_LIST may_include_${layer})
    list(JOIN may_include_${layer} " and " allowed)
    fault("\"${header}\": ${layer} may include ${allowed} only")
  endif()
  set(faults "${faults}" PARENT_SCOPE)
endfunction()

function(check_library)
  foreach(entry IN LISTS libraries)
    string(REPLACE "|" ";" entry "${entry}")
    list(POP_FRONT entry name headers)
    list(JOIN entry "|" homes)
    if(header MATCHES "${headers}" AND NOT file MATCHES "${homes}")
      fault("<${header}>: ${name} stays in files that match ${homes}")
    endif()
  endforeach()
  set(faults "${faults}" PARENT_SCOPE)
endfunction()

file(GLOB_RECURSE files RELATIVE "${ROOT}" "${ROOT}/dsl/*.[ch]pp" "${ROOT}/engine/*.[ch]pp" "${ROOT}/api/*.[ch]pp"
  "${ROOT}/dsl/*.h" "${ROOT}/engine/*.h" "${ROOT}/api/*.h")
set(checked 0)
foreach(file IN LISTS files)
  file(STRINGS "${ROOT}/${file}" lines REGEX "^[ \t]*#[ \t]*include[ \t]*[<\"]")
  file(READ "${ROOT}/${file}" text)
  foreach(line IN LISTS lines)
    string(REGEX REPLACE "^[ \t]*#[ \t]*include[ \t]*[<\"]([^>\"]*).*$" "\\1" header "${line}")
    string(FIND "${text}" "${line}" at)
    string(SUBSTRING "${text}" 0 ${at} before)
    string(REGEX MATCHALL "\n" newlines "${before}")
    list(LENGTH newlines number)
    math(EXPR number "${number} + 1")
    math(EXPR checked "${checked} + 1")
    if(line MATCHES "include[ \t]*\"")
      check_layer()
    endif()
    check_library()
  endforeach()
endforeach()

if(faults)
  message(FATAL_ERROR "Includes against the layers:\n${faults}")
elseif(checked EQUAL 0)
  message(FATAL_ERROR "No include found under ${ROOT}: is this the source tree?")
endif()
message(STATUS "${checked} includes follow the layers")
