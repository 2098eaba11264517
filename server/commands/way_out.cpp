#include "server/commands/way_out.hpp"

#include "federation/messages/json_text.hpp"
#include "server/commands/command_tree.hpp"
#include "server/commands/outside.hpp"
#include "server/communities/moving.hpp"
#include "server/decommission/farewell.hpp"

#include <algorithm>
#include <iostream>
#include <memory>
#include <thread>

namespace collegium::server::commands {

using communities::TakeOver;
using decommission::State;
using decommission::Told;
using decommission::Words;
using federation::JsonText;
using federation::moves::HandOver;

namespace {

constexpr std::chrono::seconds between_looks{1};

std::string hand_over_json(HandOver const& plan, bool done) {
    return JsonText::object()
        .text("from", plan.from)
        .text("to", plan.to)
        .boolean("done", done)
        .number("followers", plan.followers)
        .number("membersHere", plan.members_here)
        .number("pupils", plan.pupils)
        .done();
}

void print(HandOver const& plan, bool done) {
    std::cout << (done ? "Handed over: " : "Would hand over: ") << plan.from << " to " << plan.to << '\n'
              << "  At partners " << plan.followers << " followers are told; their nodes lead them there.\n"
              << "  Here " << plan.members_here << " members are led there.\n";
    if (plan.pupils > 0) std::cout << "  " << plan.pupils << " pupils are not: nothing of theirs leaves this node.\n";
    if (done)
        std::cout << "  That begins within a minute if this node serves. What was said in it stays here to be read, "
                     "and nothing new is taken.\n";
}

std::string_view name_of(State state) noexcept {
    switch (state) {
        case State::waiting: return "waiting";
        case State::parting: return "parting";
        case State::told: return "told";
    }
    return "";
}

std::size_t owed(std::vector<Told> const& all) {
    auto const count = std::ranges::count_if(all, [](Told const& each) { return each.state != State::told; });
    return static_cast<std::size_t>(count);
}

std::string words_of(Told const& told) {
    auto const why = told.reason.empty() ? std::string{} : " (" + told.reason + ")";
    switch (told.state) {
        case State::waiting: return "owed: " + std::to_string(told.waiting) + " messages wait" + why;
        case State::parting: return "owed: the last word" + why;
        case State::told: break;
    }
    if (told.refused == 0) return "has got it all";
    return "has parted, and had refused " + std::to_string(told.refused) + " messages";
}

void print(std::vector<Told> const& all) {
    for (auto const& each : all) std::cout << "  " << each.host << ": " << words_of(each) << '\n';
}

std::string farewell_json(std::vector<Told> const& all) {
    auto partners = JsonText::list();
    for (auto const& each : all)
        partners.raw_item(JsonText::object()
                              .text("domain", each.host)
                              .text("state", name_of(each.state))
                              .number("waiting", each.waiting)
                              .number("refused", each.refused)
                              .text_unless_empty("reason", each.reason)
                              .done());
    return JsonText::object().boolean("done", owed(all) == 0).raw("partners", partners.done()).done();
}

std::string plan_json(decommission::Plan const& plan, FarewellOptions const& options) {
    return JsonText::object()
        .boolean("done", false)
        .number("people", options.keep_words ? 0 : plan.people.size())
        .number("communities", plan.communities.size())
        .number("others", plan.others.size())
        .texts("partners", plan.partners)
        .done();
}

void print(decommission::Plan const& plan, FarewellOptions const& options) {
    std::cout << "Farewell to " << plan.partners.size() << " partners:";
    for (auto const& host : plan.partners) std::cout << ' ' << host;
    std::cout << "\n  " << plan.communities.size() << " communities end, and " << plan.others.size()
              << " subjects, collections and pen names.\n";
    if (options.keep_words)
        std::cout << "  What members wrote stays where it is.\n";
    else
        std::cout << "  " << plan.people.size()
                  << " members end, and with them all that they wrote, also on the pages here: 'collegium export' "
                     "first.\n";
}

// Somebody who looks on sees how it goes.
void show_progress(std::vector<Told> const& all, std::size_t& shown) {
    if (owed(all) == shown) return;
    shown = owed(all);
    std::cerr << all.size() - shown << " of " << all.size() << " have got it all\n";
}

// What is queued is delivered by the serving node; this one only takes leave of whoever has got everything.
std::vector<Told> await_all(Outside& outside, std::chrono::minutes patience) {
    auto const until = outside.opened.clock.now() + patience;
    std::size_t shown = std::size_t(-1);
    while (true) {
        static_cast<void>(value_or_error(decommission::part(outside.node()), "the farewell cannot go on"));
        auto all = decommission::standings(outside.node());
        show_progress(all, shown);
        if (owed(all) == 0 || outside.opened.clock.now() >= until) return all;
        std::this_thread::sleep_for(between_looks);
    }
}

void require_confirmation(Outside const& outside, FarewellOptions const& options) {
    auto const& own = outside.opened.settings.node.domain;
    if (options.domain != own)
        throw CommandError{
            "nothing was done, since it cannot be undone: to go on, say it with --confirm and the domain of this "
            "node; --dry-run shows what it does"};
}

struct Given {
    HandOverOptions community;
    FarewellOptions farewell;
    unsigned patience = 60;
};

void add_moving(CommandTree& tree, CLI::App& community, std::shared_ptr<Given> const& given) {
    auto& options = given->community;
    auto& over = tree.reporting(tree.command(
        community,
        "hand-over",
        "Hand a community over to one at a partner, for good",
        [&tree, given] {
            given->community.json = tree.json();
            hand_over_community(tree.config(), given->community);
        }
    ));
    over.add_option("name", options.name, "The community here")->required();
    over.add_option("--to", options.address, "The one that takes over: algebra@university.example")->required();
    over.add_flag("--dry-run", options.dry_run, "Check everything and say what would be done");
    over.add_option("--test-network", options.test_network, "Nodes on this computer, for tests only");
    auto& take = tree.command(community, "take-over", "Agree to take over a community of a partner", [&tree, given] {
        agree_to_take_over(tree.config(), given->community);
    });
    take.add_option("name", options.name, "The community here")->required();
    take.add_option("--from", options.address, "The other one: algebra@school.example")->required();
    take.add_flag("--not", options.takes_back, "Take that back");
    take.add_option("--test-network", options.test_network, "Nodes on this computer, for tests only");
}

void add_decommission(CommandTree& tree, std::shared_ptr<Given> const& given) {
    auto& options = given->farewell;
    auto& end = tree.reporting(tree.command(
        tree.root(),
        "decommission",
        "Say farewell to all partners, at the end of this node",
        [&tree, given] {
            given->farewell.json = tree.json();
            given->farewell.patience = std::chrono::minutes{given->patience};
            decommission_node(tree.config(), given->farewell);
        }
    ));
    end.add_option("--confirm", options.domain, "The domain of this node: it cannot be undone");
    end.add_flag("--dry-run", options.dry_run, "Say what would be told, and to whom");
    end.add_flag("--keep-words", options.keep_words, "What members wrote stays at partners");
    end.add_option("--minutes", given->patience, "How long to wait until all have got it")
        ->check(CLI::Range(0, 7 * 24 * 60))
        ->capture_default_str();
}

}  // namespace

void hand_over_community(std::filesystem::path const& config, HandOverOptions const& options) {
    Outside outside{config, options.test_network};
    auto const& node = outside.node();
    auto planned = options.dry_run
                       ? outside.run(federation::moves::plan_hand_over(node, options.name, options.address))
                       : outside.run(communities::hand_over(node, options.name, options.address, "console"));
    auto const plan = value_or_error(std::move(planned), options.name + " was not handed over");
    if (options.json)
        std::cout << hand_over_json(plan, !options.dry_run) << '\n';
    else
        print(plan, !options.dry_run);
}

void agree_to_take_over(std::filesystem::path const& config, HandOverOptions const& options) {
    Outside outside{config, options.test_network};
    auto const wish = options.takes_back ? TakeOver::take_back : TakeOver::agree;
    auto agreed =
        outside.run(communities::agree_to_take_over(outside.node(), options.name, options.address, wish, "console"));
    auto const other = value_or_error(std::move(agreed), "nothing was changed in " + options.name);
    if (options.takes_back)
        std::cout << options.name << " does not take over " << other << " any more.\n";
    else
        std::cout << options.name << " takes over " << other
                  << " as soon as it is handed over there: 'collegium community hand-over'.\n";
}

void decommission_node(std::filesystem::path const& config, FarewellOptions const& options) {
    Outside outside{config};
    auto const& node = outside.node();
    if (options.dry_run) {
        auto const plan = value_or_error(decommission::plan_of(node), "no farewell can be said");
        if (options.json)
            std::cout << plan_json(plan, options) << '\n';
        else
            print(plan, options);
        return;
    }
    require_confirmation(outside, options);
    auto const words = options.keep_words ? Words::stay : Words::end;
    auto const plan = value_or_error(decommission::say_farewell(node, words, "console"), "no farewell was said");
    if (!options.json) print(plan, options);
    auto const all = await_all(outside, options.patience);
    if (options.json)
        std::cout << farewell_json(all) << '\n';
    else
        print(all);
    if (owed(all) == 0) return;
    throw CommandError{
        std::to_string(owed(all)) + " are still owed: let the node serve, and say it again; what is done stays done"};
}

void add_way_out(CommandTree& tree, CLI::App& community) {
    auto const given = std::make_shared<Given>();
    add_moving(tree, community, given);
    add_decommission(tree, given);
}

}  // namespace collegium::server::commands
