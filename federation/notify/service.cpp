#include "federation/notify/service.hpp"

#include "crypto/bytes.hpp"
#include "storage/names.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>

namespace collegium::federation::notify {

using storage::ActorType;
using storage::EntryKey;
using storage::Handle;
using storage::ReadTx;
using storage::ServiceRecord;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr std::size_t longest_text = 200;

// As this program writes it; nothing for what is no address.
std::optional<std::string> as_number(std::string const& text) {
    boost::system::error_code problem;
    auto const address = boost::asio::ip::make_address(text, problem);
    return problem ? std::nullopt : std::optional{address.to_string()};
}

bool is_number(std::string const& text) {
    return as_number(text).has_value();
}

// It goes into a header field.
bool is_token_character(char c) {
    return c > ' ' && c < '\x7f';
}

// Its actor from before it was removed, or a new one.
Result<Handle> actor_for(
    WriteTx& tx,
    Tables& tables,
    Keyring const& keyring,
    std::string_view origin,
    NewService const& service,
    ActorKeys const& keys,
    Instant now
) {
    if (auto const former = find_local_actor(tx, tables, service.name, ActorType::service)) return *former;
    auto const display = service.display_name.empty() ? service.name : service.display_name;
    return create_local_actor(
        tx, tables, keyring, origin, {ActorType::service, service.name, display, "Reviews for others."}, keys, now
    );
}

void show_as(WriteTx& tx, Tables& tables, Handle actor, std::string const& display_name) {
    auto record = tables.actors.get(tx, actor);
    if (!record || display_name.empty()) return;
    record->display_name = display_name;
    tables.actors.put(tx, actor, *record);
}

Result<Handle> community_named(ReadTx const& tx, Tables const& tables, std::string const& name) {
    if (name.empty()) return storage::no_one;
    auto const community = find_local_actor(tx, tables, name, ActorType::group);
    if (!community) return Refusal{Reason::not_found, "there is no community of that name here"};
    return *community;
}

Result<void> check_inbox(ReadTx const& tx, Tables const& tables, NewService const& service) {
    auto const all = all_services(tx, tables);
    for (auto const& each : all) {
        bool const is_same = each.name == service.name;
        if (!is_same && each.record.inbox == service.inbox)
            return Refusal{Reason::conflict, "another service has this inbox"};
        if (is_same && each.record.inbox != service.inbox)
            return Refusal{Reason::conflict, "the inbox of a service does not change: remove the service first"};
    }
    bool const is_new = std::ranges::find(all, service.name, &Service::name) == all.end();
    if (is_new && all.size() >= most_services) return Refusal{Reason::too_many, "at most 100 services are registered"};
    return {};
}

std::vector<EntryKey> waiting_for(ReadTx const& tx, Tables const& tables, Handle lane) {
    std::vector<EntryKey> waiting;
    tables.deliveries
        .ascend(tx, EntryKey{lane, storage::Seq{0}}, [&](EntryKey const& key, storage::DeliveryRow const&) {
            if (key.of != lane) return false;
            waiting.push_back(key);
            return true;
        });
    return waiting;
}

}  // namespace

std::vector<guides::Problem> problems_of(NewService const& service) {
    using enum Reason;
    std::vector<guides::Problem> problems;
    if (!is_local_name(service.name))
        problems.push_back({"name", {malformed, "a name is 1 to 30 lower-case letters, digits and underscores"}});
    if (service.display_name.size() > longest_text)
        problems.push_back({"display_name", {malformed, "the name that people read is at most 200 bytes long"}});
    if (!Iri::parse(service.id))
        problems.push_back({"id", {malformed, "what a service calls itself is an https address"}});
    auto const inbox = Iri::parse(service.inbox);
    if (!inbox || inbox->text() == inbox->origin())
        problems.push_back({"inbox", {malformed, "the inbox of a service is an https address with a path"}});
    if (service.addresses.size() > most_addresses || !std::ranges::all_of(service.addresses, is_number))
        problems.push_back({"addresses", {malformed, "a service comes from at most 16 addresses, written in numbers"}});
    if (service.shown.size() > longest_text || !std::ranges::all_of(service.shown, is_token_character))
        problems.push_back(
            {"shown", {malformed, "a token is at most 200 visible characters without blanks, of the ASCII kind"}}
        );
    return problems;
}

Result<Handle> register_service(
    WriteTx& tx,
    Tables& tables,
    Keyring const& keyring,
    std::string_view origin,
    NewService const& service,
    ActorKeys const& keys,
    std::string_view token,
    Instant now
) {
    if (auto const problems = problems_of(service); !problems.empty()) return problems.front().why;
    if (auto const free = check_inbox(tx, tables, service); !free) return free.error();
    auto const community = community_named(tx, tables, service.community);
    if (!community) return community.error();
    auto const actor = actor_for(tx, tables, keyring, origin, service, keys, now);
    if (!actor) return actor.error();
    show_as(tx, tables, *actor, service.display_name);
    auto const standing = tables.services.get(tx, service.name);
    ServiceRecord record = standing.value_or(ServiceRecord{});
    record.actor = *actor;
    record.id = service.id;
    record.inbox = service.inbox;
    record.token = keyring.digest_of(token);
    record.shown = service.shown.empty() ? "" : keyring.seal_token(service.shown, service.inbox);
    record.addresses.clear();
    for (auto const& each : service.addresses) record.addresses.push_back(as_number(each).value());
    record.community = *community;
    if (!standing) record.since = now;
    tables.services.put(tx, service.name, record);
    return *actor;
}

bool remove_service(WriteTx& tx, Tables& tables, std::string const& name) {
    auto const record = tables.services.get(tx, name);
    if (!record) return false;
    if (auto const lane = storage::find_handle(tx, tables, record->inbox))
        for (auto const& key : waiting_for(tx, tables, *lane)) tables.deliveries.erase(tx, key);
    tables.services.erase(tx, name);
    return true;
}

std::vector<Service> all_services(ReadTx const& tx, Tables const& tables) {
    std::vector<Service> all;
    tables.services.each(tx, [&](std::string const& name, ServiceRecord const& record) {
        all.push_back({name, record});
        return true;
    });
    return all;
}

std::optional<Service> service_named(ReadTx const& tx, Tables const& tables, std::string const& name) {
    auto record = tables.services.get(tx, name);
    if (!record) return std::nullopt;
    return Service{name, *std::move(record)};
}

std::optional<Service> service_behind(ReadTx const& tx, Tables const& tables, Handle actor) {
    auto const known = tables.actors.get(tx, actor);
    if (!known || !known->local || known->type != ActorType::service) return std::nullopt;
    return service_named(tx, tables, known->username);
}

bool speaks_for_service(ReadTx const& tx, Tables const& tables, Handle actor) {
    auto const known = tables.actors.get(tx, actor);
    return known && known->type == ActorType::service;
}

std::vector<Service> proven_by(
    ReadTx const& tx, Tables const& tables, std::optional<storage::TokenDigest> const& token, std::string_view address
) {
    auto proven = all_services(tx, tables);
    std::erase_if(proven, [&](Service const& each) {
        bool const knows_token = token && crypto::equal_in_constant_time(*token, each.record.token);
        return !knows_token && std::ranges::find(each.record.addresses, address) == each.record.addresses.end();
    });
    return proven;
}

// The lane of a host is named by its origin, which has no path.
bool is_lane(ReadTx const& tx, Tables const& tables, Handle host) {
    auto const name = Iri::parse(storage::iri_of(tx, tables, host));
    return name && name->text() != name->origin();
}

std::optional<Service> service_of_lane(ReadTx const& tx, Tables const& tables, Handle host) {
    auto const inbox = storage::iri_of(tx, tables, host);
    for (auto& each : all_services(tx, tables))
        if (each.record.inbox == inbox) return std::move(each);
    return std::nullopt;
}

}  // namespace collegium::federation::notify
