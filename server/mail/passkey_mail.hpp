// The mail to a member whose account got a passkey: whoever did not add it themselves learns how to end it.
#pragma once

#include "storage/mail_records.hpp"

#include <string>
#include <string_view>

namespace collegium::server::mail {

// Its words, ready for the queue. origin: "https://school.example".
storage::MailRecord passkey_mail(
    std::string const& account, std::string_view node_name, std::string_view origin, Instant now
);

}  // namespace collegium::server::mail
