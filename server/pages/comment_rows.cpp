#include "server/pages/comment_rows.hpp"

namespace collegium::server::pages {

using federation::timeline::PostView;
using storage::Handle;

CommentRows comment_rows(std::vector<PostView const*> const& all) {
    std::unordered_map<Handle, PostView const*> comments;
    for (auto const* const comment : all) comments.emplace(comment->handle, comment);

    std::unordered_map<Handle, Handle> subjects;
    CommentRows rows;
    for (auto const* const comment : all) {
        std::vector<Handle> path;
        auto above = comment->handle;
        // Others decide what replies to what, also in a circle: nobody goes up further than there are comments.
        while (comments.contains(above) && !subjects.contains(above) && path.size() <= comments.size()) {
            path.push_back(above);
            above = comments.at(above)->parent;
        }
        auto const known = subjects.find(above);
        auto const subject = known == subjects.end() ? above : known->second;
        for (auto const passed : path) subjects.emplace(passed, subject);

        auto const to = comments.find(comment->parent);
        rows[subject].push_back({comment, to == comments.end() ? nullptr : to->second});
    }
    return rows;
}

CommentRows comment_rows(federation::timeline::Thread const& thread) {
    std::vector<PostView const*> all;
    for (auto const& comment : thread.comments) all.push_back(&comment);
    return comment_rows(all);
}

}  // namespace collegium::server::pages
