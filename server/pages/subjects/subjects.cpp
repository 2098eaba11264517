// All subjects: those here, those that a member follows, and finding one at a partner.
#include "federation/fetching/resolve.hpp"
#include "federation/local_actors.hpp"
#include "federation/messages/vocabulary.hpp"
#include "federation/served/id_list.hpp"
#include "federation/subjects/subject.hpp"
#include "server/dispatch.hpp"
#include "server/pages/subjects/handlers.hpp"
#include "server/pages/subjects/news_rows.hpp"

#include <algorithm>

namespace collegium::server::pages {

namespace subjects = federation::subjects;

namespace {

struct SubjectsLook {
    std::vector<timeline::ActorView> here;
    std::vector<subjects::FollowedOffer> followed;
    subjects::News news;
};

SubjectsLook look_at_subjects(App const& app, Call const& call) {
    auto const& settings = app.node.settings;
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        SubjectsLook found;
        found.here = subjects::subjects_here(tx, tables, settings.origin(), settings.directory.subjects);
        if (!call.member) return found;
        found.followed = subjects::followed_offers(tx, tables, call.member->actor);
        std::vector<storage::Handle> actors;
        for (auto const& each : found.followed) actors.push_back(each.actor.handle);
        found.news = subjects::news_of(tx, tables, call.viewer(), actors, before_of(call), news_on_a_page);
        return found;
    });
}

bool is_followed(SubjectsLook const& found, storage::Handle actor) {
    return std::ranges::any_of(found.followed, [&](auto const& each) { return each.actor.handle == actor; });
}

void show_here(Values& values, Call const& call, SubjectsLook const& found) {
    for (auto const& subject : found.here) {
        auto line = values.repeat("HERE");
        line.text("PATH", offer_path(subject));
        line.text("FORM_PATH", offer_form_path(subject));
        line.text("NAME", subject.display);
        line.text("ADDRESS", subject.address());
        if (call.member && !is_followed(found, subject.handle)) line.show("FOLLOW");
    }
    if (found.here.empty()) values.show("NONE_HERE");
}

void show_followed(Values& values, SubjectsLook const& found) {
    auto member = values.repeat("MEMBER");
    show_news(member, found.news, true);
    for (auto const& [actor, state] : found.followed) {
        auto line = member.repeat("FOLLOWED");
        line.text("PATH", offer_path(actor));
        line.text("FORM_PATH", offer_form_path(actor));
        line.text("NAME", actor.display);
        line.text("HOST", actor.host);
        if (state != storage::FollowState::accepted) line.show("ASKED");
    }
    if (found.followed.empty()) member.show("NONE_FOLLOWED");
}

Response subjects_page(App const& app, Call const& call, std::string_view problem, unsigned status) {
    auto const found = look_at_subjects(app, call);
    Page page{app, call, "subjects", phrase("Subjects")};
    page.alternate(app.node.settings.origin() + "/subjects");
    auto& values = page.values();
    show_here(values, call, found);
    if (!call.member) {
        values.show("GUEST");
        return page.render(status);
    }
    show_followed(values, found);
    auto find = values.repeat("FIND");
    find.text("SUBJECT", call.form.text("subject"));
    find.text("PLACE", call.form.text("host"));
    find.problem("subject", problem);
    return page.render(status);
}

Response subjects_document(App const& app) {
    auto const& settings = app.node.settings;
    federation::documents::IdList list{settings.origin() + "/subjects", settings.origin() + "/", {}};
    auto const here = app.node.store.read([&](auto const& tx, auto const& tables) {
        return subjects::subjects_here(tx, tables, settings.origin(), settings.directory.subjects);
    });
    for (auto const& each : here) list.names.push_back(each.iri);
    auto document = federation::documents::serve(list, 0);
    if (!document) return Response::refused(document.error());
    return Response{200, std::string{federation::vocabulary::activity_json}, *std::move(document)}
        .with("Access-Control-Allow-Origin", "*")
        .with("Vary", "Accept");
}

std::string_view why_not_found(Reason reason) {
    switch (reason) {
        case Reason::malformed:
            return phrase("Write the subject, and the address of the institution: hillside.example.");
        case Reason::not_partner:
            return phrase("That institution is not a partner of ours. Ask your operator to agree with it.");
        case Reason::not_found:
            return phrase("That institution does not offer this subject. Write it as their communities do.");
        default:
            return phrase("The other institution's server did not answer as it should. Try again in a few minutes.");
    }
}

// Also the whole address of something that can be followed: "@list-7@hillside.example".
std::string address_typed(Form const& form) {
    auto const subject = form.trimmed("subject"), host = form.trimmed("host");
    if (subject.find('@') != std::string::npos) return subject;
    return subjects::actor_name(subject) + (host.empty() ? "" : "@" + host);
}

}  // namespace

awaitable<Response> get_subjects(App const& app, Call call) {
    if (call.wants_activity()) co_return subjects_document(app);
    co_return subjects_page(app, call, "", 200);
}

awaitable<Response> post_find_subject(App const& app, Call call) {
    auto address = address_typed(call.form);
    auto const& own_host = app.node.settings.node.domain;
    auto const known = app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const name = address.starts_with('@') ? std::string_view{address}.substr(1) : std::string_view{address};
        return subjects::find_offer(tx, tables, own_host, name, call.viewer());
    });
    if (known) co_return Response::see_other(offer_path(*known));
    federation::FetchBudget budget;
    auto const actor = co_await federation::resolve_handle(app.node, std::move(address), budget);
    if (!actor) co_return subjects_page(app, call, why_not_found(actor.error().reason()), 422);
    if (!federation::is_offered(actor->record))
        co_return subjects_page(app, call, phrase("That is not a subject. Check the address."), 422);
    co_return Response::see_other("/subjects/" + actor->record.username + "@" + std::string{actor->id.host()});
}

}  // namespace collegium::server::pages
