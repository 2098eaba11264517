#include "server/mastodon/posting_picture_words.hpp"

#include "server/mastodon/dates.hpp"
#include "server/media/pictures.hpp"

#include <algorithm>

namespace collegium::server::mastodon {

using storage::Handle;
using storage::LocalId;

namespace {

using Read = std::variant<std::vector<PictureWords>, Problem>;

constexpr std::string_view list = "media_attributes";

std::optional<Problem> problem_with(PictureWords const& words) {
    if (words.picture == LocalId{0})
        return Problem{422, "Validation failed: what is said of a picture needs its id in media_attributes."};
    if (words.description && !media::is_description(*words.description))
        return Problem{422, "Validation failed: the description has more than 1500 letters. Shorten it."};
    if (words.focus && !words.focus->empty() && !media::read_focus(*words.focus))
        return Problem{422, "Validation failed: the focus is not two numbers from -1 to 1 with a comma between them."};
    return std::nullopt;
}

// Values of one member, for the objects of a list in their order.
class Column {
public:
    Column(Parameters const& parameters, std::string const& index, std::string_view member) {
        auto const found = parameters.all().find(std::string{list} + "[" + index + "][" + std::string{member} + "]");
        if (found != parameters.all().end()) values_ = &found->second;
    }

    std::size_t size() const noexcept { return values_ == nullptr ? 0 : values_->size(); }
    bool fits(std::size_t objects) const noexcept { return values_ == nullptr || size() == objects; }
    std::optional<std::string> at(std::size_t n) const {
        return values_ == nullptr ? std::nullopt : std::optional{(*values_)[n]};
    }

private:
    std::vector<std::string> const* values_ = nullptr;
};

// One object, or, in a form without indices, all of them.
std::optional<Problem> read_objects(
    Parameters const& parameters, std::string const& index, std::vector<PictureWords>& read
) {
    Column const ids{parameters, index, "id"}, descriptions{parameters, index, "description"},
        foci{parameters, index, "focus"};
    if (ids.size() == 0 || !descriptions.fits(ids.size()) || !foci.fits(ids.size()))
        return Problem{422, "Validation failed: every object of media_attributes needs an id, and the same members."};
    for (std::size_t n = 0; n < ids.size(); ++n) {
        PictureWords words;
        words.picture = local_id_of(*ids.at(n)).value_or(LocalId{0});
        words.description = descriptions.at(n);
        words.focus = foci.at(n);
        if (auto const problem = problem_with(words)) return problem;
        read.push_back(std::move(words));
    }
    return std::nullopt;
}

}  // namespace

Read picture_words_of(Parameters const& parameters) {
    std::vector<PictureWords> read;
    for (auto const& index : parameters.indices(list))
        if (auto const problem = read_objects(parameters, index, read)) return *problem;
    return read;
}

std::optional<Problem> describe_pictures(Draft& draft, std::vector<PictureWords> const& words) {
    auto* const note = std::get_if<federation::NoteDraft>(&draft.said);
    auto* const question = std::get_if<federation::QuestionDraft>(&draft.said);
    auto* const pictures = note != nullptr       ? &note->attachments
                           : question != nullptr ? &question->attachments
                                                 : nullptr;
    for (auto const& each : words) {
        auto const at = std::ranges::find(draft.media, each.picture);
        if (pictures == nullptr || at == draft.media.end())
            return Problem{422, "What is said of a picture is for those that media_ids names. Name it there, too."};
        auto& attached = (*pictures)[static_cast<std::size_t>(at - draft.media.begin())];
        if (each.description) attached.description = *each.description;
    }
    return std::nullopt;
}

federation::Alongside focusing(Handle owner, std::vector<PictureWords> words) {
    std::erase_if(words, [](PictureWords const& each) { return !each.focus; });
    if (words.empty()) return {};
    return [owner, words = std::move(words)](storage::WriteTx& tx, storage::Tables& tables) -> Result<void> {
        for (auto const& each : words) {
            auto record = media::find_own(tx, tables, owner, each.picture);
            if (!record) return Refusal{Reason::conflict, "a picture that is gone"};
            record->focus = *each.focus;
            tables.media.put(tx, {owner, each.picture}, *record);
        }
        return {};
    };
}

}  // namespace collegium::server::mastodon
