// Digest: the weekly mail about what happened in a member's communities. Titles and counts, and no word of who did it.
#pragma once

#include "federation/timeline.hpp"

#include <optional>

namespace collegium::server::mail {

struct DigestQuestion {
    std::string title;
    std::string path;
};

struct CommunityNews {
    std::string name;
    std::string path;
    std::vector<DigestQuestion>
        questions;  // new ones, newest first, at most 10; only what is for everyone has its title here
    std::uint64_t more_questions = 0;  // that are new beside these
    std::uint64_t replies = 0;         // answers and comments that are new
};

struct Digest {
    std::vector<CommunityNews> communities;  // only those where something happened
    std::uint64_t unread = 0;                // of what the member was told, up to 99
};

// The weekly mails go out on Mondays from 07:00 UTC: the last such moment at or before `now`.
Instant last_monday(Instant now);

// What happened in the communities of a member after `since`. Nothing if nothing did.
std::optional<Digest> digest_for(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member, Instant since
);

// Its words, ready for the queue but for account and times. The HTML is what stands in the body. origin:
// "https://school.example".
storage::MailRecord digest_mail(Digest const& digest, std::string_view node_name, std::string const& origin);

}  // namespace collegium::server::mail
