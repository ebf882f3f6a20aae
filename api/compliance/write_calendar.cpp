#include "api/compliance/write_calendar.hpp"

#include "dsl/sha256.hpp"

namespace bylaw::api {
namespace {

constexpr std::size_t longest_line = 75;  // bytes, without the line break

std::string digits_of(dsl::Date date) {
  auto text = dsl::to_string(date);
  std::erase(text, '-');
  return text;
}

class CalendarWriter {
 public:
  CalendarWriter(engine::Program const& program, engine::Snapshot const& snapshot, dsl::Date date, FindingSight& sight)
      : program_(program), snapshot_(snapshot), rulebook_(*snapshot.rulebook), date_(date), sight_(sight) {}

  std::string write(std::span<engine::StandingRow const> rows) {
    for (auto const* line :
         {"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Bylaw//Due dates//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"})
      add(line);
    add("X-WR-CALNAME:" + calendar_text(rulebook_.title));
    for (auto const& row : rows) write_event(row);
    add("END:VCALENDAR");
    return std::move(out_);
  }

 private:
  void add(std::string_view line) { out_ += content_line(line); }

  void write_event(engine::StandingRow const& row) {
    auto const& rule = rulebook_.standing[row.rule];
    auto const concerns = concerns_of(row);
    add("BEGIN:VEVENT");
    add("UID:" + identity_of(row) + "@bylaw");
    add("DTSTAMP:" + digits_of(date_) + "T000000Z");
    add("DTSTART;VALUE=DATE:" + digits_of(*row.due));
    add("DTEND;VALUE=DATE:" + digits_of({row.due->days + 1}));
    add("SUMMARY:" + calendar_text(concerns + rule.title));
    add("DESCRIPTION:" + calendar_text(description_of(row)));
    add("CATEGORIES:" + std::string(dsl::syntax::to_string(row.status)));
    add("TRANSP:TRANSPARENT");
    add("END:VEVENT");
  }

  // "g-cats, p-ana: "
  std::string concerns_of(engine::StandingRow const& row) const {
    std::string text;
    for (std::size_t column = 0; column < rulebook_.columns.size(); ++column) {
      if (row.concerns[column] == dsl::none) continue;
      text += text.empty() ? "" : ", ";
      text += snapshot_.key(rulebook_.columns[column].type.of, row.concerns[column]);
    }
    return text.empty() ? text : text + ": ";
  }

  std::string description_of(engine::StandingRow const& row) {
    auto const& norm = rulebook_.norms[rulebook_.standing[row.rule].norm];
    std::string text;
    if (sight_.details(snapshot_, row))
      for (auto const& detail : engine::details_of(program_, snapshot_, date_, row)) text += detail + '\n';
    return text + norm.says + '\n' + norm.document + ' ' + norm.section;
  }

  // What the row is, whatever its status and however the records are numbered.
  std::string identity_of(engine::StandingRow const& row) const {
    auto const& rule = rulebook_.standing[row.rule];
    auto text = rule.name + '\n' + concerns_of(row) + '\n';
    if (rule.record != dsl::none) text += snapshot_.key(rule.record, row.subject);
    if (row.number) text += '\n' + std::to_string(*row.number);
    return dsl::sha256_hex(text).substr(0, 32);
  }

  engine::Program const& program_;
  engine::Snapshot const& snapshot_;
  dsl::Rulebook const& rulebook_;
  dsl::Date date_;
  FindingSight& sight_;
  std::string out_;
};

}  // namespace

std::string calendar_of(engine::Program const& program, engine::Snapshot const& snapshot, dsl::Date date,
                        FindingSight& sight, std::span<engine::StandingRow const> rows) {
  return CalendarWriter(program, snapshot, date, sight).write(rows);
}

std::string content_line(std::string_view text) {
  std::string out;
  for (std::size_t room = longest_line; text.size() > room; room = longest_line - 1) {
    auto end = room;
    while (end > 1 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    out.append(text.substr(0, end)).append("\r\n ");
    text.remove_prefix(end);
  }
  return out.append(text).append("\r\n");
}

std::string calendar_text(std::string_view text) {
  std::string escaped;
  for (char const letter : text) {
    if (letter == '\n') {
      escaped += "\\n";
    } else if (letter == '\\' || letter == ',' || letter == ';') {
      escaped.append({'\\', letter});
    } else if (static_cast<unsigned char>(letter) >= 0x20) {
      escaped += letter;
    }
  }
  return escaped;
}

}  // namespace bylaw::api
