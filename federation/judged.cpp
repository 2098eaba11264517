#include "federation/judged.hpp"

#include "federation/community/audience.hpp"

namespace collegium::federation {

Judged judged_of(timeline::PostView const& post) {
    bool const is_told = community::may_be_passed_on(post.audience);
    return {post.iri, post.author.iri, is_told ? post.community.iri : std::string{}};
}

}  // namespace collegium::federation
