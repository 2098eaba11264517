#include "config/result.hpp"

#include "config/phrase.hpp"

namespace collegium {

Meaning meaning_of(Reason reason) noexcept {
    switch (reason) {
        case Reason::malformed:
            return {400, "malformed", phrase("The request could not be understood. Check its form and send it again.")};
        case Reason::missing_digest:
            return {
                401,
                "digest-not-signed",
                phrase("The signature must cover a digest of the body. Sign it and send again.")};
        case Reason::unsigned_:
            return {401, "signature-required", phrase("This address takes signed requests only. Sign the request.")};
        case Reason::forged:
            return {
                401,
                "signature-invalid",
                phrase("The signature does not verify. Check the key and the signed headers.")};
        case Reason::stale:
            return {
                401,
                "signature-stale",
                phrase("The signature is too old or from the future. Check the sender's clock.")};
        case Reason::unknown_key:
            return {
                401,
                "key-unknown",
                phrase("The signing key could not be resolved. Publish it in the actor's document.")};
        case Reason::not_partner:
            return {
                403,
                "not-a-partner",
                phrase("Your institution is not a partner of this one. Ask its operator to agree.")};
        case Reason::paused:
            return {
                503,
                "paused",
                phrase("Exchange with your institution is paused here. Keep what you have and try later.")};
        case Reason::foreign:
            return {403, "not-the-owner", phrase("The sender does not own what the message changes.")};
        case Reason::not_allowed:
            return {403, "not-allowed", phrase("You may not do this here. Ask a facilitator of the community.")};
        case Reason::limited:
            return {
                403,
                "limited",
                phrase("What you write has to be approved first. You can write in the communities of this school.")};
        case Reason::watched:
            return {
                403,
                "words-not-taken",
                phrase(
                    "Some of these words are not taken here. Say it in other words, or ask a moderator what is meant."
                )};
        case Reason::no_consent:
            return {
                403,
                "needs-consent",
                phrase("You can read here, and write once it is agreed to. See Settings, Consent, or ask your "
                       "safeguarding "
                       "lead.")};
        case Reason::not_signed_in: return {401, "not-signed-in", phrase("Sign in first, then try again.")};
        case Reason::not_found:
            return {404, "not-found", phrase("There is nothing at this address. Check the address.")};
        case Reason::gone: return {410, "gone", phrase("What was here has been deleted.")};
        case Reason::wrong_method:
            return {405, "wrong-method", phrase("This address does not take requests of this method.")};
        case Reason::wrong_type:
            return {415, "wrong-content-type", phrase("This address does not take content of this type.")};
        case Reason::not_acceptable:
            return {406, "not-acceptable", phrase("There is no form of this page of that type.")};
        case Reason::misdirected:
            return {421, "misdirected", phrase("This host does not serve the name that was asked for.")};
        case Reason::too_large: return {413, "too-large", phrase("That is too large. Send something smaller.")};
        case Reason::too_many: return {429, "too-many", phrase("That was too often. Wait a moment and try again.")};
        case Reason::duplicate:
            return {202, "already-known", phrase("This was received before. There is nothing to do.")};
        case Reason::unconcerned:
            return {202, "ignored", phrase("This concerns nothing here. There is nothing to do.")};
        case Reason::conflict: return {409, "conflict", phrase("The name or the state is taken. Choose another one.")};
        case Reason::unreachable:
            return {
                502, "partner-unreachable", phrase("The other institution's server did not answer. Try again later.")};
        case Reason::forbidden_place:
            return {
                403, "forbidden-address", phrase("That address is not on the public network. Use another address.")};
        case Reason::unavailable:
            return {503, "unavailable", phrase("This server cannot do that right now. Try again in a minute.")};
    }
    return {500, "unknown", phrase("Something went wrong on our side.")};  // unreachable: -Wswitch keeps the list whole
}

}  // namespace collegium
