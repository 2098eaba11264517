#include "federation/partner_lists/pulling.hpp"

#include "config/log.hpp"
#include "federation/fetching/resolve.hpp"
#include "storage/names.hpp"

namespace collegium::federation::partner_lists {

namespace asio = boost::asio;

using storage::FollowedListRecord;
using storage::IriHash;
using storage::Tables;
using storage::WriteTx;

namespace {

std::string without_ending(std::string address) {
    constexpr std::string_view ending = "/partners";
    if (address.ends_with(ending)) address.resize(address.size() - ending.size());
    return address;
}

asio::awaitable<Result<Actor>> network_at(Node const& node, std::string address) {
    FetchBudget budget;
    bool const is_handle = address.find("://") == std::string::npos;
    if (is_handle) {
        auto handle = address.starts_with('@') ? address.substr(1) : address;
        auto const named = co_await resolve_handle(node, std::move(handle), budget);
        if (!named) co_return named.error();
        address = named->id.text();
    }
    auto iri = Iri::parse(without_ending(std::move(address)));
    if (!iri) co_return Refusal{Reason::malformed, "Write the address of a network, as in net@university.example."};
    // The key is pinned from now on, so an old copy of the document will not do.
    auto found = co_await refresh_actor(node, *std::move(iri), budget);
    co_return found;
}

Result<void> check_network(Node const& node, Actor const& actor) {
    if (actor.record.type != storage::ActorType::group)
        return Refusal{Reason::wrong_type, "There is no network or community at that address."};
    if (actor.record.ed25519_key.empty())
        return Refusal{Reason::wrong_type, "That community signs no lists: its software has no key for them."};
    if (actor.id.host() == node.settings.node.domain)
        return Refusal{Reason::conflict, "That is a network of your own institution."};
    return {};
}

std::optional<FollowedListRecord> record_of(Node const& node, IriHash const& list) {
    return node.store.read([&](auto const& tx, auto const& tables) { return tables.followed_lists.get(tx, list); });
}

asio::awaitable<Result<PartnerList>> fetch_list(Node const& node, FollowedListRecord record) {
    auto iri = Iri::parse(list_iri(record.network));
    if (!iri) co_return iri.error();
    FetchBudget budget;
    budget.requests = 1;
    budget.redirects = 0;
    auto const answer = co_await fetch_document(node, *std::move(iri), budget);
    if (!answer) co_return answer.error();
    std::optional<Result<PartnerList>> proven;
    std::function<void()> work = [&] {
        proven = prove_list(answer->root(), record.network, record.key, node.clock.now());
    };
    co_await node.workers.run(std::move(work));
    co_return *std::move(proven);
}

std::string_view words_for(Refusal const& refusal) {
    return refusal.detail().empty() ? meaning_of(refusal.reason()).words : refusal.detail();
}

asio::awaitable<void> remember_problem(Node const& node, IriHash list, Refusal refusal) {
    storage::Store::Change<storage::Nothing> change = [&node, list, refusal](WriteTx& tx, Tables& tables) {
        note_problem(tx, tables, list, words_for(refusal), node.clock.now());
        return Result<storage::Nothing>{storage::Nothing{}};
    };
    auto const noted = co_await node.store.write(std::move(change));
    if (!noted) log::warning("a list's problem not written down", {{"reason", noted.error().detail()}});
}

asio::awaitable<Result<Taken>> read_now(Node const& node, IriHash list, FollowedListRecord record) {
    auto const proven = co_await fetch_list(node, std::move(record));
    if (!proven) {
        co_await remember_problem(node, list, proven.error());
        co_return proven.error();
    }
    storage::Store::Change<Taken> change = [&node, &proven](WriteTx& tx, Tables& tables) {
        return take_in(node, tx, tables, *proven);
    };
    auto taken = co_await node.store.write(std::move(change));
    if (!taken) co_await remember_problem(node, list, taken.error());
    co_return taken;
}

}  // namespace

asio::awaitable<Result<Taken>> follow_list(Node const& node, std::string address, ByItself by_itself) {
    auto const actor = co_await network_at(node, std::move(address));
    if (!actor) co_return actor.error();
    if (auto const fits = check_network(node, *actor); !fits) co_return fits.error();
    auto const network = actor->id.text();
    auto const name = actor->record.display_name.empty() ? actor->record.username : actor->record.display_name;

    // Read before it is followed: what is no list is not followed.
    FollowedListRecord wanted;
    wanted.network = network;
    wanted.key = actor->record.ed25519_key;
    auto const proven = co_await fetch_list(node, wanted);
    if (!proven) co_return proven.error();
    storage::Store::Change<Taken> change = [&](WriteTx& tx, Tables& tables) -> Result<Taken> {
        auto const put = put_followed(tx, tables, network, name, wanted.key, by_itself);
        if (!put) return put.error();
        return take_in(node, tx, tables, *proven);
    };
    auto taken = co_await node.store.write(std::move(change));
    co_return taken;
}

asio::awaitable<Result<Taken>> pull_list(Node const& node, IriHash list) {
    auto record = record_of(node, list);
    if (!record) co_return Refusal{Reason::not_found, "You do not read that list."};
    if (node.clock.now() - record->tried < between_looks)
        co_return Refusal{Reason::too_many, "It was read a moment ago: wait five minutes."};
    auto taken = co_await read_now(node, list, *std::move(record));
    co_return taken;
}

asio::awaitable<void> tend_partner_lists(Node const& node) {
    auto const now = node.clock.now();
    auto const due = node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<std::pair<IriHash, FollowedListRecord>> found;
        tables.followed_lists.each(tx, [&](IriHash const& id, FollowedListRecord const& record) {
            if (now - record.tried >= between_pulls) found.emplace_back(id, record);
            return true;
        });
        return found;
    });
    for (auto const& [list, record] : due) {
        auto const taken = co_await read_now(node, list, record);
        if (!taken)
            log::info("a partner list not read", {{"list", record.network}, {"reason", words_for(taken.error())}});
    }
}

}  // namespace collegium::federation::partner_lists
