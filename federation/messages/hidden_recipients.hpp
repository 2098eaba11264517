// Hidden recipients: those whom an act goes to without the others being told ("bto" and "bcc"; ActivityPub 6). They
// stand in the log, for whoever delivers from it, and nowhere else.
#pragma once

#include "federation/messages/activity.hpp"

#include <string>
#include <vector>

namespace collegium::federation {

// IRIs.
struct HiddenRecipients {
    std::vector<std::string> bto;
    std::vector<std::string> bcc;

    bool empty() const noexcept { return bto.empty() && bcc.empty(); }
};

HiddenRecipients hidden_recipients_of(Activity const& activity);

// The activity as it is kept. Its proof covers what the others get, so it holds once the names are taken out again.
Activity with_hidden_recipients(Activity const& activity, HiddenRecipients const& hidden);

// The activity without "bto" and "bcc" at any depth. Byte for byte the same if there were none.
std::string without_hidden_recipients(std::string text);

}  // namespace collegium::federation
