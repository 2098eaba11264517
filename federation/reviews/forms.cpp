#include "federation/reviews/forms.hpp"

#include "config/phrase.hpp"

#include <algorithm>
#include <array>

namespace collegium::federation::reviews {

namespace {

using enum Reason;

constexpr std::array<Criterion, 3> of_peers{
    {{"clarity",
      phrase("Is it clear what to do?"),
      {malformed, "rate \"Is it clear what to do?\" from 1 to 5"},
      {malformed, "say why you rated \"Is it clear what to do?\" as you did"}},
     {"practice",
      phrase("Would it work in a place such as yours?"),
      {malformed, "rate \"Would it work in a place such as yours?\" from 1 to 5"},
      {malformed, "say why you rated \"Would it work in a place such as yours?\" as you did"}},
     {"judgement",
      phrase("Does it say where professional judgement is needed?"),
      {malformed, "rate \"Does it say where professional judgement is needed?\" from 1 to 5"},
      {malformed, "say why you rated \"Does it say where professional judgement is needed?\" as you did"}}}};

constexpr std::array<Criterion, 3> of_experts{
    {{"evidence",
      phrase("Does it say what research says?"),
      {malformed, "rate \"Does it say what research says?\" from 1 to 5"},
      {malformed, "say why you rated \"Does it say what research says?\" as you did"}},
     {"strength",
      phrase("Is its evidence rated as its scheme asks?"),
      {malformed, "rate \"Is its evidence rated as its scheme asks?\" from 1 to 5"},
      {malformed, "say why you rated \"Is its evidence rated as its scheme asks?\" as you did"}},
     {"limits",
      phrase("Does it say what is not known, and for whom it does not hold?"),
      {malformed, "rate \"Does it say what is not known, and for whom it does not hold?\" from 1 to 5"},
      {malformed, "say why you rated \"Does it say what is not known, and for whom it does not hold?\" as you did"}}}};

constexpr std::array<Form, 2> forms{
    {{ReviewTrack::peer, "peer", phrase("Peer review"), of_peers},
     {ReviewTrack::expert, "expert", phrase("Expert review"), of_experts}}};

struct Named {
    ReviewVerdict verdict;
    std::string_view name;
    std::string_view heading;
};

constexpr std::array<Named, 4> verdicts{
    {{ReviewVerdict::accept, "accept", phrase("Recommended")},
     {ReviewVerdict::minor, "minor", phrase("Recommended with small changes")},
     {ReviewVerdict::major, "major", phrase("Needs larger changes")},
     {ReviewVerdict::reject, "reject", phrase("Not recommended")}}};

Named const& info_of(ReviewVerdict verdict) noexcept {
    return *std::ranges::find(verdicts, verdict, &Named::verdict);
}

}  // namespace

Form const& form_of(ReviewTrack track) noexcept {
    return *std::ranges::find(forms, track, &Form::track);
}

std::optional<ReviewTrack> track_named(std::string_view name) noexcept {
    auto const* const found = std::ranges::find(forms, name, &Form::name);
    return found == forms.end() ? std::nullopt : std::optional{found->track};
}

std::string_view name_of(ReviewVerdict verdict) noexcept {
    return info_of(verdict).name;
}

std::string_view heading_of(ReviewVerdict verdict) noexcept {
    return info_of(verdict).heading;
}

std::optional<ReviewVerdict> verdict_named(std::string_view name) noexcept {
    auto const* const found = std::ranges::find(verdicts, name, &Named::name);
    return found == verdicts.end() ? std::nullopt : std::optional{found->verdict};
}

}  // namespace collegium::federation::reviews
