// World: one school, and a server of each software that it exchanges questions and answers with.
#pragma once

#include "tests/interop/peer.hpp"

namespace collegium::interop {

// Long enough for a busy machine; nothing waits that long when it works.
constexpr std::chrono::seconds patience{20};

class World {
public:
    // Started once for all tests of the program. With COLLEGIUM_CAPTURE=FOLDER in the environment, what the peers
    // delivered is written into that folder at the end, and all logs.
    static World& instance();
    ~World();

    std::string community() const { return school.origin() + "/c/algebra"; }
    std::string community_address() const { return "@algebra@" + school.domain(); }
    std::string ada_iri() const { return school.origin() + "/u/ada"; }

    // The peer's person asks the way people of other software do: by mentioning the community. Returns the Note's id.
    std::string ask(Peer& peer, std::string const& words) const;

    // The page of the question or answer with these words, waited for; empty if it never came.
    std::string await_question(std::string const& words);
    std::string await_page(std::string const& path, std::string const& words);
    bool await_page_without(std::string const& path, std::string const& words);

    // Ada, in her browser.
    std::string ada_joins(std::string const& group);  // an address; the group's page, once it has let her in
    void ada_leaves(std::string const& page);
    std::string ada_asks(std::string const& title, std::string const& words);        // the question's path
    std::string ada_answers(std::string const& question, std::string const& words);  // the answer's path
    void ada_edits(std::string const& path, Fields const& fields);
    void ada_deletes(std::string const& path);

    // The peer's person becomes a member of the community, unless it is one. Returns the Follow's id.
    std::string join(Peer& peer);
    void leave(Peer& peer);
    bool is_follower(std::string const& person) const;  // of a community of the school

    std::size_t refusals() const;  // messages that the school has turned down so far

    journeys::Neighbourhood neighbourhood;
    journeys::School school{neighbourhood, "interop-school"};
    Peer fedify{neighbourhood, {"fedify", "fern", "/users/fern"}};
    Peer express{neighbourhood, {"activitypub_express", "hazel", "/u/hazel"}};
    journeys::Browser ada{school};

private:
    World();
    std::map<Peer const*, std::string> follows_;
};

}  // namespace collegium::interop
