// What a flood of bad signatures does to good partners, and to those in whose names they are made (security L7): half
// of them name keys that nobody has, at a thousand other nodes, half are by known keys and do not verify.
#include "storage/store.hpp"
#include "tests/bench/check.hpp"
#include "tests/bench/disk.hpp"
#include "tests/bench/ending.hpp"
#include "tests/bench/figures.hpp"
#include "tests/bench/load.hpp"
#include "tests/bench/measured_node.hpp"
#include "tests/bench/partners.hpp"

#include <CLI/CLI.hpp>
#include <future>
#include <iostream>

namespace collegium::bench {

namespace {

constexpr std::size_t introducing_connections = 8, good_connections = 16, bad_connections = 256;
constexpr std::size_t spare_files = 4'000;
constexpr std::size_t answers_to_a_question = 3;
constexpr double good_per_second = 100;
constexpr std::string_view asking_for_key = "GET /u/k";
constexpr std::string_view key_field = "keyId=\"", signature_field = "signature=\"";

struct Options {
    std::size_t origins = 1'000;
    double per_second = 5'000;
    std::size_t seconds = 10;
    std::size_t runs = 3;
    std::filesystem::path json;
};

std::string with(std::string text, std::string_view field, auto const& change) {
    auto const begin = text.find(field) + field.size();
    auto const end = text.find('"', begin);
    return text.replace(begin, end - begin, change(text.substr(begin, end - begin)));
}

class Flood {
public:
    explicit Flood(Options const& options)
        : options_{options},
          senders_{neighbourhood_, 64, 16},
          named_{neighbourhood_, "named", std::vector<Health>(options.origins, Health::well)},
          school_{neighbourhood_, "bench-flood"},
          receiver_{school_.domain(), school_.origin() + "/c/algebra"},
          figures_{"flood", {{"origins", options.origins}, {"seconds", options.seconds}}} {
        speak_plainly(school_);
        figures_.aim("p99 of good partners meanwhile, ms", 300);
        // A hundred at first, and those that are under way in the end.
        figures_.aim("keys asked for, a second", 110 + 100 / static_cast<double>(options.seconds));
    }

    // True if everything was as it should be.
    bool run() {
        senders_.become_partners_of(school_);
        let_all_be_partners();
        school_.add_person("ada", "Ada Okafor");
        school_.add_community("algebra", "Teaching algebra", "ada");
        founded_ = school_.counts().log;
        school_.keep();
        for (std::size_t run = 0; run < options_.runs; ++run) measure();
        std::cout << options_.per_second << " bad signatures a second, half of them by keys at " << options_.origins
                  << " nodes that do not have them, and " << good_per_second << " good ones, for " << options_.seconds
                  << " s; " << options_.runs << " runs\n"
                  << heading() << figures_.table();
        if (!options_.json.empty()) figures_.append_to(options_.json);
        return right_;
    }

private:
    void let_all_be_partners() const {
        storage::Store store{{school_.settings_file().parent_path() / "data"}};
        storage::Store::Change<storage::Nothing> const change = [&](auto& tx,
                                                                    auto& tables) -> Result<storage::Nothing> {
            for (std::size_t i = 0; i < named_.size(); ++i)
                tables.partners.put(tx, named_.domain(i), {storage::PartnerState::agreed, {}, "", ""});
            return storage::Nothing{};
        };
        static_cast<void>(store.write_now(change).value());
    }

    // Good mails made bad: another key is named, or the signature is that of something else.
    std::vector<Mail> bad_mails() const {
        auto const count = static_cast<std::size_t>(options_.per_second * static_cast<double>(options_.seconds));
        auto const good = introductions(senders_, receiver_);
        std::vector<Mail> mails;
        for (std::size_t i = 0; i < count; ++i) {
            auto mail = good[i % good.size()];
            auto const size = mail.request.size();
            if (i % 2 == 0)
                mail.request = with(mail.request, key_field, [&](std::string const&) {
                    return "https://" + named_.domain(i / 2 % named_.size()) + "/u/k" + std::to_string(i) + "#main-key";
                });
            else
                mail.request = with(mail.request, signature_field, [](std::string signature) {
                    std::swap(signature[10], signature[20]);
                    signature[30] = signature[30] == 'A' ? 'B' : 'A';
                    return signature;
                });
            mail.body_at = mail.body_at + mail.request.size() - size;
            mails.push_back(std::move(mail));
        }
        return mails;
    }

    void measure() {
        school_.bring_back();
        auto const introduced = introductions(senders_, receiver_);
        auto const usual = busy_hour(senders_, receiver_, {good_count(), answers_to_a_question});
        auto const bad = bad_mails();
        Accepted accepted;
        MeasuredNode node{school_, neighbourhood_};
        take(accepted, introduced, send_all(school_.port(), introduced, introducing_connections));
        named_.listen_for(std::string{asking_for_key});

        auto good = std::async(std::launch::async, [&] {
            return send_all(school_.port(), usual, good_connections, good_per_second);
        });
        auto const during = send_all(school_.port(), bad, bad_connections, options_.per_second);
        auto const answers = good.get();
        take(accepted, usual, answers);
        check_refused(during);
        figures_.add("bad signatures a second", static_cast<double>(bad.size()) / during.seconds);
        figures_.add("p50 of good partners meanwhile, ms", answers.percentile(0.5));
        figures_.add("p99 of good partners meanwhile, ms", answers.percentile(0.99));
        figures_.add("keys asked for, a second", static_cast<double>(named_.messages_with_it()) / during.seconds);
        figures_.add("of the bad ones told to come back", static_cast<double>(during.to_come_back));
        node.kill();
        auto const stored = check_store(school_.settings_file().parent_path() / "data", accepted, founded_);
        for (auto const& complaint : stored.complaints) complain(complaint);
        figures_.end_run();
    }

    std::size_t good_count() const {
        return static_cast<std::size_t>(good_per_second * static_cast<double>(options_.seconds));
    }

    void take(Accepted& accepted, std::vector<Mail> const& mails, Answers const& answers) {
        for (std::size_t i = 0; i < mails.size(); ++i) {
            if (answers.statuses[i] != 202) complain("a good mail was answered " + std::to_string(answers.statuses[i]));
            accepted.emplace(mails[i].id, &mails[i]);
        }
    }

    void check_refused(Answers const& answers) {
        for (auto const status : answers.statuses)
            if (status != 401 && status != 503)
                complain("a bad signature was answered " + std::to_string(status));
    }

    void complain(std::string const& words) {
        right_ = false;
        std::cerr << "wrong: " << words << '\n';
    }

    Options options_;
    journeys::Neighbourhood neighbourhood_;
    Senders senders_;
    Partners named_;
    journeys::School school_;
    Receiver receiver_;
    Figures figures_;
    std::uint64_t founded_ = 0;  // entries of the log that are the school's own
    bool right_ = true;
};

int run(int argc, char** argv) {
    Options options;
    CLI::App app{"A flood of bad signatures beside good partners, over plain HTTP on this computer"};
    app.add_option("--origins", options.origins, "Nodes whose keys are named")
        ->check(CLI::Range(std::size_t{1}, std::size_t{2'000}))
        ->capture_default_str();
    app.add_option("--per-second", options.per_second, "Bad signatures")->check(CLI::Range(10.0, 50'000.0));
    app.add_option("--seconds", options.seconds, "How long")->check(CLI::Range(std::size_t{2}, std::size_t{120}));
    app.add_option("--runs", options.runs, "Runs, each with a fresh store")
        ->check(CLI::Range(std::size_t{1}, std::size_t{9}))
        ->capture_default_str();
    app.add_option("--json", options.json, "File to which each run adds a line");
    try {
        app.parse(argc, argv);
    } catch (CLI::ParseError const& error) {
        return app.exit(error) == 0 ? 0 : could_not_measure;
    }
    need_files(options.origins + spare_files);
    return Flood{options}.run() ? 0 : 1;
}

}  // namespace

}  // namespace collegium::bench

int main(int argc, char** argv) {
    return collegium::bench::end_of("bench_flood", collegium::bench::run, argc, argv);
}
