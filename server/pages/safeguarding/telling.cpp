// A member tells the safeguarding lead of something.
#include "server/api_limits.hpp"
#include "server/audit/audit.hpp"
#include "server/dispatch.hpp"
#include "server/pages/safeguarding/handlers.hpp"
#include "server/safeguarding/cases.hpp"

namespace collegium::server::pages {

namespace {

// What the form or the address names, if the member can see it.
std::optional<timeline::PostView> told_about(App const& app, Call const& call) {
    auto const number = number_of(call.form.text("about"));
    if (!number) return std::nullopt;
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return timeline::find_post(tx, tables, *number, call.viewer());
    });
}

Response tell_page(App const& app, Call const& call, std::string_view problem, unsigned status) {
    Page page{app, call, "tell_lead", phrase("Tell the safeguarding lead")};
    auto& values = page.values();
    if (call.request.method == Method::get && call.form.has("sent")) {
        values.show("SENT");
        return page.render(status);
    }
    auto form = values.repeat("TELL");
    if (status == 422)
        form.problem("words", problem);
    else
        form.refused(problem);
    if (auto const post = told_about(app, call)) {
        auto about = form.repeat("ABOUT");
        about.number("NUMBER", static_cast<std::uint64_t>(post->number));
        about.words("KIND", kind_name(post->kind));
        about.text("AUTHOR", post->author.display);
        auto const whom = post->author.handle;
        auto const [leads, is_read] = app.node.store.read([&](auto const& tx, auto const& tables) {
            return std::pair{
                safeguarding::is_led_by(app, tx, tables, whom), safeguarding::has_lead_for(app, tx, tables, {whom})};
        });
        if (leads) about.repeat(is_read ? "OTHERS" : "NOBODY").text("WHO", post->author.display);
    }
    form.text("TYPED", call.form.text("words"));
    return page.render(status);
}

}  // namespace

awaitable<Response> get_tell_lead(App const& app, Call call) {
    co_return tell_page(app, call, "", 200);
}

awaitable<Response> post_tell_lead(App const& app, Call call) {
    if (!app.api_limits.report(call, app.node.clock.now()).allowed)
        co_return tell_page(
            app, call, phrase("Those were many in a short time. Speak to somebody at school now."), 429
        );
    safeguarding::Concern concern;
    concern.by = call.member->actor;
    concern.words = call.form.trimmed("words");
    if (auto const post = told_about(app, call)) {
        concern.things.push_back(post->handle);
        concern.people.push_back(post->author.handle);
    }
    storage::Store::Change<storage::Nothing> change = [&](storage::WriteTx& tx,
                                                          storage::Tables& tables) -> Result<storage::Nothing> {
        auto const raised = safeguarding::raise(app, tx, tables, concern);
        if (!raised) return raised.error();
        // Who told is in the case, for the lead alone.
        audit::Entry const entry{"somebody", "told the safeguarding lead", safeguarding::case_name(*raised), ""};
        audit::note(tx, tables, entry, app.node.clock.now());
        return storage::Nothing{};
    };
    auto const told = co_await app.node.store.write(std::move(change));
    if (!told && told.error().reason() == Reason::malformed) co_return tell_page(app, call, told.error().detail(), 422);
    if (!told)
        co_return tell_page(
            app, call, phrase("It could not be sent. Speak to somebody at school now, or try again."), 503
        );
    co_return Response::see_other("/tell-safeguarding?sent=1");
}

}  // namespace collegium::server::pages
