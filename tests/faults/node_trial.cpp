#include "tests/faults/node_trial.hpp"

#include "tests/bench/measured_node.hpp"

namespace collegium::faults {

namespace {

constexpr std::size_t senders = 16;
constexpr std::size_t answers_to_a_question = 1;

}  // namespace

NodeTrial::NodeTrial(std::string const& name) : senders_{neighbourhood_, senders}, school_{neighbourhood_, name} {
    bench::speak_plainly(school_);
    senders_.become_partners_of(school_);
    school_.add_person("ada", "Ada Okafor");
    school_.add_community("algebra", "Teaching algebra", "ada");
    // Everybody is known to the node, so that each later mail is one change and nothing is fetched.
    auto const first = bench::introductions(senders_, {school_.domain(), school_.origin() + "/c/algebra"});
    Ledger ledger{first.size()};
    {
        FaultyNode node{school_, neighbourhood_, {}};
        node.start();
        if (!node.await_ready()) throw std::runtime_error{"the node is not ready: " + last_words()};
        Posting const posting{door(), first, ledger, 2};
        if (!posting.await_all(std::chrono::seconds{30}))
            throw std::runtime_error{"an introduction was not accepted: " + last_words()};
        node.stop();
    }
    school_.keep();
}

std::vector<Mail> NodeTrial::mails(std::size_t count) const {
    return bench::busy_hour(
        senders_, {school_.domain(), school_.origin() + "/c/algebra"}, {count, answers_to_a_question}
    );
}

std::string NodeTrial::last_words() const {
    constexpr std::size_t most = 800;
    auto const log = school_.log();
    return log.size() > most ? log.substr(log.size() - most) : log;
}

void NodeTrial::scrub(Row& row, std::string const& when) const {
    auto const finished = journeys::run(school_.command({"scrub"}));
    if (finished.status != 0)
        row.lose(when + ": scrub ended with " + std::to_string(finished.status) + ": " + finished.errors);
}

}  // namespace collegium::faults
