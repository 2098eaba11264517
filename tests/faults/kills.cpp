// A node is killed at random moments while its partners write to it, again and again.
#include "tests/faults/trials.hpp"

namespace collegium::faults {

namespace {

constexpr std::size_t kills_in_batch = 50;    // with each batch the store is a fresh one
constexpr std::size_t mails_for_a_kill = 12;  // so that there is always something to send
constexpr std::size_t kill_lines = 4;         // several in one commit
constexpr std::uint64_t longest_micros = 60'000;
constexpr std::chrono::seconds kill_patience{120};
constexpr std::size_t introduced = 16;  // objects of the store that a batch begins with

}  // namespace

Row kill_loop(NodeTrial& trial, Scale const& scale) {
    Row row{"SIGKILL under traffic", 0, 0, {}, {}};
    tests::Dice dice{scale.seed};
    std::size_t acknowledged = 0, in_traffic = 0;
    while (row.tried < scale.kills) {
        trial.begin_again();
        auto const mails = trial.mails(kills_in_batch * mails_for_a_kill);
        Ledger ledger{mails.size()};
        FaultyNode node{trial.school(), trial.neighbourhood(), {}};
        for (std::size_t i = 0; i < std::min(kills_in_batch, scale.kills); ++i) {
            node.start();
            bool const at_start = dice.one_in(8);  // a start must be survived as well
            if (!at_start && !node.await_ready()) {
                row.lose("it does not start again: " + trial.last_words());
                return row;
            }
            auto const before = ledger.acknowledged();
            {
                Posting const posting{trial.door(), mails, ledger, kill_lines};
                if (!at_start) journeys::until(kill_patience, [&] { return posting.answers() > 0; });
                std::this_thread::sleep_for(std::chrono::microseconds{dice.below(longest_micros)});
                node.kill();
            }
            in_traffic += ledger.acknowledged() > before ? 1u : 0u;
            ++row.tried;
            auto const kept = what_is_kept(trial.data(), mails, ledger);
            if (!kept.is_well()) row.lose("after kill " + std::to_string(row.tried) + ": " + kept.told);
        }
        node.start();
        if (!node.await_ready()) row.lose("it does not start again: " + trial.last_words());
        {
            Posting const posting{trial.door(), mails, ledger, kill_lines};
            if (!posting.await_all(kill_patience))
                row.lose("not everything is taken in the end: " + ledger.open_ones());
        }
        if (auto const status = node.stop(); status != 0)
            row.lose("the node ends with " + std::to_string(status) + ": " + trial.last_words());
        acknowledged += ledger.acknowledged();
        auto const kept = what_is_kept(trial.data(), mails, ledger, introduced);
        if (!kept.is_well()) row.lose("in the end: " + kept.told);
        trial.scrub(row, "in the end");
    }
    row.words = std::to_string(acknowledged) + " acknowledged, " + std::to_string(in_traffic) + " kills in traffic";
    return row;
}

}  // namespace collegium::faults
