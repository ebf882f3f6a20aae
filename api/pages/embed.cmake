# Writes a C++ file that holds the templates, texts and assets of the pages, so that the program needs no file beside it.
# usage: cmake -DSOURCE=<api/pages> -DOUT=<file.cpp> -P embed.cmake
cmake_minimum_required(VERSION 3.25)

file(GLOB files RELATIVE "${SOURCE}" "${SOURCE}/templates/*" "${SOURCE}/texts/*.json" "${SOURCE}/assets/*")
list(SORT files)
set(code "#include \"api/pages/embedded.hpp\"\n\nnamespace bylaw::api::pages {\n\nstd::span<EmbeddedFile const> embedded_files() {\n")
string(APPEND code "  static constexpr EmbeddedFile files[] = {\n")
foreach(name IN LISTS files)
  file(READ "${SOURCE}/${name}" text)
  string(APPEND code "{\"${name}\", R\"~bylaw~(${text})~bylaw~\"},\n")
endforeach()
string(APPEND code "  };\n  return files;\n}\n\n}  // namespace bylaw::api::pages\n")
file(WRITE "${OUT}" "${code}")
