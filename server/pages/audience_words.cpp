#include "server/pages/audience_words.hpp"

#include "federation/community/audience.hpp"

#include <array>

namespace collegium::server::pages {

using storage::Audience;

namespace {

constexpr std::array<AudienceChoice, 5> five_audiences{
    {{Audience::everyone, "everyone", phrase("Everyone: members, partners and the public")},
     {Audience::partners, "partners", phrase("Partners: everybody at this school and at its partners")},
     {Audience::community, "members", phrase("Members of the community, wherever they are")},
     {Audience::here, "here", phrase("Stays here: members of this school")},
     {Audience::insiders, "insiders", phrase("Only us: members of the community at this school")}}};

std::string_view words_for(Audience audience) noexcept {
    for (auto const& each : five_audiences)
        if (each.audience == audience) return each.label;
    if (audience == Audience::quiet) return phrase("Everyone, without being announced");
    return audience == Audience::followers ? phrase("Those who follow you") : phrase("Only those whom it names");
}

// How wide it is, as a picture beside the words.
std::string_view picture_of(Audience audience) {
    switch (audience) {
        case Audience::everyone:
        case Audience::quiet: return "GLOBE";
        case Audience::partners: return "LINKED";
        case Audience::here: return "HOUSE";
        case Audience::insiders:
        case Audience::named: return "LOCK";
        default: return "PEOPLE";
    }
}

}  // namespace

std::span<AudienceChoice const> audience_choices() noexcept {
    return five_audiences;
}

std::vector<AudienceChoice> audiences_in(federation::timeline::ActorView const& community, Audience widest) {
    namespace rules = federation::community;
    std::vector<AudienceChoice> fitting;
    for (auto const& each : five_audiences) {
        bool const fits = rules::narrower(widest, each.audience) == each.audience;
        if (fits && (community.local || !rules::stays_here(each.audience))) fitting.push_back(each);
    }
    return fitting;
}

std::optional<Audience> audience_chosen(Form const& form, std::span<AudienceChoice const> among) {
    auto const& word = form.text("audience");
    for (auto const& each : among)
        if (each.word == word) return each.audience;
    return std::nullopt;
}

Audience audience_for(Call const& call, Audience audience) noexcept {
    bool const stays = call.member && call.member->pupil;
    return stays ? federation::community::narrower(audience, Audience::here) : audience;
}

void show_audiences(Values& values, std::span<AudienceChoice const> choices_here, Audience chosen) {
    auto chooser = values.include("AUDIENCES", "audience");
    for (auto const& each : choices_here) {
        auto option = chooser.repeat("AUDIENCE");
        option.text("VALUE", each.word);
        option.words("LABEL", each.label);
        option.show(picture_of(each.audience));
        if (each.audience == chosen) option.show("CHOSEN");
    }
}

void show_audience(Values& values, Audience audience) {
    auto part = values.include("AUDIENCE", "audience_line");
    part.words("LABEL", words_for(audience));
    part.show(picture_of(audience));
}

}  // namespace collegium::server::pages
