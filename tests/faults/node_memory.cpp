// Memory runs out at each place of the inbox, and the clock jumps.
#include "tests/faults/trials.hpp"

#include <algorithm>
#include <csignal>

namespace collegium::faults {

namespace {

constexpr std::chrono::seconds memory_patience{60};
constexpr std::chrono::milliseconds dying_patience{500};

// How many allocations the taking in of one mail needs.
std::uint64_t count_allocations(FaultyNode& node, PartnerLine& line, Mail const& mail, Ledger& ledger) {
    auto& control = node.control();
    control.allocation = 0;
    control.allocations = 0;
    control.counting = 1;
    ledger.note(0, line.post(mail));
    control.counting = 0;
    return control.allocations;
}

// Bad endings are those that prove that memory was used wrongly. The C library says so before it aborts.
bool is_crash(int status, std::string const& last_words) {
    constexpr std::string_view words[] = {
        "malloc", "free():", "realloc():", "munmap_chunk():", "double free", "corrupted", "stack smashing"};
    auto const are_said = [&](std::string_view each) { return last_words.find(each) != std::string::npos; };
    if (status == -SIGABRT) return std::ranges::any_of(words, are_said);
    return status == -SIGSEGV || status == -SIGBUS || status == -SIGILL || status == -SIGFPE;
}

}  // namespace

Row fail_allocations(NodeTrial& trial, Shims const& shims, Scale const& scale) {
    Row row{"allocation fails in the inbox", 0, 0, {}, {}};
    trial.begin_again();
    auto const mails = trial.mails(scale.allocations + 2);
    Ledger ledger{mails.size()};
    FaultyNode node{trial.school(), trial.neighbourhood(), shims.memory};
    PartnerLine line{trial.door()};
    auto& control = node.control();
    control.counting = 0;
    node.start();
    if (!node.await_ready()) throw std::runtime_error{"the node is not ready: " + trial.last_words()};
    line.post(mails.back());  // the first of a process makes what later ones use
    auto const needed = count_allocations(node, line, mails[0], ledger);
    std::size_t refused = 0, ended = 0, aborted = 0, taken = 0;
    for (std::size_t i = 1; i <= scale.allocations; ++i) {
        control.lost = 0;
        control.allocations = 0;
        control.allocation = needed < scale.allocations ? i : 1 + (i - 1) * needed / scale.allocations;
        if (control.allocation > needed) break;
        control.counting = 1;
        auto const status = line.post(mails[i]);
        control.counting = 0;
        ledger.note(i, status);
        if (control.lost == 0) continue;
        ++row.tried;
        taken += Ledger::is_good(status) ? 1u : 0u;
        refused += status != 0 && !Ledger::is_good(status) ? 1u : 0u;
        // A process that ended is seen a moment after its connections.
        bool const ended_now = status == 0 && journeys::until(dying_patience, [&] { return !node.is_running(); });
        if (!ended_now) continue;
        auto const ending = node.kill();
        ++ended;
        aborted += ending == -SIGABRT ? 1u : 0u;
        auto const when = "allocation " + std::to_string(control.allocation);
        if (is_crash(ending, trial.last_words()))
            row.lose(when + ": the process crashed by signal " + std::to_string(-ending) + ": " + trial.last_words());
        auto const kept = what_is_kept(trial.data(), mails, ledger);
        if (!kept.is_well()) row.lose(when + ": " + kept.told);
        node.start();
        if (!node.await_ready()) row.lose(when + ": it does not start again: " + trial.last_words());
    }
    {
        Posting const posting{trial.door(), mails, ledger, 2};
        if (!posting.await_all(memory_patience)) row.lose("not everything is taken in the end: " + ledger.open_ones());
    }
    if (auto const status = node.stop(); status != 0)
        row.lose("the node ends with " + std::to_string(status) + ": " + trial.last_words());
    auto const kept = what_is_kept(trial.data(), mails, ledger);
    if (!kept.is_well()) row.lose("in the end: " + kept.told);
    trial.scrub(row, "in the end");
    row.words = std::to_string(needed) + " needed; " + std::to_string(taken) + " taken all the same, " +
                std::to_string(refused) + " refused, " + std::to_string(ended) + " ended the node (" +
                std::to_string(aborted) + " by abort)";
    return row;
}

Row jump_clock(NodeTrial& trial, Shims const& shims, Scale const& scale) {
    Row row{"clock jumps under traffic", 0, 0, {}, {}};
    constexpr std::size_t mails_for_a_jump = 20;
    constexpr std::int64_t hour = 3600;
    trial.begin_again();
    auto const mails = trial.mails(scale.jumps * mails_for_a_jump);
    Ledger ledger{mails.size()};
    tests::Dice dice{scale.seed};
    FaultyNode node{trial.school(), trial.neighbourhood(), shims.clock};
    node.control().clock_offset = 0;
    node.start();
    if (!node.await_ready()) throw std::runtime_error{"the node is not ready: " + trial.last_words()};
    std::size_t far = 0;
    {
        Posting const posting{trial.door(), mails, ledger, 2};
        for (std::size_t i = 0; i < scale.jumps && node.is_running(); ++i) {
            auto const offset = dice.pick<std::vector<std::int64_t> const>(
                {-24 * hour, -hour, -60, -1, 0, 1, 60, hour, 24 * hour, 366 * 24 * hour}
            );
            node.control().clock_offset = offset;
            far += offset > hour || offset < -hour ? 1u : 0u;
            auto const enough = std::min(mails.size(), ledger.acknowledged() + mails_for_a_jump / 2);
            journeys::until(std::chrono::milliseconds{400}, [&] { return ledger.acknowledged() >= enough; });
            ++row.tried;
        }
        node.control().clock_offset = 0;
        if (!posting.await_all(memory_patience)) row.lose("not everything is taken once the clock is right again");
    }
    if (auto const status = node.stop(); status != 0)
        row.lose("the node ends with " + std::to_string(status) + ": " + trial.last_words());
    auto const kept = what_is_kept(trial.data(), mails, ledger);
    if (!kept.is_well()) row.lose(kept.told);
    trial.scrub(row, "in the end");
    row.words =
        std::to_string(far) + " by more than an hour, " + std::to_string(ledger.acknowledged()) + " acknowledged";
    return row;
}

}  // namespace collegium::faults
