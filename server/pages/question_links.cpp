#include "server/pages/question_links.hpp"

#include "federation/admit.hpp"
#include "federation/community/audience.hpp"
#include "federation/logged.hpp"
#include "server/dispatch.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/pasted.hpp"

#include <algorithm>

namespace collegium::server::pages {

using federation::Relation;
using storage::ObjectKind;
using storage::ObjectState;
using timeline::PostView;

namespace {

// What somebody means by the address that they pasted.
std::optional<PostView> question_at(App const& app, Call const& call, std::string const& pasted) {
    auto found = pasted_post(app, call, pasted);
    bool const fits = found && found->kind == ObjectKind::question && found->state == ObjectState::visible;
    return fits ? found : std::nullopt;
}

std::optional<Relation> relation_named(std::string_view word) {
    for (auto const relation : {Relation::related, Relation::duplicate})
        if (federation::name_of(relation) == word) return relation;
    return std::nullopt;
}

bool can_be_linked(Call const& call, PostView const& question) {
    return call.member && question.kind == ObjectKind::question && question.state == ObjectState::visible;
}

// A link is for those who may read both.
std::optional<storage::Audience> audience_for(
    App const& app, Call const& call, PostView const& question, PostView const& other
) {
    auto const wanted = federation::community::narrower(question.audience, other.audience);
    bool const in_community =
        federation::community::may_be_passed_on(wanted) || federation::community::stays_here(wanted);
    bool const of_one = wanted == storage::Audience::community || wanted == storage::Audience::insiders ||
                        wanted == storage::Audience::partners;
    bool const elsewhere = of_one && question.community.iri != other.community.iri;
    if (!in_community || elsewhere) return std::nullopt;
    auto const member = call.member->actor;
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<storage::Audience> {
        auto const allowed = federation::community::allowed_audience(tx, tables, member, wanted, question.handle);
        federation::community::Readers const readers{allowed, question.community.handle, member};
        if (!federation::community::may_tell_of(tx, tables, readers, other.handle)) return std::nullopt;
        return allowed;
    });
}

// A title is nobody's Markdown.
std::string escaped(std::string_view title) {
    constexpr std::string_view special = "\\`*_{}[]<>()#+-.!|~:@";
    std::string text;
    for (char const c : title) {
        if (special.find(c) != std::string_view::npos) text += '\\';
        text += c;
    }
    return text;
}

// What those read who see the comment only.
std::string words_for(federation::ThingLink const& link) {
    auto const* const words = link.relation == Relation::related ? "A related question: " : "The same is asked here: ";
    return words + ("[" + escaped(link.name) + "](<" + link.href + ">)");
}

federation::NoteDraft draft_of(
    PostView const& question, PostView const& other, Relation relation, storage::Audience audience
) {
    federation::NoteDraft draft;
    draft.links = {{relation, other.iri, other.title()}};
    draft.source = words_for(draft.links.front());
    draft.parent = question.iri;
    draft.parent_author = question.author.iri;
    draft.community = question.community.iri;
    draft.context = question.context;
    draft.kind = "comment";
    draft.audience = audience;
    return draft;
}

bool says(PostView const& comment, PostView const& other, Relation relation) {
    return comment.state == ObjectState::visible && std::ranges::any_of(comment.links, [&](auto const& link) {
               return link.href == other.iri && link.relation == relation;
           });
}

// By anybody where that is enough, or by the member.
bool is_linked_already(QuestionView const& view, storage::Handle member, PostView const& other, Relation relation) {
    bool const stands = std::ranges::any_of(view.related, [&](auto const& each) {
        return each.thing.handle == other.handle && each.relation == relation &&
               (each.counts || relation == Relation::related);
    });
    return stands || std::ranges::any_of(view.thread.comments, [&](auto const& each) {
               return each.author.handle == member && says(each, other, relation);
           });
}

std::optional<federation::Activity> words_of(App const& app, PostView const& comment) {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<federation::Activity> {
        auto const record = tables.objects.get(tx, comment.handle);
        return record ? federation::logged_activity(tx, tables, record->words) : std::nullopt;
    });
}

std::optional<PostView> question_of(App const& app, Call const& call, PostView const& comment) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return timeline::find_post(tx, tables, comment.root, call.viewer());
    });
}

void show_one(Values values, Call const& call, timeline::RelatedThing const& related) {
    values.text("PATH", post_path(related.thing));
    values.text("TITLE", related.thing.title());
    values.text("COMMUNITY_NAME", related.thing.community.display);
    values.text("BY", related.by.display);
    if (related.relation == Relation::duplicate) values.show("SUGGESTED");
    if (call.member && call.member->actor == related.by.handle)
        values.repeat("MAY_UNLINK").number("NUMBER", static_cast<std::uint64_t>(related.said));
}

// Not the same by the word of its asker or a facilitator.
bool is_other(timeline::RelatedThing const& related) {
    return related.relation == Relation::related || !related.counts;
}

void show_others(Values values, Call const& call, std::vector<timeline::RelatedThing> const& all) {
    for (auto const& each : all)
        if (is_other(each)) show_one(values.repeat("RELATED"), call, each);
}

}  // namespace

void show_related(Values& values, Call const& call, QuestionView const& view, std::string_view problem) {
    for (auto const& each : view.related) {
        if (!is_other(each)) show_one(values.repeat("DUPLICATE"), call, each);
    }
    if (std::ranges::any_of(view.related, is_other)) show_others(values.repeat("HAS_RELATED"), call, view.related);
    if (!can_be_linked(call, view.thread.question)) return;
    auto form = values.repeat("LINK_FORM");
    form.text("PATH", post_path(view.thread.question));
    form.text("OTHER", call.form.text("other"));
    form.show(call.form.text("relation") == "duplicate" ? "AS_DUPLICATE" : "AS_RELATED");
    if (problem.empty()) return;
    form.show("OPEN");
    form.problem("other", problem);
}

bool is_only_a_link(QuestionView const& view, PostView const& comment) {
    bool const is_shown =
        std::ranges::any_of(view.related, [&](auto const& each) { return each.said == comment.number; });
    if (!is_shown || comment.links.size() != 1 || comment.source != words_for(comment.links.front())) return false;
    return std::ranges::none_of(view.thread.comments, [&](auto const& each) { return each.parent == comment.handle; });
}

awaitable<Response> post_link(App const& app, Call call) {
    auto const post = post_of(app, call);
    auto const view = post ? look_at_question(app, call, post->handle) : std::nullopt;
    if (!view || !can_be_linked(call, view->thread.question))
        co_return refuse(app, call, {Reason::not_found, "no such question"});
    auto const& question = view->thread.question;
    auto const relation = relation_named(call.form.text("relation"));
    auto const other = question_at(app, call, call.form.trimmed("other"));
    bool const fits = relation && other && other->handle != question.handle;
    auto const audience = fits ? audience_for(app, call, question, *other) : std::nullopt;
    QuestionProblems problems;
    if (!fits)
        problems.link = phrase("Paste the address of another question that you can read here.");
    else if (!audience)
        problems.link = phrase("That question is for other people than this one, so a link to it would give it away.");
    if (!problems.link.empty()) co_return question_page(app, call, *view, problems, 422);
    bool const is_linked = is_linked_already(*view, call.member->actor, *other, *relation);
    if (is_linked) co_return Response::see_other(post_path(question) + "#related");
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});
    auto const draft = draft_of(question, *other, *relation, *audience);
    auto note = federation::composer_of(app.node).note(*author, draft);
    auto const done = co_await federation::perform(app.node, std::move(note));
    if (!done) {
        auto const meaning = meaning_of(done.error().reason());
        problems.link = meaning.words;
        co_return question_page(app, call, *view, problems, meaning.status);
    }
    co_return Response::see_other(post_path(question) + "#related");
}

awaitable<Response> post_unlink(App const& app, Call call) {
    auto const comment = post_of(app, call);
    bool const is_own = comment && comment->author.handle == call.member->actor && !comment->links.empty() &&
                        comment->state == ObjectState::visible;
    auto const author = is_own ? federation::author_of(app.node, call.member->actor) : std::nullopt;
    if (!author) co_return refuse(app, call, {Reason::not_found, "no link of the member's own"});
    auto const words = words_of(app, *comment);
    if (!words) co_return refuse(app, call, {Reason::not_found, "its words are gone"});
    auto deletion = federation::composer_of(app.node).delete_object(*author, *words);
    auto const done = co_await federation::perform(app.node, std::move(deletion));
    if (!done) co_return refuse(app, call, done.error());
    auto const question = question_of(app, call, *comment);
    co_return Response::see_other(question ? post_path(*question) + "#related" : "/");
}

}  // namespace collegium::server::pages
