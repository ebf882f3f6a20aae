// The tables that a rulebook's records need, as SQL text.
//
// One STRICT table per record, named like it; one row per record, found by its key; "_version" says at which revision
// of the state it last changed. A field is a column of its name: truth values 0 or 1, whole numbers, everything else
// text in the forms of constant_text.hpp. Money has two columns, "field.minor" and "field.currency"; a list is a JSON
// array of texts. Names that begin with "_" or hold a dot are ours: rule texts cannot write them. Mandatory fields may
// be NULL here all the same, because rulebooks change while data stays; what must be there is checked before anything
// is written.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "dsl/rulebook.hpp"

namespace bylaw::engine {

using dsl::Index;

// The column that holds the key: the key field where there is one and it is text, else "_key".
std::string key_column(dsl::Rulebook const& rulebook, Index record);
// Whether the key has a column of its own besides the fields.
bool has_own_key_column(dsl::Rulebook const& rulebook, Index record);
// The columns of one field: one, or two for money.
std::vector<std::string> columns_of(dsl::Field const& field);

std::string create_table(dsl::Rulebook const& rulebook, Index record, std::string const& name);
// One for each reference, so that erasing a record finds what refers to it.
std::vector<std::string> create_indexes(dsl::Rulebook const& rulebook, Index record);
std::vector<std::string> index_names(dsl::Rulebook const& rulebook, Index record);

// How values of a type are stored, as far as a change of it would need other data: "text", "enumeration", "ref group".
std::string storage_of(dsl::Rulebook const& rulebook, dsl::Type const& type);

// Of all fields of a record, by name; under "" the fields that identify it.
using Storages = std::map<std::string, std::string>;
Storages storages_of(dsl::Rulebook const& rulebook, Index record);

// Our own tables: meta data.
extern char const* const own_tables;
// The log and what it is about: changes, decisions, other events, the sources of rulebooks. `_decision` has a column
// besides for each question parameter.
extern char const* const log_tables;
extern char const* const change_index;  // that of them which finds the changes of one record

}  // namespace bylaw::engine
