// One listing, and what can be done from there.
#include "federation/directory/keeping.hpp"
#include "federation/partners/policy.hpp"
#include "server/dispatch.hpp"
#include "server/pages/directory/handlers.hpp"
#include "server/pages/directory/listing_words.hpp"

namespace collegium::server::pages {

namespace directory = federation::directory;

using directory::Listing;
using federation::Standing;

namespace {

struct Looked {
    Listing listing;
    std::string told_by;
    bool confirmed = false;
    Standing standing{};
};

std::optional<Looked> look(App const& app, std::string const& about) {
    auto const now = app.node.clock.now();
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<Looked> {
        auto const record = directory::find_listing(tx, tables, directory::listing_id(about));
        if (!record || !directory::is_shown(tx, tables, *record, now)) return std::nullopt;
        Looked looked;
        looked.listing = directory::listing_of(*record);
        looked.told_by = record->told_by;
        looked.confirmed = directory::is_confirmed(tx, tables, looked.listing);
        looked.standing = federation::standing_of(tx, tables, record->host);
        return looked;
    });
}

void show_fact(Values& values, std::string_view what, std::string_view value) {
    if (value.empty()) return;
    auto fact = values.repeat("FACT");
    fact.words("WHAT", what);
    fact.text("VALUE", value);
}

template <class Words>
std::string in_words(languages::Language const& language, std::vector<std::string> const& list, Words words) {
    std::vector<std::string> all;
    for (auto const& each : list) all.push_back(language.say(words(each)));
    return with_commas(all);
}

void show_facts(Values& values, Listing const& listing) {
    auto const& says = listing.says;
    for (auto const& each : says.names) {
        auto const what = values.language().say(phrase("Name ({language})"), {{"language", each.language}});
        show_fact(values, what, each.name);
    }
    show_fact(values, phrase("Subjects"), with_commas(says.subjects));
    show_fact(values, phrase("Phases"), in_words(values.language(), says.phases, phase_words));
    show_fact(values, phrase("Languages"), with_commas(says.languages));
    show_fact(values, phrase("Region"), says.region);
    show_fact(values, phrase("For"), says.audience);
    show_fact(values, phrase("Welcome are"), in_words(values.language(), says.accepts, accepted_words));
    show_fact(values, phrase("Last said"), values.language().day(listing.updated));
}

void show_doing(Values& values, App const& app, Call const& call, Looked const& looked) {
    auto const& listing = looked.listing;
    bool const is_community = listing.says.kind != directory::ListedKind::node;
    if (listing.host == app.node.settings.node.domain) {
        values.repeat("OURS").text("PATH", is_community ? "/c/" + listing.says.username : "/");
        return;
    }
    if (!call.member) return values.show("GUEST");
    if (looked.standing == Standing::agreed || looked.standing == Standing::paused) {
        if (is_community) values.repeat("OPEN").text("COMMUNITY", listed_address(listing));
        return values.show("PARTNER");
    }
    if (!call.member->roles.has(storage::Role::operator_)) return values.show("NO_PARTNER");
    values.repeat("INTRODUCE").text("HOST", listing.host);
}

}  // namespace

boost::asio::awaitable<Response> get_listing(App const& app, Call call) {
    auto const looked = look(app, call.form.text("of"));
    if (!looked) co_return refuse(app, call, {Reason::not_found, "no such listing"});
    auto const& listing = looked->listing;
    Page page{app, call, "listing", listing.says.name};
    auto& values = page.values();
    values.text("NAME", listing.says.name);
    values.words("KIND_WORDS", kind_words(listing.says.kind));
    values.text("ADDRESS", listed_address(listing));
    values.text("SAYS", listing.says.summary);
    values.text("HOST", listing.host);
    values.text("ALL_OF_HOST", "/directory?host=" + percent_encoded(listing.host));
    values.text("RETURN", call.request.target);
    show_facts(values, listing);
    show_doing(values, app, call, *looked);
    if (looked->confirmed)
        values.show("CONFIRMED");
    else if (!looked->told_by.empty())
        values.repeat("TOLD").text("BY", looked->told_by);
    co_return page.render();
}

}  // namespace collegium::server::pages
