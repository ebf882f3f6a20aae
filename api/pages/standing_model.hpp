// Findings of standing compliance as templates take them, and the filters that pages share with the interface for
// programs.
#pragma once
#include <set>

#include "api/compliance/finding_filter.hpp"
#include "api/pages/page.hpp"
#include "engine/standing.hpp"

namespace bylaw::api::pages {

// The statuses as pages list them: the most pressing first.
std::vector<dsl::StandingStatus> const& shown_statuses();
std::string status_name(dsl::StandingStatus status);

// "leadership" of "leadership.head": the family that a rule belongs to.
std::string topic_of(dsl::Standing const& rule);
// All of them, in the order of their names.
std::vector<std::string> topics_of(dsl::Rulebook const& rulebook);

// What a page is narrowed to: the parameters that findings can be filtered by, a topic, and words of a group's name.
class FindingQuery {
 public:
  explicit FindingQuery(PageCall const& call);

  bool faulty() const { return faulty_; }
  bool keeps(engine::StandingRow const& row) const;
  // The same asked of rows that are only counted: whether their rule, status and first column say it all, and what.
  bool is_told_by_first_column() const;
  bool looks_at_first_column() const;
  bool keeps(dsl::Index rule, dsl::StandingStatus status) const;
  bool keeps_first(engine::Row about) const;
  // As parameters of a page, without empty ones; `without` and `with` change one of them.
  NamedValues const& values() const { return values_; }
  NamedValues with(std::string_view name, std::string_view value) const;
  // As parameters of the interface for programs, which knows no topics.
  NamedValues for_programs() const;

 private:
  PageCall const& call_;
  NamedValues values_;
  HttpRequest narrowed_;
  std::optional<FindingFilter> filter_;
  std::string topic_;
  std::vector<bool> on_topic_;  // by rule, where a topic was chosen
  std::optional<std::set<engine::Row>> found_;  // groups with the words in their name
  bool faulty_ = false;
};

// The record whose own page it is, which need not be named on every line.
struct OwnPage {
  dsl::Index record = dsl::none;
  engine::Row row = dsl::none;
};
Model standing_model(PageCall const& call, engine::StandingRow const& row, dsl::Date date, OwnPage own = {});
// The same with rows of one rule and one status put together: one entry that names the first few they are about. `list`
// is where all of them are.
List grouped_findings(PageCall const& call, std::vector<engine::StandingRow> const& rows, std::size_t first,
                      std::size_t most, NamedValues const& list, OwnPage own = {});
// How many entries that makes.
std::size_t count_groups(std::vector<engine::StandingRow> const& rows);
// Form fields for the filters: selects of what the rulebook has.
List filter_fields(PageCall const& call, FindingQuery const& query);

// What the dashboard's views share: their links, the filters, the day.
void set_dashboard_frame(PageCall const& call, FindingQuery const& query, std::string const& here, Model& values);

// By pressure, then by the day it is due.
void sort_by_pressure(std::vector<engine::StandingRow>& rows);

}  // namespace bylaw::api::pages
