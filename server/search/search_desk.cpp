#include "server/search/search_desk.hpp"

#include "config/log.hpp"
#include "federation/search_consent.hpp"

#include <stdexcept>

namespace collegium::server::search {

namespace timeline = federation::timeline;

using federation::community::Viewer;
using storage::Handle;
using storage::ReadTx;
using storage::Tables;

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

// What the one who searches may see, of somebody who lets others find it. The index may be older than both.
bool may_find(ReadTx const& tx, Tables const& tables, Viewer const& viewer, Handle thing) {
    auto const record = tables.objects.get(tx, thing);
    return record && record->kind != storage::ObjectKind::unknown &&
           federation::community::is_meant_for(tx, tables, viewer, thing, *record) &&
           federation::community::is_visible(tx, tables, thing, *record) &&
           !federation::refuses_search(tx, tables, record->author);
}

}  // namespace

Found SearchDesk::look(std::string_view query, Filters const& filters, Viewer const& viewer, Part const& part) const {
    auto const hits = index_.find(query, filters, most_looked_at, part.offset);
    FoundTexts texts;
    auto found = store_.read([&](ReadTx const& tx, Tables const& tables) {
        Found here;
        here.next = part.offset;
        FacetCounter counter;
        for (auto const& hit : hits) {
            auto const is_full = here.posts.size() == part.most;
            if (!is_full) ++here.next;
            if (!may_find(tx, tables, viewer, hit.handle)) continue;
            counter.add(hit);
            here.more = here.more || is_full;
            auto post = is_full ? std::nullopt : timeline::find_post(tx, tables, hit.handle, viewer);
            if (!post) continue;
            texts.add(tx, tables, *post, viewer);
            here.posts.push_back(*std::move(post));
        }
        here.facets = counter.counted(tx, tables);
        return here;
    });
    found.all_counted = part.offset == 0 && hits.size() < most_looked_at;
    found.more = found.more || hits.size() == most_looked_at;
    found.places = texts.marked(index_, query);
    return found;
}

Found SearchDesk::search(
    std::string_view query, Filters filters, Viewer const& viewer, std::size_t most, std::size_t offset
) const {
    filters.for_everyone = viewer.member == Handle{0};
    auto found = look(query, filters, viewer, {most, offset});
    if (!found.posts.empty() || offset > 0) return found;
    auto other = index_.respelled(query);
    if (other.empty()) return found;
    auto again = look(other, filters, viewer, {most, offset});
    if (again.posts.empty()) return found;  // what it finds is not for this reader: neither is the word
    again.instead = std::move(other);
    return again;
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
            if (!may_find(tx, tables, viewer, handle)) continue;
            if (auto post = timeline::find_post(tx, tables, handle, viewer)) found.push_back(*std::move(post));
        }
        return found;
    });
}

}  // namespace collegium::server::search
