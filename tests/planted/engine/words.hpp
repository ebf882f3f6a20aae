// Knows the rulebook: a telling name inside an identifier, a whole literal, a norm and a field that comes after `end:`.
#pragma once
#include <nlohmann/json.hpp>

inline bool ask_harbour_master();
inline char const* role = "pilot";
inline char const* furniture = "the pilot is aboard";
inline char const* norm = "see harbour/1.1/ask-first";
struct DepthLimit;
