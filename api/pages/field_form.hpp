// Fields of records as parts of a form, by their types, and back to JSON, with what is wrong said beside each.
#pragma once
#include <optional>

#include "api/json_writer.hpp"
#include "api/pages/page.hpp"
#include "api/pages/words.hpp"
#include "api/problem.hpp"

namespace bylaw::api::pages {

struct FieldFault {
  std::string field, said;  // no field: of the whole form
};

class FieldForm {
 public:
  explicit FieldForm(PageCall const& call) : call_(call), words_(*call.snapshot, call.language) {}

  // `text` is what the field holds; lists have commas between.
  Model shown(dsl::Field const& field, std::string const& text) const;
  // Reads a text into JSON; adds a fault where it is none of the type. An empty one writes nothing.
  void read(JsonWriter& json, dsl::Field const& field, std::string const& text);
  // The value alone, without its key.
  bool read_value(JsonWriter& json, dsl::Field const& field, std::string const& text);

  std::vector<FieldFault> faults;
  // From a problem document of the interface for programs.
  void add(Problem const& problem);
  // Sets what the templates need to tell of all faults.
  void set_faults(Model& values) const;

  dsl::Record const* declared = nullptr;  // what the fields are of, where they are of one record

 private:
  std::string said(std::string const& name, InputFault const& fault) const;
  std::string hint(dsl::Type type, std::string const& text) const;
  std::optional<std::string> reference(dsl::Type type, std::string const& name, std::string const& text);

  PageCall const& call_;
  Words words_;
};

}  // namespace bylaw::api::pages
