#include "api/pages/question_form.hpp"

#include <algorithm>
#include <set>

#include "api/pages/record_search.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {
namespace {

using dsl::TypeKind;

constexpr std::size_t most_radios = 8, most_in_list = 250, most_found = 25;

class QuestionForm {
 public:
  QuestionForm(PageCall const& call, std::vector<Item> const& items, Answers const& answers, Item const& item)
      : call_(call), items_(items), answers_(answers), item_(item), words_(*call.snapshot, call.language) {}

  Model made() {
    form_ = model({{"name", item_.name}, {"help", item_.help}, {"label", item_.label}, {"hidden", hidden()}});
    form_.set("value", joined());
    switch (item_.type.kind) {
      case TypeKind::boolean:
        yes_or_no();
        break;
      case TypeKind::enumeration:
        choices();
        break;
      case TypeKind::reference:
        records();
        break;
      case TypeKind::money:
        money();
        break;
      case TypeKind::date:
        form_.set("is_date", true);
        break;
      default:
        form_.set("is_text", true);
        form_.set("is_list", item_.type.list);
    }
    return std::move(form_);
  }

 private:
  std::vector<std::string> given() const {
    auto const found = answers_.given.find(item_.name);
    return found == answers_.given.end() ? std::vector<std::string>{} : found->second;
  }
  bool known_unknown() const { return answers_.answered(item_.name) && given().empty(); }

  std::string joined() const {
    std::string text;
    for (auto const& value : given()) text += (text.empty() ? "" : ", ") + value;
    return text;
  }

  // The other answers go along.
  List hidden() const {
    List fields;
    for (auto const& [name, value] : query_of(items_, answers_)) {
      bool const own = name == item_.name || (item_.name == "date" && name == "already_done");
      if (!own) fields.push_back(model({{"name", name}, {"value", value}}));
    }
    return fields;
  }

  void offer(std::vector<std::pair<std::string, std::string>> const& values) {
    List options;
    auto const chosen = given();
    for (std::size_t i = 0; i < values.size(); ++i)
      options.push_back(model({{"value", values[i].first},
                               {"label", values[i].second},
                               {"id", "option-" + std::to_string(i + 1)},
                               {"chosen", std::ranges::count(chosen, values[i].first) > 0}}));
    form_.set("options", options);
    form_.set("unknown_chosen", known_unknown());
    form_.set(item_.type.list ? "is_several" : "is_choice", true);
  }

  void yes_or_no() { offer({{"true", call_.texts().get("yes")}, {"false", call_.texts().get("no")}}); }

  void choices() {
    std::vector<std::pair<std::string, std::string>> values;
    for (auto const& value : call_.rulebook().enumerations[item_.type.of].values)
      values.emplace_back(value.name, capitalised(value.label));
    offer(values);
  }

  void money() {
    form_.set("is_money", true);
    auto const values = given();
    std::string const value = values.empty() ? "" : values.front();
    form_.set("figures", value.size() > 4 ? value.substr(4) : call_.given(item_.name + ".number"));
    auto const sent = call_.given(item_.name + ".currency");
    auto const chosen = value.size() > 4 ? value.substr(0, 3) : sent;
    List currencies;
    for (auto const& code : this->currencies())
      currencies.push_back(model({{"code", code}, {"chosen", code == chosen}}));
    form_.set("currencies", currencies);
  }

  // Those that amounts can be compared in: the one rates are in comes first.
  std::vector<std::string> currencies() const {
    std::vector<std::string> codes;
    auto const& rates = call_.rulebook().rates;
    if (!rates) return {"USD", "EUR", "CHF", "GBP"};
    codes.push_back(dsl::to_string(rates->base));
    std::set<std::string> others;
    auto const& table = call_.snapshot->table(rates->record);
    auto const type = call_.rulebook().records[rates->record].fields[rates->currency].type;
    for (auto const row : table.rows) others.insert(written(*call_.snapshot, type, table.value(row, rates->currency)));
    others.erase(codes.front());
    codes.insert(codes.end(), others.begin(), others.end());
    return codes;
  }

  void records() {
    auto const wanted = call_.given("find");
    auto rows = candidate_rows(call_, items_, answers_, item_);
    if (rows.size() > most_in_list) {
      form_.set("is_search", true);
      form_.set("find", wanted);
      auto found = wanted.empty() ? known_rows() : search_records(*call_.snapshot, item_.type.of, wanted, most_found);
      form_.set("searched", !wanted.empty());
      form_.set("found_none", !wanted.empty() && found.empty());
      form_.set("has_results", !found.empty());
      rows = std::move(found);
    }
    std::vector<std::pair<std::string, std::string>> values;
    for (auto const row : rows)
      values.emplace_back(call_.snapshot->key(item_.type.of, row), words_.title(item_.type.of, row));
    std::ranges::sort(values, {}, &std::pair<std::string, std::string>::second);
    offer(values);
    bool const drop_down = values.size() > most_radios && !item_.type.list && rows.size() > most_found;
    form_.set("is_choice", !drop_down && !item_.type.list);
    form_.set("is_drop_down", drop_down);
  }

  // Who asks, and who was given: offered before anything is searched for.
  std::vector<engine::Row> known_rows() const {
    std::vector<engine::Row> rows;
    if (item_.type.of == people_of(call_.rulebook()) && call_.viewer.known()) rows.push_back(call_.viewer.row);
    for (auto const& key : given())
      if (auto const row = call_.snapshot->find(item_.type.of, key); row && std::ranges::count(rows, *row) == 0)
        rows.push_back(*row);
    return rows;
  }

  PageCall const& call_;
  std::vector<Item> const& items_;
  Answers const& answers_;
  Item const& item_;
  Words words_;
  Model form_;
};

}  // namespace

Model question_form(PageCall const& call, std::vector<Item> const& items, Answers const& answers, Item const& item) {
  return QuestionForm(call, items, answers, item).made();
}

List answer_rows(PageCall const& call, std::string const& path, std::vector<Item> const& items,
                 Answers const& answers) {
  Words const words(*call.snapshot, call.language);
  auto const query = query_of(items, answers);
  auto const change = [&](std::string_view name) {
    auto changed = query;
    changed.emplace_back("ask", name);
    return address(path, changed);
  };
  List rows;
  if (answers.date)
    rows.push_back(model({{"label", call.texts().get(answers.already_done ? "check.date.done" : "check.date.label")},
                          {"value", words.date(*answers.date)},
                          {"change", change("date")}}));
  for (auto const& item : items) {
    auto const found = answers.given.find(item.name);
    if (found == answers.given.end()) continue;
    std::string text;
    for (auto const& value : found->second) text += (text.empty() ? "" : ", ") + words.shown(item.type, value);
    rows.push_back(model({{"label", item.ask},
                          {"value", text.empty() ? call.texts().get("value.unknown") : text},
                          {"change", change(item.name)}}));
  }
  return rows;
}

}  // namespace bylaw::api::pages
