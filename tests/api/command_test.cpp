// The commands, from words to exit status, over files in a folder of their own.
#include "api/commands/command.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "tests/api/workshop.hpp"

namespace bylaw::api {
namespace {

using testing::HasSubstr;
using workshop::Json;

class Commands : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("bylaw-" + std::to_string(getpid()) + '-' +
                                                        testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder_ / "rules");
    write("rules/workshop.rules", workshop::text);
    write("state.json", workshop::state);
    write("question.json", workshop::question);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string path(std::string const& name) const { return (folder_ / name).string(); }
  void write(std::string const& name, std::string const& text) const { std::ofstream(folder_ / name) << text; }
  std::string read(std::string const& name) const {
    std::ifstream file(folder_ / name);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  int run(std::vector<std::string> const& words, std::string const& input = {}) {
    std::istringstream in(input);
    std::ostringstream out, err;
    auto const status = run_command(words, {in, out, err});
    out_ = out.str();
    err_ = err.str();
    return status;
  }

  std::filesystem::path folder_;
  std::string out_, err_;
};

TEST_F(Commands, SayHowTheyAreUsed) {
  EXPECT_EQ(run({}), 2);
  EXPECT_EQ(run({"--help"}), 0);
  for (auto const* name : {"serve", "import", "export", "decide", "explain", "check", "fmt", "test", "coverage"}) {
    EXPECT_THAT(run({"--help"}), 0);
    EXPECT_THAT(out_, HasSubstr(std::string("  ") + name));
    EXPECT_EQ(run({name, "--help"}), 0);
    EXPECT_THAT(out_, HasSubstr(std::string("usage: bylaw ") + name));
  }
  EXPECT_EQ(run({"chek"}), 2);
  EXPECT_THAT(err_, HasSubstr("the nearest is \"check\""));
  EXPECT_EQ(run({"decide", "--rule", "x", "y"}), 2);
  EXPECT_THAT(err_, HasSubstr("the nearest is \"--rules\""));
  EXPECT_EQ(run({"decide", "--rules", path("rules")}), 2);
  EXPECT_EQ(run({"decide", "--rules", path("rules"), "a", "b"}), 2);
  EXPECT_EQ(run({"check", path("nowhere")}), 2);
}

TEST_F(Commands, DecideAnswersWithoutAServer) {
  EXPECT_EQ(run({"decide", "--rules", path("rules"), "--state", path("state.json"), path("question.json")}), 1) << err_;
  EXPECT_EQ(Json::parse(out_).at("outcome"), "action_required");
  EXPECT_EQ(run({"decide", "--rules", path("rules"), "--state", path("state.json"), "-"},
                R"({"action":"teach","bench":"b-2","date":"2024-05-06","facts":{"pupils":3}})"),
            0)
      << err_;
  EXPECT_EQ(Json::parse(out_).at("outcome"), "action_requested");
}

TEST_F(Commands, DecideSaysWhatIsWrongWithItsInput) {
  EXPECT_EQ(run({"decide", "--rules", path("rules"), "-"}, R"({"action":"teech","date":"2024-05-06"})"), 2);
  EXPECT_THAT(err_, HasSubstr("/action: There is no action \"teech\"; the nearest is \"teach\"."));
  EXPECT_EQ(run({"decide", "--rules", path("rules"), "-"}, "{"), 2);
  write("state.json", R"({"bench":[{"id":"b","name":"B","material":"stone","keeper":"x"}]})");
  EXPECT_EQ(run({"decide", "--rules", path("rules"), "--state", path("state.json"), path("question.json")}), 2);
  EXPECT_THAT(err_, HasSubstr("/bench/0/material"));
  EXPECT_THAT(err_, HasSubstr("/bench/0/keeper"));
  EXPECT_EQ(run({"decide", "--rules", path("rules"), "--state", path("none.json"), path("question.json")}), 2);
}

TEST_F(Commands, ExplainTellsADecisionAndARule) {
  EXPECT_EQ(run({"explain", "--rules", path("rules"), "--state", path("state.json"), path("question.json")}), 1)
      << err_;
  EXPECT_THAT(out_,
              testing::StartsWith("Ask the keeper of the bench first\nOutcome: action required on 2024-05-06.\n"));
  EXPECT_THAT(out_, HasSubstr("house/1/ask-keeper"));
  EXPECT_THAT(out_, HasSubstr("\nWhat this rests on:\n- the cost = EUR 250 (request)\n"));
  EXPECT_THAT(out_, HasSubstr("\nWhat was assumed:\n- the room is lit = true: The benches stand in lit rooms.\n"));
  EXPECT_EQ(run({"explain", "--rules", path("rules"), "bench.keeper"}), 0);
  EXPECT_THAT(out_, HasSubstr("Ask the keeper of the bench first"));
  EXPECT_EQ(run({"explain", "--rules", path("rules"), "bench.keper"}), 2);
  EXPECT_THAT(err_, HasSubstr("the nearest is \"bench.keeper\""));
}

TEST_F(Commands, CheckFindsFaults) {
  EXPECT_EQ(run({"check", path("rules")}), 0) << err_;
  write("rules/more.rules", "rule x.y \"X\"\n  norm house/9/none\nend\n");
  EXPECT_EQ(run({"check", path("rules")}), 1);
  EXPECT_THAT(err_, HasSubstr("more.rules:2:"));
  EXPECT_EQ(run({"check", "--json", path("rules")}), 1);
  EXPECT_FALSE(Json::parse(out_).empty());
  EXPECT_EQ(run({"decide", "--rules", path("rules"), path("question.json")}), 2);
}

TEST_F(Commands, FormatLaysOutAndKeepsWhatIsWrong) {
  EXPECT_EQ(run({"fmt", path("rules")}), 0) << err_;
  auto const once = read("rules/workshop.rules");
  EXPECT_EQ(run({"fmt", "--check", path("rules")}), 0);
  write("rules/workshop.rules", "  " + once);
  EXPECT_EQ(run({"fmt", "--check", path("rules")}), 1);
  EXPECT_THAT(out_, HasSubstr("workshop.rules"));
  EXPECT_EQ(read("rules/workshop.rules"), "  " + once);
  EXPECT_EQ(run({"fmt", path("rules")}), 0);
  EXPECT_EQ(read("rules/workshop.rules"), once);
  EXPECT_EQ(run({"fmt", "-"}, "  " + once), 0);
  EXPECT_EQ(out_, once);
  write("rules/broken.rules", "rule rule rule");
  EXPECT_EQ(run({"fmt", path("rules")}), 2);
  EXPECT_EQ(read("rules/broken.rules"), "rule rule rule");
}

TEST_F(Commands, TestRunsScenariosAndShowsWhatTheyMiss) {
  EXPECT_EQ(run({"test", path("rules")}), 0) << out_;
  EXPECT_THAT(out_, HasSubstr("2 scenarios passed, 0 failed"));
  EXPECT_THAT(out_, HasSubstr("not reached: lesson.agree: no scenario in which it applies"));
  EXPECT_EQ(run({"test", "--quiet", path("rules")}), 0);
  EXPECT_EQ(out_, "2 scenarios passed, 0 failed\n");
  write("rules/more.rules", R"(scenario "wrong in every way"
  given room
  when use_bench on 2024-05-06 with bench "b-1", cost EUR 101
  expect clear, house/1/ask-keeper satisfied, no house/1/ask-keeper, missing purpose
end
)");
  EXPECT_EQ(run({"test", "--quiet", path("rules")}), 1);
  EXPECT_THAT(out_, HasSubstr("more.rules:1: failed: wrong in every way"));
  EXPECT_THAT(out_, HasSubstr("expected clear, got action_required"));
  EXPECT_THAT(out_, HasSubstr("house/1/ask-keeper: expected satisfied, got outstanding"));
  EXPECT_THAT(out_, HasSubstr("house/1/ask-keeper: expected no finding, got outstanding"));
  EXPECT_THAT(out_, HasSubstr("does not ask for purpose; asks for nothing"));
}

TEST_F(Commands, TestShowsBoundariesAndConditions) {
  EXPECT_EQ(run({"test", path("rules")}), 0);
  EXPECT_THAT(out_, testing::Not(HasSubstr("cost is exactly")));  // a scenario has exactly 100 euros
  EXPECT_THAT(out_, HasSubstr("bench.keeper: done when"));        // none has a permit
}

TEST_F(Commands, ImportAndExportMoveRecords) {
  std::vector<std::string> const to = {"--db", path("w.db"), "--rules", path("rules")};
  auto const with = [&](std::vector<std::string> words) {
    words.insert(words.begin() + 1, to.begin(), to.end());
    return words;
  };
  EXPECT_EQ(run(with({"import", path("state.json")})), 0) << err_;
  EXPECT_THAT(err_, HasSubstr("2 person"));
  EXPECT_EQ(run(with({"export"})), 0) << err_;
  EXPECT_EQ(Json::parse(out_), Json::parse(workshop::state));
  EXPECT_EQ(run(with({"import", "--mode", "replace", "-"}), R"({"person":[{"id":"x"}]})"), 2);
  EXPECT_THAT(err_, HasSubstr("/person/0/name"));
  EXPECT_EQ(run(with({"import", "--mode", "replace", "-"}), R"({"person":[{"id":"x","name":"X"}]})"), 0);
  EXPECT_EQ(run(with({"import", "--mode", "add", "-"}), "{}"), 2);
  run(with({"export"}));
  EXPECT_EQ(Json::parse(out_).at("person").size(), 1u);
}

// Gives a text at once and ends some seconds later.
class SlowInput final : public std::streambuf {
 public:
  explicit SlowInput(std::string text) : text_(std::move(text)) {}

 private:
  int_type underflow() override {
    if (given_) {
      std::this_thread::sleep_for(std::chrono::milliseconds(2100));
      return traits_type::eof();
    }
    given_ = true;
    setg(text_.data(), text_.data(), text_.data() + text_.size());
    return traits_type::to_int_type(text_.front());
  }

  std::string text_;
  bool given_ = false;
};

TEST_F(Commands, ImportTellsHowFarItIsWhenItTakesLong) {
  SlowInput input(R"({"person":[{"id":"x","name":"X"}]})");
  std::istream in(&input);
  std::ostringstream out, err;
  EXPECT_EQ(run_command({"import", "--db", path("w.db"), "--rules", path("rules"), "-"}, {in, out, err}), 0);
  EXPECT_THAT(err.str(), HasSubstr("  1 records, 0 a second\n"));
  EXPECT_EQ(run({"import", "--db", path("w.db"), "--rules", path("rules"), path("state.json")}), 0);
  EXPECT_THAT(err_, testing::Not(HasSubstr("a second")));
}

TEST_F(Commands, ServeRefusesAddressesThatOthersReach) {
  for (auto const* address : {"0.0.0.0:0", "[::]:0", "192.0.2.1:0", "nonsense"}) {
    EXPECT_EQ(run({"serve", "--db", path("w.db"), "--rules", path("rules"), "--dev", "--listen", address}), 2)
        << address;
  }
  EXPECT_FALSE(std::filesystem::exists(path("w.db")));
}

TEST_F(Commands, CoverageAccountsForEveryNorm) { EXPECT_EQ(run({"coverage", "--rules", path("rules")}), 0) << out_; }

}  // namespace
}  // namespace bylaw::api
