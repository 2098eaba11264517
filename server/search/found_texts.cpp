#include "server/search/found_texts.hpp"

#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/guides/reading.hpp"

#include <algorithm>

namespace collegium::server::search {

namespace guides = federation::guides;

using federation::timeline::PostView;
using federation::timeline::Viewer;

namespace {

constexpr std::size_t shown = 240;  // bytes of an extract

std::string words_of(std::string const& markdown) {
    return federation::content::plain_text(federation::content::to_html(markdown));
}

}  // namespace

void FoundTexts::add_text(storage::Handle thing, std::string const& language, std::string words, Part part) {
    texts_.push_back({thing, language, std::move(words)});
    parts_.push_back(std::move(part));
}

void FoundTexts::add(
    storage::ReadTx const& tx, storage::Tables const& tables, PostView const& post, Viewer const& viewer
) {
    auto const first = texts_.size();
    if (post.kind == storage::ObjectKind::guide) {
        if (auto const guide = guides::find_guide(tx, tables, post.handle, viewer))
            for (auto const& info : guides::all_sections())
                if (auto words = words_of(guide->guide[info.section]); !words.empty())
                    add_text(
                        post.handle,
                        post.language,
                        std::move(words),
                        {std::string{info.name}, std::string{info.heading}}
                    );
    }
    if (texts_.size() == first) add_text(post.handle, post.language, federation::content::plain_text(post.content), {});
    things_.push_back({first, texts_.size() - first});
}

std::vector<FoundPlace> FoundTexts::marked(WordIndex const& index, std::string_view query) const {
    std::vector<FoundPlace> places;
    if (texts_.empty()) return places;
    auto const extracts = index.extracts(query, texts_, shown);
    for (auto const& thing : things_) {
        auto best = thing.first;
        for (auto i = thing.first; i < thing.first + thing.count; ++i)
            if (has_marks(extracts[i])) {
                best = i;
                break;
            }
        bool const is_there = has_marks(extracts[best]);
        auto const& part = parts_[best];
        places.push_back({is_there ? part.section : "", is_there ? part.heading : "", extracts[best]});
    }
    return places;
}

}  // namespace collegium::server::search
