// Belonging: lea and tom, whom the school vouches for, and what the provider says about each later.
#pragma once

#include "server/members/invitations.hpp"
#include "tests/printing.hpp"
#include "tests/server/lying_provider.hpp"

namespace collegium::tests {

struct Belonging : SchoolFront {
    Belonging() {
        REQUIRE(join_as("lea", {"Staff", "Leads"}, lea).status() == 303);
        REQUIRE(join_as("tom", {"Staff"}, tom).status() == 303);
        lea_program = token_for("lea");
        tom_program = token_for("tom");
    }

    server::Response join_as(std::string const& name, std::vector<std::string> const& groups, Browser& browser) {
        provider.sends(name, groups);
        return join(browser, name);
    }

    // What the provider says about each, by their refresh tokens.
    void says(std::map<std::string, std::vector<std::string>> const& groups_of) {
        village.scripted["login.test"] = [this, groups_of, before = plain](auto const& request) {
            provider.answer.reset();
            if (request.target == "/token") prepare(request.body, groups_of);
            return before(request);
        };
    }

    bool is_in(Browser& browser) { return browser.get("/settings").status() == 200; }
    bool works(std::string const& program) { return tokens.bearer_of(program).has_value(); }

    Result<storage::Nothing> write(storage::Store::Change<storage::Nothing> const& change) {
        return north.node.store.write_now(change);
    }

    // The path of an invitation.
    std::string invitation_by(std::string const& name) {
        std::string const token = "an invitation by " + name;
        storage::InvitationRecord invitation;
        invitation.by = name;
        invitation.uses_left = 5;
        invitation.created = north.clock.now();
        invitation.expires = north.clock.now() + std::chrono::hours{24};
        auto const held = account(name)->roles;
        auto const made = write([&](auto& tx, auto& tables) {
            auto const digest = server::members::invitation_digest(registry.secrets, token);
            return server::members::add_invitation(tx, tables, digest, invitation, held);
        });
        REQUIRE(made);
        return "/invitation/" + server::percent_encoded(token);
    }

    std::size_t sessions_of(std::string const& name) { return sign_ins.list(account(name)->actor, "").size(); }

    Village::Script plain = village.scripted["login.test"];
    Browser lea{*this}, tom{*this};
    std::string lea_program, tom_program;

private:
    void prepare(std::string const& body, std::map<std::string, std::vector<std::string>> const& groups_of) {
        for (auto const& [name, groups] : groups_of)
            if (body.find("refresh%20token%20of%20" + name) != std::string::npos) return provider.sends(name, groups);
        provider.answer = document("application/json", R"({"error":"invalid_grant"})");
        provider.answer->status = 400;
    }
};

}  // namespace collegium::tests
