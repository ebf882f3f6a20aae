#include "tests/bench/material.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "api/answer_question.hpp"
#include "api/import_state.hpp"

namespace bylaw::bench {
namespace {

using Json = nlohmann::json;

[[noreturn]] void give_up(std::string const& why) {
  std::fprintf(stderr, "%s\n", why.c_str());
  std::exit(2);
}

std::string read_data(std::string const& name) {
  std::ifstream file(BYLAW_BENCH_DATA "/" + name, std::ios::binary);
  std::ostringstream text;
  if (!(text << file.rdbuf())) give_up("There is no " BYLAW_BENCH_DATA "/" + name);
  return std::move(text).str();
}

std::string new_folder() {
  auto pattern = (std::filesystem::temp_directory_path() / "bylaw-bench-XXXXXX").string();
  if (!::mkdtemp(pattern.data())) give_up("No folder can be made beside " + pattern);
  return pattern;
}

// What the kind is about must be among the findings.
bool shows(Json const& answer, Json const& kind) {
  return std::ranges::any_of(answer["findings"], [&](Json const& finding) {
    auto const& also = finding["also"];
    bool const named = finding["norm"] == kind["norm"] || std::ranges::find(also, kind["norm"]) != also.end();
    return named && finding["status"] == kind["status"];
  });
}

void try_out(Material const& made, Json const& kind, std::string const& request) {
  auto const read = api::parse_json(request);
  auto const answered = api::answer_question(*made.program, made.store->snapshot(), *read,
                                             {"id", "2025-06-02T00:00:00.000Z"}, *made.texts);
  auto const& name = kind["name"].get_ref<std::string const&>();
  if (!answered) give_up(name + ": refused: " + request + '\n' + answered.error().all().front().message);
  if (!shows(Json::parse(answered->json), kind))
    give_up(name + ": the answer does not show it: " + request + '\n' + answered->json);
}

Kind read_kind(Material const& made, Json const& json) {
  Kind kind{json["name"], json["mixed"], {}};
  for (auto const& question : json["questions"]) {
    kind.requests.push_back(question.dump());
    try_out(made, json, kind.requests.back());
  }
  return kind;
}

Material make() {
  auto const rulebook = checked(read_rules());
  Material made{rulebook,
                engine::compile(rulebook),
                std::make_unique<api::RuleTexts>(*rulebook),
                ScratchStore(rulebook),
                {}};
  import_network(*made.store, *rulebook, network_text());
  for (auto const& kind : Json::parse(read_data("questions.json"))) made.kinds.push_back(read_kind(made, kind));
  return made;
}

}  // namespace

ScratchStore::ScratchStore(std::shared_ptr<dsl::Rulebook const> rulebook)
    : folder_(new_folder()), store_(engine::Store::open(folder_ + "/bench.db", std::move(rulebook))) {}

ScratchStore::~ScratchStore() {
  if (!store_) return;  // moved from
  store_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::vector<dsl::Source> read_rules() { return dsl::read_sources(BYLAW_RULES); }

std::shared_ptr<dsl::Rulebook const> checked(std::vector<dsl::Source> sources) {
  auto made = dsl::check(std::move(sources));
  for (auto const& diagnostic : made.diagnostics) {
    if (diagnostic.severity == dsl::Severity::error) give_up("The rules have errors: " + diagnostic.message);
  }
  return std::make_shared<dsl::Rulebook>(std::move(made.rulebook));
}

std::string network_text(int times) {
  return read_data(times == 1 ? "network.json" : "network_" + std::to_string(times) + ".json");
}

void import_network(engine::Store& store, dsl::Rulebook const& rulebook, std::string const& text) {
  auto const imported =
      api::import_state(store, rulebook, text, engine::ImportMode::replace, {"benchmark", "2025-06-02T00:00:00.000Z"});
  if (!imported) give_up("The demo network is refused: " + imported.error().detail);
}

std::string with_members(std::string request, std::string const& members) {
  if (!members.empty()) request.insert(request.size() - 1, ',' + members);
  return request;
}

std::vector<std::string> Material::mix(std::string const& members) const {
  std::size_t most = 0;
  for (auto const& kind : kinds) most = std::max(most, kind.requests.size());
  std::vector<std::string> requests;
  for (std::size_t i = 0; i < most; ++i) {
    for (auto const& kind : kinds)
      if (kind.mixed) requests.push_back(with_members(kind.requests[i % kind.requests.size()], members));
  }
  return requests;
}

Material const& material() {
  static Material const made = make();
  return made;
}

}  // namespace bylaw::bench
