#include "federation/notify/outside_review.hpp"

#include "federation/community/holding.hpp"
#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/logged.hpp"
#include "federation/messages/signed_act.hpp"
#include "federation/messages/vocabulary.hpp"
#include "federation/notify/service.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::notify {

using storage::Edge;
using storage::Handle;
using storage::ObjectState;
using storage::OutsideReviewRecord;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::size_t most_reviews = 100;
constexpr std::size_t most_kept = 1000;
constexpr std::size_t longest_summary = 2000;  // bytes

struct Entry {
    Handle thing{};
    OutsideReviewRecord record;
};

std::vector<Entry> entries_of(ReadTx const& tx, Tables const& tables, Handle guide) {
    std::vector<Entry> found;
    tables.outside_reviews
        .ascend(tx, Edge{guide, storage::no_one}, [&](Edge const& key, OutsideReviewRecord const& record) {
            if (key.of != guide) return false;
            found.push_back({key.by, record});
            return found.size() < most_kept;
        });
    return found;
}

std::string as_markdown(std::string_view service, OutsideReview const& review) {
    auto text = "**Reviewed by " + content::as_markdown(service) + "**\n\n<" + review.link + ">\n";
    if (!review.summary.empty()) text += "\n" + content::as_markdown(review.summary) + "\n";
    return text;
}

NoteDraft placed(timeline::PostView const& guide) {
    NoteDraft draft;
    draft.language = guide.language;
    draft.audience = guide.audience;
    draft.parent = guide.iri;
    draft.parent_author = guide.author.iri;
    draft.community = guide.community.iri;
    return draft;
}

void add_outside_review(JsonText& object, OutsideReview const& review) {
    object.raw("tag", "[]")
        .text("col:kind", outside_review_kind)
        .text("col:reviewOf", review.guide)
        .text("col:review", review.link)
        .text_unless_empty("col:citeAs", review.cite_as)
        .text_unless_empty("col:request", review.request)
        .text_unless_empty("col:version", review.version)
        .text_unless_empty("col:said", review.summary);
}

bool is_shown(ReadTx const& tx, Tables const& tables, Handle thing) {
    auto const record = tables.objects.get(tx, thing);
    return record && community::is_settled(tx, tables, thing, *record);
}

std::optional<OutsideReviewView> view_of(
    ReadTx const& tx, Tables const& tables, Entry const& entry, timeline::Viewer const& viewer
) {
    if (!speaks_for_service(tx, tables, entry.record.by)) return std::nullopt;
    auto post = timeline::find_post(tx, tables, entry.thing, viewer);
    if (!post || post->state != ObjectState::visible) return std::nullopt;
    auto const act = logged_activity(tx, tables, entry.record.words);
    auto const* const object = act ? act->object() : nullptr;
    auto review = object == nullptr ? std::nullopt : outside_review_in(*object);
    if (!review) return std::nullopt;
    return OutsideReviewView{*std::move(post), *std::move(review)};
}

}  // namespace

std::optional<OutsideReview> outside_review_in(JsonValue const& object) {
    if (text_member(object, "col:kind") != outside_review_kind) return std::nullopt;
    OutsideReview review;
    review.guide = reference_member(object, "col:reviewOf");
    review.link = text_member(object, "col:review");
    bool const replies = !review.guide.empty() && review.guide == reference_member(object, "inReplyTo");
    if (!replies || !Iri::parse(review.link)) return std::nullopt;
    review.cite_as = content::cut(text_member(object, "col:citeAs"), longest_summary);
    review.request = reference_member(object, "col:request");
    review.version = content::cut(text_member(object, "col:version"), longest_summary);
    review.summary = content::cut(text_member(object, "col:said"), longest_summary);
    return review;
}

Composed compose_outside_review(
    Author const& author,
    std::string_view service,
    OutsideReview const& review,
    timeline::PostView const& guide,
    std::string_view origin,
    Clock const& clock,
    storage::IdSource& ids
) {
    std::string const base{origin};
    auto const number = ids.next();
    Publication const published{base + "/comment/" + digits(number), clock.now(), std::nullopt};
    auto const addressees = addressees_of(base, author.iri, placed(guide));
    auto const markdown = as_markdown(service, review);
    auto object = JsonText::object();
    object.text("id", published.iri).text("type", "Note").text("attributedTo", author.iri).text("inReplyTo", guide.iri);
    add_words(object, content::to_html(markdown), markdown, guide.language);
    add_place(object, addressees, published, {guide.context});
    add_outside_review(object, review);

    auto members = JsonText::object();
    members.raw("@context", vocabulary::activity_context)
        .text("id", base + "/activities/create/" + digits(ids.next()))
        .text("type", "Create")
        .text("actor", author.iri)
        .texts("to", addressees.to)
        .texts("cc", addressees.cc)
        .text_unless_empty("audience", addressees.community)
        .text("published", to_rfc3339_in_millis(clock.now()))
        .raw("object", object.done());
    return {signed_act(author, clock, members), number};
}

void keep_outside_review(rules::Context const& context, Object const& object) {
    auto const thing = context.find(object.id.text());
    auto const record = thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
    if (!record || record->parent == storage::no_one || context.activity.object() == nullptr) return;
    Edge const place{record->parent, *thing};
    auto const review = outside_review_in(*context.activity.object());
    if (!review || context.find(review->guide) != record->parent) {
        context.tables.outside_reviews.erase(context.tx, place);
        return;
    }
    auto const request = review->request.empty() ? storage::no_one : context.intern(review->request);
    context.tables.outside_reviews.put(context.tx, place, {context.seq, record->author, request});
}

bool is_reviewed_outside(ReadTx const& tx, Tables const& tables, Handle guide, Handle offer) {
    auto const request = tables.review_requests.get(tx, offer);
    auto const entries = entries_of(tx, tables, guide);
    return request && std::ranges::any_of(entries, [&](Entry const& each) {
               bool const answers = each.record.request == offer && each.record.by == request->target;
               return answers && is_shown(tx, tables, each.thing);
           });
}

std::vector<OutsideReviewView> outside_reviews_of(
    ReadTx const& tx, Tables const& tables, Handle guide, timeline::Viewer const& viewer
) {
    std::vector<OutsideReviewView> views;
    auto entries = entries_of(tx, tables, guide);
    std::ranges::sort(entries, [](Entry const& first, Entry const& second) {
        return first.record.words > second.record.words;
    });
    for (auto const& each : entries) {
        if (views.size() == most_reviews) break;
        if (auto view = view_of(tx, tables, each, viewer)) views.push_back(*std::move(view));
    }
    return views;
}

}  // namespace collegium::federation::notify
