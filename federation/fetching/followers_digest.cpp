#include "federation/fetching/followers_digest.hpp"

#include "config/log.hpp"
#include "crypto/digest.hpp"
#include "federation/admit.hpp"
#include "federation/fetching/collection.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <set>

namespace collegium::federation {

namespace asio = boost::asio;

using storage::Handle;

namespace {

constexpr std::size_t most_listed = 1'000;
constexpr std::uint64_t most_undone = 50;  // at once

// The value of name="value" in a list of such, separated by commas.
std::string_view parameter(std::string_view field, std::string_view name) {
    auto const start = std::string{name} + "=\"";
    auto const at = field.find(start);
    bool const begins = at == 0 || (at != std::string_view::npos && (field[at - 1] == ',' || field[at - 1] == ' '));
    if (!begins) return {};
    auto const rest = field.substr(at + start.size());
    auto const end = rest.find('"');
    return end == std::string_view::npos ? std::string_view{} : rest.substr(0, end);
}

// Our people and communities that follow this actor, as far as it accepted them or may have.
std::vector<std::string> followers_here(Node const& node, Handle followed) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<std::string> ids;
        auto const host = storage::find_handle(tx, tables, node.settings.origin());
        if (!host) return ids;
        tables.followers.ascend(tx, {followed, *host, Handle{0}}, [&](auto const& key, storage::FollowRecord const&) {
            if (key.followed != followed || key.host != *host) return false;
            ids.push_back(storage::iri_of(tx, tables, key.follower));
            return true;
        });
        return ids;
    });
}

std::optional<Handle> actor_with_followers(Node const& node, Iri const& actor, std::string_view collection) {
    return node.store.read([&](auto const& tx, auto const& tables) -> std::optional<Handle> {
        auto const handle = storage::find_handle(tx, tables, actor.text());
        auto const record = handle ? tables.actors.get(tx, *handle) : std::nullopt;
        if (!record || record->followers.empty() || record->followers != collection) return std::nullopt;
        return handle;
    });
}

// The one who is listed there and does not follow, if it is one of ours.
std::optional<Author> stranger_of_ours(Node const& node, std::string const& id) {
    auto const handle =
        node.store.read([&](auto const& tx, auto const& tables) { return storage::find_handle(tx, tables, id); });
    return handle ? author_of(node, *handle) : std::nullopt;
}

}  // namespace

std::string followers_digest(std::vector<std::string> const& ids) {
    crypto::Sha256 sum{};
    for (auto const& id : ids) {
        auto const digest = crypto::sha256(crypto::bytes_of(id));
        for (std::size_t i = 0; i < sum.size(); ++i) sum[i] = static_cast<std::uint8_t>(sum[i] ^ digest[i]);
    }
    return crypto::to_hex(sum);
}

Result<FollowersClaim> parse_followers_claim(std::string_view field) {
    FollowersClaim claim{
        std::string{parameter(field, "collectionId")},
        std::string{parameter(field, "url")},
        std::string{parameter(field, "digest")}};
    if (claim.collection.empty() || claim.url.empty() || claim.digest.empty())
        return Refusal{Reason::malformed, "a Collection-Synchronization that cannot be read"};
    return claim;
}

asio::awaitable<Result<std::uint64_t>> compare_followers(
    Node const& node, Iri actor, FollowersClaim claim, FetchBudget& budget
) {
    auto const followed = actor_with_followers(node, actor, claim.collection);
    auto list = Iri::parse(claim.url);
    if (!followed || !list || !list->same_origin(actor))
        co_return Refusal{Reason::foreign, "followers that are not the actor's own"};
    auto const ours = followers_here(node, *followed);
    if (followers_digest(ours) == claim.digest) co_return std::uint64_t{0};
    // The same difference stands in every message until it is mended: once in ten minutes is enough. The address of the
    // list is whatever the sender says, so it is the actor's turn that counts.
    auto const turn = "followers of " + actor.text();
    if (node.failures.find(turn, node.clock.now())) co_return std::uint64_t{0};
    Refusal const compared{Reason::too_many, "compared a moment ago"};
    node.failures.note(turn, compared, node.clock.now());

    std::set<std::string> listed;
    VisitPage const visit = [&](Fetched const&, std::vector<JsonValue const*> const& items) {
        for (auto const* const item : items) listed.emplace(reference(*item));
        return listed.size() < most_listed;
    };
    auto const read = co_await read_collection(node, *std::move(list), visit, budget);
    if (!read) co_return read.error();
    std::uint64_t undone = 0;
    for (auto const& id : listed) {
        if (undone == most_undone) break;  // each is an entry of the log for good; the next turn goes on
        if (std::ranges::find(ours, id) != ours.end()) continue;
        auto const author = stranger_of_ours(node, id);
        if (!author || author->stays) continue;  // of a pupil nothing leaves
        auto const composer = composer_of(node);
        auto undo = composer.undo(*author, composer.follow(*author, actor.text()).activity);
        auto const sent = co_await perform(node, std::move(undo));
        if (sent) ++undone;
    }
    co_return undone;
}

}  // namespace collegium::federation
