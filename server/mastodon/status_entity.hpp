// Status: a published thing as clients see it (clients 2d): the complete entity, since the strictest clients refuse a
// whole list for one member that is missing. What Mastodon has no word for is in the one member "collegium".
#pragma once

#include "federation/merged_lists.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/timeline.hpp"
#include "server/mastodon/status_members.hpp"
#include "server/mastodon/view.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace collegium::server::mastodon {

namespace timeline = federation::timeline;

// Something in a thread, as it was read.
struct Reply {
    storage::Handle thing{};
    storage::ObjectRecord record;
};

// Writes the statuses of one answer. What several of them have in common is looked up once: their authors, what they
// reply to, and how many replies each has.
class StatusWriter {
public:
    explicit StatusWriter(View const& view) : view_{view}, posts_{view.tx, view.tables, view.viewer} {}

    // One JSON object; nothing for what this reader may not see, or what is no longer there.
    std::optional<std::string> status(storage::Handle thing);
    std::optional<std::string> status(Reply const& reply);
    std::optional<std::string> status(timeline::PostView const& post);

    // A line that somebody put there by passing a thing on: a status of its own around that thing.
    std::optional<std::string> boost(storage::LocalId line, storage::BoostRecord const& record);

    // What stands below this root, in the order in which it came: the first 500.
    std::vector<Reply> const& thread(storage::Handle root);

    // What has this id: a thing, or a line that passed one on.
    std::optional<std::string> numbered(storage::LocalId id);

    // A JSON list of what can be shown, in that order.
    std::string list(std::vector<timeline::Line> const& lines);

private:
    std::string const& account(storage::Handle actor);
    Parent const& parent(storage::Handle thing);
    std::uint64_t replies_to(timeline::PostView const& post);
    void add_words(federation::JsonText& text, timeline::PostView const& post);
    std::optional<std::string> line(timeline::Line const& line);

    bool is_shown(storage::Handle author);

    View view_;
    timeline::PostReader posts_;
    std::map<storage::Handle, std::string> accounts_;
    std::map<storage::Handle, bool> shown_;
    std::map<storage::Handle, Parent> parents_;
    std::map<storage::Handle, std::vector<Reply>> threads_;  // by their roots
};

// The same for one. The post is one that the viewer may see.
std::string status_json(View const& view, timeline::PostView const& post);

// The words as the API shows them: the title as a first paragraph in bold, then the body, both harmless.
std::string content_of(timeline::PostView const& post);

// One of the four that clients know.
std::string_view visibility_name(storage::Audience audience) noexcept;

}  // namespace collegium::server::mastodon
