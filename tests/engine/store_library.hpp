// A lending library: a rulebook made for the tests of snapshots and stores, with every kind of field, and records of it
// written as texts.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "dsl/check.hpp"
#include "engine/constant_text.hpp"
#include "engine/state.hpp"

namespace bylaw::engine::library {

inline std::string const text = R"(
rulebook library "Rules of the lending library"
question
  reader: ref member "Who borrows?"
  branch: ref branch "Where?"
end
enumeration genre
  fiction
  science
  travel
end
record branch
  id: id
  name: text
  parent: ref branch optional
end
record member
  id: id
  name: text
  joined_on: date
  expelled_on: date event
  until: date open
  balance: money optional
  discount: decimal optional
  patience: duration optional
  birthday: month_day optional
end
record book
  id: id
  title: text
  genre: genre
  pages: integer optional
  fragile: boolean optional
  tags: list of text optional
  related: list of ref book optional
  genres: list of genre optional
end
record order key book, member
  book: ref book
  member: ref member
  branch: ref branch optional
  group: text optional
end
record rate key currency, on rates worth in EUR by currency, on
  currency: currency
  on: date
  worth: decimal
end
record setting key name
  name: text
  value: text
end
define is_called(b: ref book, title: text) = b.title is title
setting loans.most: integer default 5 "How many books a reader may have"
setting loans.fine: money default EUR 2.50 "The fine for a late book"
setting loans.closing: month_day default none "The last day of the year"
setting loans.favourite: genre default fiction "What we like"
setting loans.banned: list of genre default none "What we do not lend"
setting loans.strict: boolean default none "Whether we insist"
setting loans.motto: text default "read more" "What stands over the door"
setting loans.home: ref branch default none "Where lost books go"
)";

inline std::shared_ptr<dsl::Rulebook const> rulebook_of(std::string source) {
  auto checked = dsl::check({{"library.rules", std::move(source)}});
  for (auto const& diagnostic : checked.diagnostics) {
    if (diagnostic.severity == dsl::Severity::error) ADD_FAILURE() << dsl::render(checked.rulebook.sources, diagnostic);
  }
  return std::make_shared<dsl::Rulebook const>(std::move(checked.rulebook));
}

inline std::shared_ptr<dsl::Rulebook const> const& rulebook() {
  static auto const made = rulebook_of(text);
  return made;
}

// `text` with one piece of it replaced.
inline std::string changed(std::string_view from, std::string_view to) {
  auto result = text;
  auto const at = result.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return result.replace(at, from.size(), to);
}

// Fields and their values as texts; the items of lists are separated by commas.
using Fields = std::vector<std::pair<std::string, std::string>>;

inline Datum datum(dsl::Rulebook const& rulebook, dsl::Type const& type, std::string const& text_value) {
  if (!type.list) return {constant_of(rulebook, type, text_value).value(), {}};
  Datum made;
  for (std::size_t at = 0; at < text_value.size();) {
    auto const comma = std::min(text_value.find(',', at), text_value.size());
    made.items.push_back(constant_of(rulebook, type, text_value.substr(at, comma - at)).value());
    at = comma + 1;
  }
  return made;
}

inline StateRecord row(dsl::Rulebook const& rulebook, std::string const& record, Fields const& fields) {
  auto const& declared = rulebook.records.at(dsl::find_record(rulebook, record));
  StateRecord made;
  made.fields.resize(declared.fields.size());
  for (auto const& [name, value] : fields) {
    auto const field = dsl::find_field(declared, name);
    made.fields.at(field) = datum(rulebook, declared.fields.at(field).type, value);
  }
  return made;
}
inline StateRecord row(std::string const& record, Fields const& fields) { return row(*rulebook(), record, fields); }

inline Index record(std::string const& name) { return dsl::find_record(*rulebook(), name); }
inline Index field(std::string const& record_name, std::string const& name) {
  return dsl::find_field(rulebook()->records.at(record(record_name)), name);
}
inline StateTable table(std::string const& name, std::vector<Fields> const& rows) {
  StateTable made{record(name), {}};
  for (auto const& fields : rows) made.rows.push_back(row(name, fields));
  return made;
}

// Two branches, two members, three books, one order: every kind of value, and references backwards and forwards.
inline State state() {
  return {
      table("order", {{{"book", "b-1"}, {"member", "m-1"}, {"branch", "east"}, {"group", "by \"name\"\n"}}}),
      table("book",
            {{{"id", "b-1"},
              {"title", "Dune"},
              {"genre", "fiction"},
              {"pages", "412"},
              {"fragile", "false"},
              {"tags", "sand,long"},
              {"related", "b-2"}},
             {{"id", "b-2"}, {"title", "Cosmos"}, {"genre", "science"}, {"tags", ""}, {"genres", "travel,fiction"}},
             {{"id", "b-3"}, {"title", "Dune"}, {"genre", "travel"}, {"fragile", "true"}}}),
      table("member", {{{"id", "m-1"},
                        {"name", "Ada"},
                        {"joined_on", "2020-02-29"},
                        {"balance", "EUR 12.30"},
                        {"discount", "0.125"},
                        {"patience", "2 months"},
                        {"birthday", "02-29"}},
                       {{"id", "m-2"},
                        {"name", "Bo"},
                        {"joined_on", "2021-01-01"},
                        {"expelled_on", "2022-05-05"},
                        {"until", "2023-01-01"}}}),
      table("branch", {{{"id", "east"}, {"name", "East"}, {"parent", "main"}}, {{"id", "main"}, {"name", "Main"}}}),
      table("rate", {{{"currency", "USD"}, {"on", "2024-01-01"}, {"worth", "0.91"}}}),
  };
}

}  // namespace bylaw::engine::library
