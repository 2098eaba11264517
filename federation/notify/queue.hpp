// Which acts services hear of. Part of the rules: replayed, and queued like every delivery.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::notify {

// A request was made to this actor, or taken back: the service behind it hears of it. Remembers by which name an
// answer will ask for the request. Nothing happens if there is no service behind it.
void tell_of_request(rules::Context const& context, storage::Handle target);
void tell_of_withdrawal(rules::Context const& context, storage::Handle target);

// A thing was published. A service that asked for something hears that it is asked here, who takes it up, and of every
// answer that is for everyone.
void tell_of_reply(rules::Context const& context, Object const& object);

}  // namespace collegium::federation::notify
