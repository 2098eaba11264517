#include "federation/guides/suggestions.hpp"

namespace collegium::federation::rules {

Result<void> read(Context const& context) {
    return guides::answer_suggestion(context, storage::SuggestionState::seen);
}

}  // namespace collegium::federation::rules
