// Timeline: questions that pages ask of the views. One snapshot, a bounded amount of work, plain values out.
#pragma once

#include "federation/community/marks.hpp"
#include "federation/community/visibility.hpp"
#include "federation/messages/details.hpp"
#include "storage/store.hpp"

#include <map>
#include <string>
#include <vector>

namespace collegium::federation::timeline {

using community::Viewer;
using storage::Handle;
using storage::LocalId;

// Somebody or some community, for a line of text.
struct ActorView {
    Handle handle{};
    std::string iri;
    std::string name;  // the part before '@'
    std::string host;
    std::string display;  // display name, or the name
    std::string summary;  // HTML as it came
    bool local = false;
    bool community = false;

    std::string address() const { return "@" + name + "@" + host; }
};

std::optional<ActorView> find_actor(storage::ReadTx const& tx, storage::Tables const& tables, Handle handle);

// "name" or "name@host".
std::optional<ActorView> find_community(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string_view own_host, std::string_view address
);

std::vector<ActorView> local_communities(storage::ReadTx const& tx, storage::Tables const& tables);

struct Membership {
    ActorView community;
    storage::FollowState state;
};
std::vector<Membership> communities_of(storage::ReadTx const& tx, storage::Tables const& tables, Handle person);

// Somebody who accepted an answer, and why.
struct AcceptedBy {
    ActorView by;
    std::string reason;  // plain text, at most 500 characters; may be empty
};

// A published thing with its words.
struct PostView {
    Handle handle{};
    std::string iri;
    LocalId number{};
    storage::ObjectKind kind{};
    storage::ObjectState state{};
    ActorView author;
    ActorView community;
    std::string name;     // the title that its author gave it; may be empty
    std::string content;  // HTML as it came: sanitise before showing
    std::string source;   // Markdown, if the author gave it
    std::string language;
    std::string context;
    Instant published{};
    Instant updated{};
    bool edited = false;
    bool announced = false;  // its community has passed it on
    bool accepted = false;
    Handle accepted_by{};
    std::vector<AcceptedBy> acceptances;  // those that count, by whom the reader may know; only in a thread
    bool locked = false;                  // takes no more replies
    bool featured = false;                // pinned by its community
    std::uint64_t up = 0, down = 0;
    community::Marks marks;
    std::vector<std::string> options;  // of a poll
    std::string reason;                // why it was removed or locked: plain text, at most 500 characters
    Handle parent{};
    Handle root{};
    storage::Audience audience{};
    Details details;
    QuestionContext about;             // of a question
    std::vector<ThingLink> links;      // what it says belongs together
    std::string take_up;               // state of a take-up; empty: it is none
    std::vector<std::string> origins;  // IRIs of what it came of

    std::string title() const;  // what a list shows of it; read anew each time, since most lines have none
};

// Reads the things of one answer. Who wrote several of them, and where they stand, is looked up once. Lives no longer
// than what it reads from.
class PostReader {
public:
    struct KnownActor {
        std::optional<storage::ActorRecord> record;  // nothing: their document never came
        ActorView view;
    };

    PostReader(storage::ReadTx const& tx, storage::Tables const& tables, Viewer const& viewer)
        : tx_{tx}, tables_{tables}, viewer_{viewer} {}

    // Nothing if there is no such thing, or if it is not meant for this reader: nobody learns the difference.
    std::optional<PostView> find(Handle handle);

    // The same of a thing whose record was read already.
    std::optional<PostView> find(Handle handle, storage::ObjectRecord const& record);

    // The same with its words, as JSON that was read already.
    std::optional<PostView> find(Handle handle, storage::ObjectRecord const& record, JsonValue const& words);

    // Somebody who stands at the posts, read once.
    KnownActor const& actor(Handle handle);

private:
    std::optional<PostView> without_words(Handle handle, storage::ObjectRecord const& record);

    storage::ReadTx const& tx_;
    storage::Tables const& tables_;
    Viewer viewer_;
    std::map<Handle, KnownActor> actors_;
};

// The same for one.
std::optional<PostView> find_post(
    storage::ReadTx const& tx, storage::Tables const& tables, Handle handle, Viewer const& viewer = {}
);
std::optional<PostView> find_post(
    storage::ReadTx const& tx, storage::Tables const& tables, LocalId number, Viewer const& viewer = {}
);

// The same thing with the words that this Create or Update of it gave it; nothing if they are not kept.
std::optional<PostView> version_of(
    storage::ReadTx const& tx, storage::Tables const& tables, PostView const& post, storage::Seq seq
);

struct TopicLine {
    PostView question;
    std::uint64_t answers = 0;
    bool answered = false;  // one of them is accepted
};

struct TopicPage {
    std::vector<TopicLine> lines;
    std::optional<LocalId> rest;  // enough was looked at: there may be more before this one
};

// Newest first, those before `before`, at most `most`, among the next 400 that may fit. With a context: those that have
// at least its words.
TopicPage questions_in(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    Handle community,
    LocalId before,
    std::size_t most,
    Viewer const& viewer = {},
    QuestionContext const& wanted = {}
);

struct Thread {
    PostView question;
    std::vector<PostView> answers;   // accepted first, then oldest first
    std::vector<PostView> comments;  // with their parents
};

// At most 500 replies. Also of a post that asks nothing.
std::optional<Thread> thread_of(
    storage::ReadTx const& tx, storage::Tables const& tables, Handle question, Viewer const& viewer = {}
);

// Everybody whose acceptance of the answer counts and whom the reader may know of, and why. Reads an act for each.
std::vector<AcceptedBy> acceptances_of(
    storage::ReadTx const& tx, storage::Tables const& tables, PostView const& answer, Viewer const& viewer
);

// The reason of a decision about this thing, in plain text of at most 500 characters. It may stand inside the Announce
// that brought it. thing: IRI.
std::string reason_of(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Seq seq, std::string_view thing
);

// What somebody asked the facilitators of a community, or the node itself, to look at. Who asked stays with their
// school: only its name is here.
struct Report {
    storage::Seq seq{};
    std::string reason;  // plain text
    std::vector<std::string> things;
    Instant at{};
    std::string school;
};

// Newest first, at most 100: those of which something named can still be seen.
std::vector<Report> open_reports(storage::ReadTx const& tx, storage::Tables const& tables, Handle recipient);

// Of this entry; nothing if it is no report, or its words were erased.
std::optional<Report> report_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Seq seq);

}  // namespace collegium::federation::timeline
