// Front: a school with its server in front, called as a function. A second school is its partner.
#pragma once

#include "config/entropy.hpp"
#include "federation/messages/json.hpp"
#include "server/account_counts.hpp"
#include "server/api_limits.hpp"
#include "server/dispatch.hpp"
#include "server/followers/live_feed.hpp"
#include "server/media/workshop.hpp"
#include "server/members/registry.hpp"
#include "server/oauth/limits.hpp"
#include "tests/federation/village.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace collegium::tests {

constexpr std::string_view password = "correct horse battery";
constexpr std::string_view activity_type = "application/activity+json";
constexpr std::string_view html_type = "text/html";

// What a name or a text of somebody with bad intentions looks like.
constexpr std::string_view hostile = R"("><script>alert(1)</script>' onmouseover='alert(2))";

// Pictures of a node under test, made by the program that was built for it.
server::media::WorkshopOptions workshop_options(Settings const& settings);

struct Front {
    Front();

    server::Response answer(server::Request request);
    server::Response get(std::string const& target, std::string_view accept = html_type);
    server::Response get_activity(std::string const& target) { return get(target, activity_type); }

    // With an account of that name.
    Person add_person(std::string const& name, storage::Roles roles = {});
    std::string found(std::string const& name, std::string const& facilitator = "");  // returns its path
    void rename(std::string const& actor_iri, std::string const& display, std::string const& summary = "");
    void close_account(std::string const& name);

    // The server in front of another node, or with another register of accounts or other pictures: the rest is the
    // front's.
    server::App app_of(
        federation::Node const& node, server::members::Registry const& accounts, server::SignIns const& entries
    );
    server::App app_of(
        federation::Node const& node,
        server::members::Registry const& accounts,
        server::SignIns const& entries,
        server::media::Workshop& workshop
    );

    // Until everybody who can hear of it has.
    void settle() { village.settle(); }

    // The number of doors is small: each test has its own.
    Village village{{"north.test", "south.test"}};
    School& north = village["north.test"];
    School& south = village["south.test"];
    SystemEntropy entropy;
    crypto::SealingKey key = crypto::SealingKey::from_hex(std::string(64, 'a')).value();
    server::members::Registry registry{
        {key, entropy}, server::members::Passwords{north.node.workers, crypto::PasswordCost::for_tests()}, {}};
    server::SignIns sign_ins{north.node, registry};
    server::Tokens tokens{north.node, key, entropy};
    server::Throttle sign_in_tries{5, std::chrono::minutes{15}};
    server::Throttle address_tries{20, std::chrono::minutes{15}};
    server::oauth::Limits oauth_limits;
    server::ApiLimits api_limits;
    server::AccountCounts account_counts;
    server::LiveFeed live;
    server::media::Workshop pictures{workshop_options(north.settings)};
    server::App app = app_of(north.node, registry, sign_ins);
};

server::Request request_for(server::Method method, std::string const& target);

// All values of a field, in order.
std::vector<std::string> all_of(server::Response const& response, std::string_view field);

bool shows(server::Response const& response, std::string_view text);
bool is_page(server::Response const& response);
bool is_json(server::Response const& response);

// A page as text without the scripts of ours, which ask for passkeys and help those who write.
std::string without_our_script(server::Response const& page);

// How often it is there.
std::size_t count(std::string_view text, std::string_view part);

// The document of an answer. Fails the test if it is none.
federation::Json document_of(server::Response const& response);

// "https://north.test/post/7" => "/post/7".
std::string path_of(std::string const& iri);

}  // namespace collegium::tests
