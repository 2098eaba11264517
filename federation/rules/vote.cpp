#include "federation/community/marks.hpp"

namespace collegium::federation::rules {

Result<void> vote(Context const& context) {
    auto const mark = community::mark_of(context.activity);
    return mark ? community::make_mark(context, *mark) : community::cast_vote(context);
}

}  // namespace collegium::federation::rules
