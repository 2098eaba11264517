// Peer: a partner that is no node of ours: documents at addresses, and actors who sign what a test makes them say.
#pragma once

#include "tests/federation/village.hpp"

namespace collegium::tests {

class Peer {
public:
    Peer(Village& village, std::string host);
    ~Peer() { village_.scripted.erase(host_); }  // the village may go on asking until its own end
    Peer(Peer const&) = delete;
    Peer& operator=(Peer const&) = delete;

    // Publishes an actor's document and returns its IRI.
    std::string actor(std::string const& name, std::string const& type = "Person");

    void serve(std::string const& iri, std::string const& body, std::string_view type = "application/activity+json");
    void answer(std::string const& iri, federation::IncomingResponse response) { pages_[iri] = std::move(response); }
    void redirect(std::string const& from, std::string const& to);
    void forget(std::string const& iri) { pages_.erase(iri); }

    std::string iri(std::string const& path) const { return "https://" + host_ + path; }

    // A POST to the shared inbox of north.test, signed by one of our actors.
    federation::SignedPost signed_by(std::string const& actor, std::string const& body) const;

    // The document with its actor's integrity proof.
    std::string with_proof(std::string const& actor, std::string const& document) const;

    std::vector<std::string> asked;   // what was fetched here, in order
    std::vector<std::string> posted;  // what was delivered here
    bool up = true;

private:
    federation::IncomingResponse answer_to(federation::OutgoingRequest const& request);

    Village& village_;
    std::string host_;
    std::map<std::string, federation::IncomingResponse> pages_;
};

// Documents as peers write them.
std::string note(
    std::string const& id, std::string const& author, std::string const& in_reply_to, std::string const& community
);
std::string article(
    std::string const& id,
    std::string const& author,
    std::string const& title,
    std::string const& community,
    std::string const& updated = ""
);
std::string act(std::string const& id, std::string const& type, std::string const& actor, std::string const& object);
std::string collection(std::string const& id, std::vector<std::string> const& items, std::string const& next = "");

// In quotes, for where an id stands for the whole.
std::string named(std::string const& iri);

// The person of that school asks to follow a community of a peer, after having looked at it.
void follow(Village& village, Person const& person, std::string const& community);

}  // namespace collegium::tests
