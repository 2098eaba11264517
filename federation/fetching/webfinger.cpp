#include "federation/fetching/webfinger.hpp"

#include "config/settings.hpp"
#include "crypto/http_text.hpp"
#include "federation/community/visibility.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/messages/vocabulary.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::webfinger {

namespace {

constexpr std::size_t longest_name = 64;

bool is_activity_link(JsonValue const& link) {
    auto const type = text_member(link, "type");
    return text_member(link, "rel") == "self" &&
           (type == vocabulary::activity_json ||
            type == R"(application/ld+json; profile="https://www.w3.org/ns/activitystreams")");
}

std::string_view type_name(storage::ActorType type) {
    switch (type) {
        case storage::ActorType::person: return "Person";
        case storage::ActorType::group: return "Group";
        case storage::ActorType::application: return "Application";
        case storage::ActorType::service: return "Service";
        case storage::ActorType::organization: return "Organization";
    }
    return "Person";
}

Result<storage::Handle> find_local(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string_view domain, std::string_view resource
) {
    std::optional<storage::Handle> found;
    if (resource.starts_with("https://")) {
        found = storage::find_handle(tx, tables, resource);
    } else {
        auto const address = parse_handle(resource);
        if (!address) return address.error();
        if (address->host != domain) return Refusal{Reason::not_found, "a name of another host"};
        found = tables.local_names.get(tx, address->name);
    }
    if (!found) return Refusal{Reason::not_found, "nobody of that name"};
    auto const record = tables.actors.get(tx, *found);
    if (!record || !record->local || !community::may_know_of(tx, tables, {}, *found))
        return Refusal{Reason::not_found, "nobody of that name"};
    return *found;
}

std::string link(std::string_view rel, std::string_view type, std::string_view href) {
    return JsonText::object().text("rel", rel).text("type", type).text("href", href).done();
}

}  // namespace

bool is_name(std::string_view text) noexcept {
    auto const legal = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
               c == '_';
    };
    return !text.empty() && text.size() <= longest_name && std::ranges::all_of(text, legal);
}

Result<Address> parse_handle(std::string_view text) {
    if (text.starts_with("acct:")) text.remove_prefix(5);
    if (text.starts_with('@')) text.remove_prefix(1);
    auto const at = text.find('@');
    if (at == std::string_view::npos) return Refusal{Reason::malformed, "a name without its host: write name@host"};
    Address address{std::string{text.substr(0, at)}, std::string{text.substr(at + 1)}};
    if (!is_name(address.name) || !is_host_name(address.host)) return Refusal{Reason::malformed, "not a name@host"};
    return address;
}

Result<Iri> question_for(Address const& address) {
    return Iri::parse(
        "https://" + address.host + "/.well-known/webfinger?resource=acct:" + address.name + "@" + address.host
    );
}

Result<void> check_subject(JsonValue const& answer, Address const& asked) {
    auto const subject = text_member(answer, "subject");
    auto const about =
        subject.starts_with("acct:") ? parse_handle(subject) : Result<Address>{Refusal{Reason::foreign, ""}};
    if (about && crypto::equal_without_case(about->name, asked.name) && about->host == asked.host) return {};
    return Refusal{Reason::foreign, "an answer about another name"};
}

Result<Iri> self_link(JsonValue const& answer) {
    auto const* const links = member(answer, "links");
    if (links == nullptr || !links->IsArray()) return Refusal{Reason::malformed, "a WebFinger answer without links"};
    auto const* const found = std::find_if(links->Begin(), links->End(), is_activity_link);
    if (found == links->End()) return Refusal{Reason::not_found, "the name has no ActivityPub actor"};
    return Iri::parse(text_member(*found, "href"));
}

Result<std::string> answer(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string_view domain, std::string_view resource
) {
    auto const found = find_local(tx, tables, domain, resource);
    if (!found) return found.error();
    auto const record = tables.actors.get(tx, *found);
    auto const iri = storage::iri_of(tx, tables, *found);
    auto const properties =
        JsonText::object().text("https://www.w3.org/ns/activitystreams#type", type_name(record->type)).done();

    auto links = JsonText::list();
    links.raw_item(link("http://webfinger.net/rel/profile-page", "text/html", record->url));
    links.raw_item(JsonText::object()
                       .text("rel", "self")
                       .text("type", vocabulary::activity_json)
                       .text("href", iri)
                       .raw("properties", properties)
                       .done());
    return JsonText::object()
        .text("subject", "acct:" + record->username + "@" + std::string{domain})
        .texts("aliases", {iri})
        .raw("links", links.done())
        .done();
}

}  // namespace collegium::federation::webfinger
