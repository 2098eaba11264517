#include "federation/messages/silent_copies.hpp"

namespace collegium::federation {

Composed with_hidden(Composed composed, HiddenRecipients const& hidden) {
    if (hidden.empty()) return composed;
    return {with_hidden_recipients(composed.activity, hidden), composed.number};
}

}  // namespace collegium::federation
