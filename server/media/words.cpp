#include "server/media/words.hpp"

#include "config/phrase.hpp"
#include "server/api_gate.hpp"

namespace collegium::server::media {

std::string_view words_for(Refusal refusal) noexcept {
    switch (refusal.reason()) {
        case Reason::wrong_type:
            return phrase("This is not a picture that can be shown here. Bring a JPEG, PNG, GIF or WebP file.");
        case Reason::too_large:
            return phrase("The picture has more than 40 million dots. Make it smaller, then bring it again.");
        case Reason::conflict:
            return phrase(
                "Your pictures take up all the room that you have here. Delete posts with pictures, then bring it "
                "again."
            );
        case Reason::too_many:
            return phrase("Those were many pictures in a short time. Wait ten minutes, then bring it again.");
        case Reason::unavailable: return phrase("Too many pictures arrive at this moment. Bring it again in a minute.");
        default:
            return phrase(
                "The picture could not be read: it may be damaged or cut short. Save it anew, then bring it again."
            );
    }
}

Response refused_picture(Refusal refusal) {
    auto const words = words_for(refusal);
    if (refusal.reason() == Reason::unavailable) return api_error(503, words).with("Retry-After", "60");
    if (refusal.reason() == Reason::too_many) return api_error(429, words).with("Retry-After", "600");
    return api_error(422, words);
}

}  // namespace collegium::server::media
