#include "server/openid/words.hpp"

#include "config/ascii.hpp"
#include "config/log.hpp"
#include "config/phrase.hpp"

namespace collegium::server::openid {

namespace {

constexpr std::size_t longest_name = 30;

bool is_in_names(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

}  // namespace

std::string_view words_for(Refusal refusal) {
    switch (refusal.reason()) {
        case Reason::not_allowed:
            return phrase(
                "Your school's sign-in knows you, but you may not come in here: you are in none of the groups that "
                "may, or your account here is closed. Ask whoever looks after this site."
            );
        case Reason::too_large:
            return phrase(
                "You are in so many groups that your school's sign-in did not say in which, so nobody knows whether "
                "you may come in. Tell whoever looks after this site: its log says what to change."
            );
        case Reason::unreachable:
        case Reason::forbidden_place:
            return phrase(
                "Your school's sign-in does not answer at the moment. Nothing is wrong with your account. Try again "
                "in a few minutes."
            );
        case Reason::unavailable:
            return phrase(
                "Your school's sign-in does not work together with this site at the moment. Nothing is wrong with "
                "your account. Tell whoever looks after this site: its log says why."
            );
        case Reason::stale: return phrase("It took too long, or the clock of a computer is wrong. Begin again.");
        default:
            return phrase(
                "What came back from your school's sign-in cannot be used. Begin again; if it happens again, tell "
                "whoever looks after this site."
            );
    }
}

std::string_view name_problem(Refusal refusal) {
    if (refusal.reason() == Reason::conflict) return phrase("Somebody has this name already. Choose another one.");
    if (refusal.reason() == Reason::malformed)
        return phrase("A name is 1 to 30 lower-case letters, digits and underscores. Change it and try again.");
    return words_for(refusal);
}

std::string name_like(std::string_view preferred) {
    std::string name;
    for (char const c : ascii::lowered(preferred.substr(0, preferred.find('@')))) {
        if (is_in_names(c)) name += c;
        if (c == '.' || c == '-' || c == ' ') name += '_';
    }
    return name.substr(0, longest_name);
}

void note_refusal(Refusal refusal) {
    log::warning("a sign-in through the school was refused", {{"detail", refusal.detail()}});
}

}  // namespace collegium::server::openid
