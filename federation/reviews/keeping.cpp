#include "federation/reviews/keeping.hpp"

#include "federation/guides/guide_json.hpp"
#include "federation/reviews/overrides.hpp"
#include "federation/reviews/review_json.hpp"

namespace collegium::federation::reviews {

using storage::Edge;
using storage::Handle;
using storage::ReviewRecord;

namespace {

// Nothing if it says another guide than what it hangs below.
std::optional<Review> review_below(rules::Context const& context, Handle parent) {
    auto review = review_in(*context.activity.object());
    if (!review || context.find(review->guide) != parent) return std::nullopt;
    return review;
}

}  // namespace

void keep(rules::Context const& context, Object const& object) {
    auto const thing = context.find(object.id.text());
    auto const record = thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
    if (!record || record->parent == Handle{0} || context.activity.object() == nullptr) return;
    Edge const place{record->parent, *thing};
    auto const review = review_below(context, record->parent);
    auto const version = review ? guides::digest_of(review->version) : std::nullopt;
    if (!version) {
        context.tables.reviews.erase(context.tx, place);
        return;
    }
    ReviewRecord kept;
    kept.words = context.seq;
    kept.by = record->author;
    kept.request = review->request.empty() ? Handle{0} : context.intern(review->request);
    kept.version = *version;
    kept.track = review->track;
    kept.verdict = review->verdict;
    kept.flags = flags_of(*review);
    kept.updated = record->updated;
    bool const is_new = !context.tables.reviews.contains(context.tx, place);
    context.tables.reviews.put(context.tx, place, kept);
    if (is_new) pass_on_early_overrides(context, *thing);
}

}  // namespace collegium::federation::reviews
