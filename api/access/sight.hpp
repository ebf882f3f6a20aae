// What one caller sees of the records. Whose they are is judged by what is recorded now and today, never by records
// that a question lays over them or by a day that the caller chose. For one thread and one request.
#pragma once
#include <map>
#include <memory>
#include <string_view>

#include "api/access/caller.hpp"
#include "engine/decide.hpp"
#include "engine/own_records.hpp"

namespace bylaw::api {

class Sight {
 public:
  Sight(engine::Program const& program, std::shared_ptr<engine::Snapshot const> now, dsl::Date today,
        Caller const& caller);

  Caller const& caller() const { return caller_; }
  engine::Snapshot const& now() const { return *now_; }
  // Nothing is hidden: there is no need to look at anything one by one.
  bool is_whole() const { return whole_; }
  // Everything confidential of this kind of record.
  bool sees_all(dsl::Index record) const;
  // Whether there is anything confidential about this kind that the caller may not see all of.
  bool is_limited(dsl::Index record) const;

  // Of a row of any snapshot; it is looked for by its key among the records as they are now.
  bool row(engine::Snapshot const& of, dsl::Index record, engine::Row row);
  bool confidential_fields(engine::Snapshot const& of, dsl::Index record, engine::Row row);
  bool field(engine::Snapshot const& of, dsl::Index record, engine::Row row, dsl::Index field);
  bool owns(engine::Snapshot const& of, dsl::Index record, engine::Row row);

  // The same by key. One that is not there is seen only by who sees all of its kind.
  bool row(dsl::Index record, std::string_view key);
  bool confidential_fields(dsl::Index record, std::string_view key);
  bool owns(dsl::Index record, std::string_view key);
  // It is there, and the caller must not know.
  bool hides(dsl::Index record, std::string_view key);

  // The record without the fields, and without the references, that the caller may not see.
  engine::StateRecord shown(dsl::Index record, engine::StateRecord row);
  // Whether the record would be the caller's own if it were recorded like that.
  bool would_own(dsl::Index record, engine::StateRecord const& row);

 private:
  bool judge(dsl::Index record, std::optional<engine::Row> row);
  std::optional<engine::Row> here(engine::Snapshot const& of, dsl::Index record, engine::Row row) const;
  dsl::Reach sees(dsl::Index record) const;
  void keep_known(dsl::Index record, engine::Datum& datum);

  engine::Program const& program_;
  std::shared_ptr<engine::Snapshot const> now_;
  dsl::Date today_;
  Caller const& caller_;
  bool whole_ = false;
  std::optional<engine::OwnRecords> own_;
  std::map<std::pair<dsl::Index, engine::Row>, bool> judged_;
};

}  // namespace bylaw::api
