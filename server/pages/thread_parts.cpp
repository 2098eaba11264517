#include "server/pages/thread_parts.hpp"

#include "federation/content/mentions.hpp"
#include "federation/events/captured_read.hpp"
#include "server/pages/poll_panel.hpp"
#include "server/pages/writing/pictures.hpp"

namespace collegium::server::pages {

using storage::Handle;
using storage::ObjectKind;
using storage::ObjectState;

namespace {

bool can_be_edited(timeline::PostView const& post) {
    return post.kind == ObjectKind::question || post.kind == ObjectKind::answer || federation::events::is_notes(post);
}

}  // namespace

bool is_author(Call const& call, timeline::PostView const& post) {
    return call.member && call.member->actor == post.author.handle;
}

void show_words(App const& app, Call const& call, Values& values, timeline::PostView const& post) {
    auto words = values.include("WORDS_OF_POST", "words");
    words.words("KIND", kind_name(post.kind));
    if (post.state != ObjectState::visible)
        return words.show(post.state == ObjectState::deleted_by_author ? "DELETED" : "REMOVED");
    auto visible = words.repeat("VISIBLE");
    // Whom a reply answers stands above it in the thread.
    bool const is_reply = post.parent != Handle{0};
    visible.html("CONTENT", is_reply ? federation::content::without_mention_paragraph(post.content) : post.content);
    if (!post.language.empty()) visible.repeat("IN_LANGUAGE").text("LANG", post.language);
    show_pictures(app, words, post);
    show_poll(app, call, words, post);
}

void show_own_link(Values& values, Call const& call, timeline::PostView const& post, std::string_view place) {
    if (!call.member || post.state != ObjectState::visible) return;
    bool const own = is_author(call, post);
    if (own && !can_be_edited(post)) return;
    values.include(place, own ? "edit_link" : "report_link").text("PATH", post_path(post));
}

void show_comments(
    App const& app, Call const& call, Values& values, CommentRows const& rows, Handle subject, std::string_view part
) {
    auto const row = rows.find(subject);
    if (row == rows.end()) return;
    for (auto const& comment : row->second) {
        auto line = values.repeat(part);
        line.text("ANCHOR", std::to_string(static_cast<std::uint64_t>(comment.post->number)));
        if (comment.to != nullptr) line.repeat("REPLY").text("NAME", comment.to->author.display);
        show_byline(line, *comment.post);
        show_words(app, call, line, *comment.post);
        show_own_link(line, call, *comment.post, "LINK_OF_COMMENT");
    }
}

}  // namespace collegium::server::pages
