// The partner list of a network of ours.
#include "federation/community/moderation.hpp"
#include "federation/community/terms.hpp"
#include "federation/messages/vocabulary.hpp"
#include "federation/partner_lists/publishing.hpp"
#include "server/dispatch.hpp"
#include "server/pages/lookups.hpp"
#include "server/pages/partner_lists/handlers.hpp"

#include <array>

namespace collegium::server::pages {

namespace partner_lists = federation::partner_lists;

using boost::asio::awaitable;
using storage::ListedState;

namespace {

constexpr std::array<std::pair<ListedState, std::string_view>, 3> listed_states{
    {{ListedState::allowed, phrase("Allowed: others may become partners of it")},
     {ListedState::limited, phrase("Limited: others should pause the exchange")},
     {ListedState::blocked, phrase("Blocked: others should not exchange with it")}}};

// A network of this institution; nothing for any other community.
std::optional<timeline::ActorView> own_network(App const& app, Call const& call) {
    auto const community = community_of(app, call);
    if (!community || !community->local) return std::nullopt;
    bool const is_network = app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::community::terms_of(tx, tables, community->handle).kind == storage::CommunityKind::network;
    });
    return is_network ? community : std::nullopt;
}

struct ListLook {
    std::vector<partner_lists::Entry> entries;
    std::optional<Instant> updated;
    bool may_publish = false;
    bool facilitates = false;

    // Of a network that is not for everyone any more, its facilitators alone see what the list said.
    bool is_shown() const noexcept { return may_publish || facilitates; }
};

ListLook look_at_list(App const& app, Call const& call, storage::Handle network) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        ListLook seen;
        if (auto const list = partner_lists::published_list(tx, tables, network)) seen.updated = list->updated;
        seen.may_publish = partner_lists::may_publish(tx, tables, network);
        seen.facilitates = call.member && federation::community::moderates(tx, tables, network, call.member->actor);
        if (seen.is_shown()) seen.entries = partner_lists::own_entries(tx, tables, network);
        return seen;
    });
}

void show_entry_form(Values values, Form const& form, bool typed) {
    values.text("HOST_TYPED", typed ? form.text("host") : "");
    values.text("REASON_TYPED", typed ? form.text("reason") : "");
    for (auto const& [state, words] : listed_states) {
        auto option = values.repeat("STATE");
        auto const name = partner_lists::name_of(state);
        option.text("VALUE", name);
        option.words("LABEL", words);
        if (typed && form.text("state") == name) option.show("CHOSEN");
    }
}

Response network_list_page(
    App const& app, Call const& call, timeline::ActorView const& network, std::string_view problem, unsigned status
) {
    auto const seen = look_at_list(app, call, network.handle);
    Page page{app, call, "partner_list", phrase("Partner list of {network}"), {{"network", network.display}}};
    auto& values = page.values();
    values.text("PATH", community_path(network));
    values.text("NAME", network.display);
    values.text("ADDRESS", network.address());
    values.refused(problem);
    if (call.form.has("saved")) values.show("SAVED");
    if (seen.updated) values.repeat("OF").time("WHEN", *seen.updated);
    if (seen.is_shown() && seen.entries.empty()) values.show("NONE");
    values.show(seen.may_publish ? "OPEN" : "NARROW");
    for (auto const& each : seen.entries) {
        auto line = values.repeat("ENTRY");
        line.text("HOST", each.host);
        line.words("STATE_WORD", partner_lists::name_of(each.state));
        if (!each.reason.empty()) line.repeat("REASON").text("WORDS", each.reason);
        if (seen.facilitates && seen.may_publish) line.repeat("TAKE_BACK").text("ENTRY_HOST", each.host);
    }
    if (seen.facilitates && seen.may_publish) show_entry_form(values.repeat("FORM"), call.form, !problem.empty());
    return page.render(status);
}

Response list_document(App const& app, storage::Handle network) {
    auto list = app.node.store.read([&](auto const& tx, auto const& tables) {
        return partner_lists::published_list(tx, tables, network);
    });
    if (!list) return Response::refused({Reason::not_found, "this network publishes no partner list"});
    return Response{200, std::string{federation::vocabulary::activity_json}, std::move(list->json)}
        .with("Access-Control-Allow-Origin", "*")
        .with("Vary", "Accept");
}

// What the form wants to be said; nothing where it takes something back.
std::optional<storage::OwnEntryRecord> entry_typed(Form const& form, ListedState state) {
    if (form.text("action") == "take_back") return std::nullopt;
    return storage::OwnEntryRecord{state, form.trimmed("reason"), {}};
}

}  // namespace

awaitable<Response> get_partner_list(App const& app, Call call) {
    auto const network = own_network(app, call);
    if (!network) co_return refuse(app, call, {Reason::not_found, "no such network"});
    if (call.wants_activity()) co_return list_document(app, network->handle);
    co_return network_list_page(app, call, *network, "", 200);
}

awaitable<Response> post_partner_list(App const& app, Call call) {
    auto const network = own_network(app, call);
    if (!network) co_return refuse(app, call, {Reason::not_found, "no such network"});
    auto const state = partner_lists::state_named(call.form.text("state"));
    bool const takes_back = call.form.text("action") == "take_back";
    if (!state && !takes_back)
        co_return network_list_page(app, call, *network, phrase("Choose what the list says of the institution."), 422);
    auto change = partner_lists::saying(
        app.node,
        network->handle,
        call.member->actor,
        call.form.trimmed("host"),
        entry_typed(call.form, state.value_or(ListedState::allowed))
    );
    auto const said = co_await app.node.store.write(std::move(change));
    bool const may_try_again = said || look_at_list(app, call, network->handle).facilitates;
    if (!may_try_again) co_return refuse(app, call, said.error());
    if (!said) co_return network_list_page(app, call, *network, said.error().detail(), 422);
    co_return Response::see_other(community_path(*network) + "/partners?saved=1");
}

}  // namespace collegium::server::pages
