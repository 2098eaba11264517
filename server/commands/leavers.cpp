#include "server/commands/leavers.hpp"

#include "federation/community/facilitators.hpp"
#include "federation/community/sponsors.hpp"
#include "federation/messages/json_text.hpp"
#include "server/audit/audit.hpp"
#include "server/commands/commands.hpp"
#include "server/commands/opened.hpp"
#include "server/members/accounts.hpp"
#include "server/members/roles.hpp"

#include <algorithm>
#include <fstream>
#include <iostream>

namespace collegium::server::commands {

using federation::JsonText;
using storage::AccountState;
using storage::Nothing;

namespace {

constexpr std::size_t most_leavers = 10'000;

// What becomes of an account. Neither closed before nor a reason: it is closed.
struct Leaver {
    std::string name;
    bool was_closed;
    std::string why_not;
    bool goes() const noexcept { return !was_closed && why_not.empty(); }
};

std::string name_in(std::string line, std::string const& domain) {
    constexpr char const* blanks = " \r\"";
    constexpr std::string_view mark = "\xef\xbb\xbf";  // that spreadsheets write in front of everything
    if (line.starts_with(mark)) line.erase(0, mark.size());
    line = line.substr(0, line.find_first_of(",;\t"));
    auto const begin = line.find_first_not_of(blanks);
    if (begin == std::string::npos || line[begin] == '#') return "";
    line = line.substr(begin, line.find_last_not_of(blanks) + 1 - begin);
    if (line.starts_with('@')) line.erase(0, 1);
    if (line.ends_with('@' + domain)) line.resize(line.size() - domain.size() - 1);
    return line;
}

std::vector<std::string> names_in(std::filesystem::path const& file, std::string const& domain) {
    std::ifstream in{file};
    if (!in) throw CommandError{file.string() + " cannot be read: name a file with one account a line"};
    std::vector<std::string> names;
    for (std::string line; std::getline(in, line);) {
        auto name = name_in(std::move(line), domain);
        if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
        if (names.size() > most_leavers)
            throw CommandError{file.string() + " names more than 10,000 accounts: split it"};
    }
    return names;
}

class Closing {
public:
    Closing(std::filesystem::path const& config, std::filesystem::path const& file)
        : opened_{config}, names_{names_in(file, opened_.settings.node.domain)}, now_{opened_.clock.now()} {}

    // What is not to stay is done all the same, and taken back: so the preview says what would really happen.
    std::vector<Leaver> go(std::optional<std::uint64_t> confirmed) {
        std::vector<Leaver> leavers;
        auto const made = opened_.store.write_now(storage::Store::Change<Nothing>{
            [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<Nothing> {
                leavers.clear();
                for (auto const& name : names_) leavers.push_back(close(tx, tables, name));
                stays_ = confirmed == count(leavers) &&
                         std::ranges::all_of(leavers, [](auto const& each) { return each.why_not.empty(); });
                if (!stays_) return Refusal{Reason::conflict, "not confirmed"};
                return Nothing{};
            }});
        if (stays_ && !made) throw CommandError{"nothing was closed: " + std::string{made.error().detail()}};
        return leavers;
    }

    static std::uint64_t count(std::vector<Leaver> const& leavers) {
        return static_cast<std::uint64_t>(std::ranges::count_if(leavers, &Leaver::goes));
    }

    bool stays() const noexcept { return stays_; }

private:
    Leaver close(storage::WriteTx& tx, storage::Tables& tables, std::string const& name) const {
        Leaver leaver{name, false, ""};
        auto const account = tables.accounts.get(tx, name);
        leaver.was_closed = account && account->state == AccountState::closed;
        if (leaver.was_closed) return leaver;
        storage::Store::Change<Nothing> const change = [&](auto& inner, auto& all) -> Result<Nothing> {
            if (auto const free = may_be_closed(inner, all, name); !free) return free.error();
            return members::change_account(inner, all, name, [](auto& record) { record.state = AccountState::closed; });
        };
        auto const done = audit::noted_account(change, "console", "changed an account", name, now_)(tx, tables);
        if (!done) leaver.why_not = members::why_not(tx, tables, done.error());
        return leaver;
    }

    Opened opened_;
    std::vector<std::string> names_;
    Instant now_;
    bool stays_ = false;
};

std::string as_json(std::vector<Leaver> const& leavers, bool closed) {
    auto list = JsonText::list();
    for (auto const& each : leavers) {
        auto json = JsonText::object().text("name", each.name).boolean("closes", each.goes());
        list.raw_item(json.boolean("was_closed", each.was_closed).text_unless_empty("why_not", each.why_not).done());
    }
    auto json = JsonText::object().boolean("closed", closed).number("count", Closing::count(leavers));
    return json.raw("accounts", list.done()).done();
}

void print(std::vector<Leaver> const& leavers) {
    for (auto const& each : leavers) {
        std::cout << each.name << ": ";
        if (each.was_closed)
            std::cout << "is closed already\n";
        else if (each.goes())
            std::cout << "closes\n";
        else
            std::cout << "stays, because " << each.why_not << '\n';
    }
}

}  // namespace

Result<void> may_be_closed(storage::ReadTx const& tx, storage::Tables const& tables, std::string const& name) {
    auto const account = tables.accounts.get(tx, name);
    if (!account) return {};
    for (auto const each : federation::community::communities_run_by(tx, tables, account->actor)) {
        auto const over = federation::community::hand_over_of(tx, tables, each, account->actor);
        if (over.heir || over.orphaned)
            return Refusal{
                Reason::conflict,
                "they alone run a community: close the account on the page of members, which hands it over"};
        if (federation::community::would_be_alone(tx, tables, each, account->actor))
            return Refusal{
                Reason::conflict,
                "two grown-ups run a student council of theirs: one of them appoints another one first, on its page"};
    }
    return {};
}

void close_leavers(
    std::filesystem::path const& config,
    std::filesystem::path const& file,
    std::optional<std::uint64_t> confirmed,
    bool json
) {
    Closing closing{config, file};
    auto const leavers = closing.go(confirmed);
    auto const count = Closing::count(leavers);
    if (json)
        std::cout << as_json(leavers, closing.stays()) << '\n';
    else
        print(leavers);
    if (std::ranges::any_of(leavers, [](Leaver const& each) { return !each.why_not.empty(); }))
        throw CommandError{
            "nothing was closed: mend the lines of those who stay, or take them out of " + file.string()};
    if (confirmed && !closing.stays())
        throw CommandError{
            "nothing was closed: " + std::to_string(count) + " accounts would be, not " + std::to_string(*confirmed)};
    if (json) return;
    if (closing.stays())
        std::cout << count << " accounts are closed, and all their sign-ins, programs and passkeys have ended.\n";
    else
        std::cout << "Nothing was closed yet. To close these " << count << " accounts, say it again with --confirm "
                  << count << '\n';
}

}  // namespace collegium::server::commands
