// What is wrong with an input, by place: JSON pointer, stable code, whole sentence. Readers add all the faults they see
// to one list; which status they become is decided where the answer is made.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bylaw::api {

struct InputFault {
  std::string pointer;  // RFC 6901; empty: the whole document
  std::string code;     // stable, for programs
  std::string message;  // a sentence, for people
  bool operator==(InputFault const&) const = default;
};

// A place in a document, as a chain of frames on the stack: costs nothing until a fault needs it as text.
// A Place must not outlive its parent.
class Place {
 public:
  Place() = default;
  Place(Place const& parent, std::string_view key) : parent_(&parent), key_(key) {}
  Place(Place const& parent, std::size_t position) : parent_(&parent), position_(position), in_list_(true) {}
  std::string pointer() const;

 private:
  Place const* parent_ = nullptr;
  std::string_view key_;
  std::size_t position_ = 0;
  bool in_list_ = false;
};

// `parent` with one more step, escaped.
std::string pointer_to(std::string parent, std::string_view key);

// At most `most` faults are kept: an answer has to stay readable.
class InputFaults {
 public:
  static constexpr std::size_t most = 1000;

  void add(Place const& place, std::string_view code, std::string message);
  void add(InputFault fault);
  bool empty() const { return faults_.empty(); }
  std::size_t size() const { return faults_.size(); }
  std::vector<InputFault> const& all() const { return faults_; }

 private:
  std::vector<InputFault> faults_;
};

// The input's own words in a message: quoted, and cut when they are long.
std::string in_quotes(std::string_view text);

}  // namespace bylaw::api
