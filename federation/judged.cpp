#include "federation/judged.hpp"

#include "federation/community/audience.hpp"
#include "federation/messages/silent_copies.hpp"

namespace collegium::federation {

Judged judged_of(timeline::PostView const& post) {
    bool const is_told = community::may_be_passed_on(post.audience);
    return {post.iri, post.author.iri, is_told ? post.community.iri : std::string{}};
}

Composed choice_of(
    Composer const& composer, Author const& author, timeline::PostView const& answer, std::string_view reason
) {
    return choice_of(composer, author, judged_of(answer), reason);
}

Composed choice_of(Composer const& composer, Author const& author, Judged const& answer, std::string_view reason) {
    auto choice = composer.choose_answer(author, answer.thing, answer.community, reason);
    bool const in_silence = answer.community.empty() && !author.stays && answer.author != author.iri;
    return in_silence ? with_hidden(std::move(choice), {{answer.author}, {}}) : choice;
}

}  // namespace collegium::federation
