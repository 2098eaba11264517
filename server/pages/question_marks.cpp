#include "server/pages/question_marks.hpp"

#include "federation/admit.hpp"
#include "server/dispatch.hpp"
#include "server/pages/handlers.hpp"

namespace collegium::server::pages {

using federation::community::Marks;
using storage::MarkKind;

namespace {

// Said already, or free to be said.
void show_button(Values& values, std::string_view name, bool said, bool may) {
    if (said)
        values.show("SAID_" + std::string{name});
    else if (may)
        values.show("MAY_" + std::string{name});
}

struct Marked {
    timeline::PostView thing;
    MarkKind kind{};
};

std::optional<Marked> marked(App const& app, Call const& call) {
    auto const kind = mark_named(call.form.text("kind"));
    auto thing = kind ? post_of(app, call) : std::nullopt;
    if (!thing || thing->state != storage::ObjectState::visible) return std::nullopt;
    return Marked{*std::move(thing), *kind};
}

}  // namespace

void show_wanting(Values& values, Marks const& marks, std::vector<std::string> const& names) {
    auto const schools = marks.wanting_schools.size();
    if (schools == 0) return;
    auto wanted = values.repeat("WANTED");
    wanted.count(
        "WANTED_BY", schools, "One school would like this answered too", "{n} schools would like this answered too"
    );
    for (auto const& name : names) wanted.repeat("SCHOOL").text("NAME", name);
}

MarkReader mark_reader(storage::ReadTx const& tx, storage::Tables const& tables, Call const& call) {
    if (!call.member) return {};
    bool const teaches =
        federation::community::check_mark(tx, tables, call.member->actor, MarkKind::useful).has_value();
    return {true, teaches};
}

void show_endorsements(
    Values& values,
    std::string_view place,
    timeline::PostView const& post,
    MarkReader const& reader,
    bool is_author,
    OwnMarks const& own
) {
    if (post.state != storage::ObjectState::visible) return;
    auto marks = values.include(place, "endorsements");
    marks.text("PATH", post_path(post));
    marks.amount("USEFUL", post.marks.useful);
    marks.amount("EVIDENCED", post.marks.evidenced);
    marks.amount("THANKS", post.marks.thanks);
    show_button(marks, "USEFUL", own.useful, reader.teaches && !is_author);
    show_button(marks, "EVIDENCED", own.evidenced, reader.is_member && !is_author);
    show_button(marks, "THANKS", own.thanks, reader.is_member && !is_author);
}

void show_support(
    Values& values,
    timeline::PostView const& question,
    std::vector<std::string> const& names,
    MarkReader const& reader,
    bool is_author,
    OwnMarks const& own
) {
    if (question.kind != storage::ObjectKind::question || question.state != storage::ObjectState::visible) return;
    auto support = values.include("SUPPORT", "support");
    support.text("PATH", post_path(question));
    show_wanting(support, question.marks, names);
    show_button(support, "WANT", own.wanted, reader.is_member && !is_author);
}

awaitable<Response> post_mark(App const& app, Call call) {
    auto const wanted = marked(app, call);
    if (!wanted) co_return refuse(app, call, {Reason::not_found, "no such thing, or no such mark"});
    auto act = marking(app, *call.member, wanted->thing, wanted->kind);
    if (!act && is_as_good_as_done(act.error())) co_return Response::see_other(post_path(wanted->thing));
    if (!act) co_return refuse(app, call, act.error());
    auto composed = *std::move(act);
    auto const done = co_await federation::perform(app.node, std::move(composed));
    if (!done && !is_as_good_as_done(done.error())) co_return refuse(app, call, done.error());
    co_return Response::see_other(post_path(wanted->thing));
}

awaitable<Response> post_unmark(App const& app, Call call) {
    auto const unwanted = marked(app, call);
    if (!unwanted) co_return refuse(app, call, {Reason::not_found, "no such thing, or no such mark"});
    auto undo = unmarking(app, *call.member, unwanted->thing, unwanted->kind);
    if (!undo && is_as_good_as_done(undo.error())) co_return Response::see_other(post_path(unwanted->thing));
    if (!undo) co_return refuse(app, call, undo.error());
    auto composed = *std::move(undo);
    auto const done = co_await federation::perform(app.node, std::move(composed));
    if (!done && !is_as_good_as_done(done.error())) co_return refuse(app, call, done.error());
    co_return Response::see_other(post_path(unwanted->thing));
}

}  // namespace collegium::server::pages
