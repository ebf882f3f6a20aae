// Fills in a question from constants: texts become symbols, references rows of the snapshot it is asked over.
#pragma once
#include <memory>
#include <string>

#include "engine/decision.hpp"
#include "engine/state.hpp"

namespace bylaw::api {

class QuestionValues {
 public:
  // Every parameter and fact of the question starts as not given. `snapshot` must outlive this.
  explicit QuestionValues(engine::Snapshot const& snapshot);

  engine::Question question;  // `symbols` is set by finish()

  // Which reference leads nowhere: its position in a list (0 for a scalar), its record and key.
  struct NoSuchRecord {
    std::size_t item = 0;
    dsl::Index record = dsl::none;
    std::string key;
  };
  // Every reference of the value that leads nowhere; the value is given only when there is none.
  std::vector<NoSuchRecord> give_parameter(dsl::Index parameter, engine::Datum const& datum);
  std::vector<NoSuchRecord> give_fact(dsl::Index fact, engine::Datum const& datum);

  engine::Question finish();

 private:
  std::vector<NoSuchRecord> give(engine::Value& target, dsl::Type type, engine::Datum const& datum);
  engine::Value scalar(dsl::Type type, dsl::Constant const& constant, std::size_t item,
                       std::vector<NoSuchRecord>& missing);

  engine::Snapshot const& snapshot_;
  std::shared_ptr<engine::Symbols> symbols_;
};

}  // namespace bylaw::api
