// Telling: whom a decision concerns learns of it, here and by mail, in plain words. Never who reported anything.
#pragma once

#include "server/app.hpp"

namespace collegium::server::moderation {

// What was done, to whom it concerns: "A moderator removed something that you wrote."
std::string_view told_words(storage::Measure measure) noexcept;

// What was done, for those who look into reports and for the audit log: "removed something".
std::string_view done_words(storage::Measure measure) noexcept;

// Writes the news down and queues the mail; nothing for somebody who has no account here. what: the first sentence.
void tell_person(
    App const& app, storage::WriteTx& tx, storage::Tables& tables, storage::Handle person, std::string const& what
);

}  // namespace collegium::server::moderation
