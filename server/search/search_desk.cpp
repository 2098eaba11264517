#include "server/search/search_desk.hpp"

#include "config/log.hpp"

#include <stdexcept>

namespace collegium::server::search {

namespace timeline = federation::timeline;

using federation::community::Viewer;
using storage::Handle;

namespace {

constexpr std::size_t most_looked_at = 400;  // of what the index finds, for one page
constexpr std::size_t most_alike_looked_at = 50;

// Nobody loses a question because the index has trouble: nothing is similar then.
std::vector<Handle> alike(WordIndex const& index, std::string_view title, Filters const& filters) {
    try {
        return index.similar(title, filters, most_alike_looked_at);
    } catch (std::runtime_error const& error) {
        log::warning("similar questions cannot be looked for", {{"detail", error.what()}});
        return {};
    }
}

}  // namespace

Found SearchDesk::search(
    std::string_view query, Filters filters, Viewer const& viewer, std::size_t most, std::size_t offset
) const {
    filters.for_everyone = viewer.member == Handle{0};
    auto const candidates = index_.find(query, filters, most_looked_at, offset);
    return store_.read([&](auto const& tx, auto const& tables) {
        Found found;
        found.next = offset;
        for (auto const handle : candidates) {
            if (found.posts.size() == most) {
                found.more = true;
                break;
            }
            ++found.next;
            auto post = timeline::find_post(tx, tables, handle, viewer);
            if (post && post->state == storage::ObjectState::visible) found.posts.push_back(*std::move(post));
        }
        found.more = found.more || candidates.size() == most_looked_at;
        return found;
    });
}

std::vector<timeline::PostView> SearchDesk::similar_questions(
    std::string_view title, Viewer const& viewer, std::size_t most
) const {
    Filters filters;
    filters.kind = storage::ObjectKind::question;
    filters.for_everyone = viewer.member == Handle{0};
    auto const candidates = alike(index_, title, filters);
    return store_.read([&](auto const& tx, auto const& tables) {
        std::vector<timeline::PostView> found;
        for (auto const handle : candidates) {
            if (found.size() == most) break;
            auto post = timeline::find_post(tx, tables, handle, viewer);
            if (post && post->state == storage::ObjectState::visible) found.push_back(*std::move(post));
        }
        return found;
    });
}

}  // namespace collegium::server::search
