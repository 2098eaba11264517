// Timeline: questions that pages ask of the views. One snapshot, a bounded amount of work, plain values out.
#pragma once

#include "storage/store.hpp"

#include <string>
#include <vector>

namespace collegium::federation::timeline {

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

// A published thing with its words.
struct PostView {
    Handle handle{};
    std::string iri;
    LocalId number{};
    storage::ObjectKind kind{};
    storage::ObjectState state{};
    ActorView author;
    ActorView community;
    std::string title;
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
    Handle parent{};
    Handle root{};
};

std::optional<PostView> find_post(storage::ReadTx const& tx, storage::Tables const& tables, Handle handle);
std::optional<PostView> find_post(storage::ReadTx const& tx, storage::Tables const& tables, LocalId number);

struct TopicLine {
    PostView question;
    std::uint64_t answers = 0;
    bool answered = false;  // one of them is accepted
};

// Newest first, those before `before`, at most `most`.
std::vector<TopicLine> questions_in(
    storage::ReadTx const& tx, storage::Tables const& tables, Handle community, LocalId before, std::size_t most
);

struct Thread {
    PostView question;
    std::vector<PostView> answers;   // accepted first, then oldest first
    std::vector<PostView> comments;  // with their parents
};

// At most 500 replies.
std::optional<Thread> thread_of(storage::ReadTx const& tx, storage::Tables const& tables, Handle question);

}  // namespace collegium::federation::timeline
