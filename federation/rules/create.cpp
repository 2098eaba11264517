#include "federation/community/polls.hpp"
#include "federation/community/thread.hpp"

namespace collegium::federation::rules {

Result<void> create(Context const& context) {
    auto const object = community::authored_object(context);
    if (!object) return object.error();
    if (community::brings_ballot(context)) return community::cast_ballot(context, *object);
    return community::publish(context, *object);
}

}  // namespace collegium::federation::rules
