// The rule of a community: when a guide in it is called reviewed.
#include "config/log.hpp"
#include "federation/admit.hpp"
#include "federation/served/documents.hpp"
#include "server/dispatch.hpp"
#include "server/pages/guides/guide_fields.hpp"
#include "server/pages/reviews/handlers.hpp"
#include "server/pages/reviews/looking.hpp"

#include <charconv>

namespace collegium::server::pages {

namespace {

// A community of this school that this member runs.
std::optional<timeline::ActorView> community_of_rule(App const& app, Call const& call) {
    auto community = community_of(app, call);
    bool const is_theirs = community && community->local && facilitates(app, call, community->handle);
    return is_theirs ? std::move(community) : std::nullopt;
}

Response no_community(App const& app, Call const& call) {
    return refuse(app, call, {Reason::not_found, "no community of this school that this member runs"});
}

// Far too many for what is no number, so that its check says so.
std::size_t number_typed(Form const& form, std::string_view name) {
    auto const digits = form.trimmed(name);
    std::size_t number = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    bool const whole = error == std::errc{} && end == digits.data() + digits.size();
    return whole ? number : reviews::most_asked_for + 1;
}

reviews::GateRules rules_typed(Form const& form) {
    return {number_typed(form, "peers"), number_typed(form, "experts"), number_typed(form, "institutions")};
}

FieldProblems problems_beside(reviews::GateRules const& rules) {
    FieldProblems found;
    for (auto const& each : reviews::problems_of(rules)) found.push_back({each.field, sentence(each.why)});
    return found;
}

Response rule_page(
    App const& app,
    Call const& call,
    timeline::ActorView const& community,
    FieldProblems const& problems,
    unsigned status
) {
    auto const rules = app.node.store.read([&](auto const& tx, auto const& tables) {
        return reviews::rules_of(tx, tables, community.handle);
    });
    auto const typed = [&](std::string_view name, std::size_t standing) {
        return call.form.has(name) ? call.form.text(name) : std::to_string(standing);
    };
    Page page{app, call, "gate_rule", phrase("When a guide is reviewed")};
    auto& values = page.values();
    values.text("NAME", community.display);
    values.text("PATH", community_path(community));
    values.text("PEERS", typed("peers", rules.peers));
    values.text("EXPERTS", typed("experts", rules.experts));
    values.text("INSTITUTIONS", typed("institutions", rules.institutions));
    if (call.form.has("saved")) values.show("SAVED");
    if (!problems.empty()) values.refused(phrase("The rule was not saved."));
    show_beside(values, "PEERS_PROBLEM", problems, "peers");
    show_beside(values, "EXPERTS_PROBLEM", problems, "experts");
    show_beside(values, "INSTITUTIONS_PROBLEM", problems, "institutions");
    return page.render(status);
}

// The document of the community as it is after the change.
storage::Store::Change<std::string> setting(timeline::ActorView const& community, reviews::GateRules const& rules) {
    return [handle = community.handle,
            iri = community.iri,
            rules](storage::WriteTx& tx, storage::Tables& tables) -> Result<std::string> {
        if (auto const set = reviews::set_rules(tx, tables, handle, rules); !set) return set.error();
        auto const record = tables.actors.get(tx, handle);
        if (!record) return Refusal{Reason::not_found, "a community without an actor"};
        auto const shown = federation::documents::presentation_of(tx, tables, handle);
        return federation::documents::actor_object(iri, *record, shown);
    };
}

}  // namespace

awaitable<Response> get_gate_rule(App const& app, Call call) {
    auto const community = community_of_rule(app, call);
    if (!community) co_return no_community(app, call);
    co_return rule_page(app, call, *community, {}, 200);
}

// The community tells of it as of every change of itself: partners fetch its document anew.
awaitable<Response> post_gate_rule(App const& app, Call call) {
    auto const community = community_of_rule(app, call);
    auto const speaker = community ? federation::author_of(app.node, community->handle) : std::nullopt;
    if (!speaker) co_return no_community(app, call);
    auto const rules = rules_typed(call.form);
    auto const problems = problems_beside(rules);
    if (!problems.empty()) co_return rule_page(app, call, *community, problems, 422);
    auto change = setting(*community, rules);
    auto const document = co_await app.node.store.write(std::move(change));
    if (!document) co_return refuse(app, call, document.error());
    auto update = federation::composer_of(app.node).update_profile(*speaker, *document);
    auto const told = co_await federation::perform(app.node, std::move(update));
    if (!told) log::warning("a changed community was not told of", {{"detail", told.error().detail()}});
    co_return Response::see_other(community_path(*community) + "/gate?saved=1");
}

}  // namespace collegium::server::pages
