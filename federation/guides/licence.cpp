#include "federation/guides/licence.hpp"

#include <algorithm>
#include <array>

namespace collegium::federation::guides {

namespace {

constexpr std::array<Licence, 8> licences{
    {{"CC0-1.0", "Public domain (CC0)", "https://creativecommons.org/publicdomain/zero/1.0/", true, false, true},
     {"CC-BY-4.0", "With credit (CC BY)", "https://creativecommons.org/licenses/by/4.0/", true, false, true},
     {"OGL-UK-3.0",
      "Open Government Licence",
      "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
      true,
      false,
      true},
     {"CC-BY-SA-4.0",
      "With credit, under the same licence (CC BY-SA)",
      "https://creativecommons.org/licenses/by-sa/4.0/",
      true,
      true,
      true},
     {"CC-BY-NC-4.0",
      "With credit, not for gain (CC BY-NC)",
      "https://creativecommons.org/licenses/by-nc/4.0/",
      true,
      false,
      false},
     {"CC-BY-NC-SA-4.0",
      "With credit, not for gain, under the same licence (CC BY-NC-SA)",
      "https://creativecommons.org/licenses/by-nc-sa/4.0/",
      true,
      true,
      false},
     {"CC-BY-ND-4.0",
      "With credit, unchanged (CC BY-ND)",
      "https://creativecommons.org/licenses/by-nd/4.0/",
      false,
      false,
      true},
     {"CC-BY-NC-ND-4.0",
      "With credit, unchanged, not for gain (CC BY-NC-ND)",
      "https://creativecommons.org/licenses/by-nc-nd/4.0/",
      false,
      false,
      false}}};

}  // namespace

std::span<Licence const> all_licences() noexcept {
    return licences;
}

Licence const* licence_with(std::string_view spdx) noexcept {
    auto const* const found = std::ranges::find(licences, spdx, &Licence::spdx);
    return found == licences.end() ? nullptr : found;
}

Result<void> check_adaptation(std::string_view source, std::string_view adaptation) {
    using enum Reason;
    auto const* const from = licence_with(source);
    auto const* const to = licence_with(adaptation);
    if (from == nullptr || to == nullptr)
        return Refusal{not_allowed, "a guide is adapted only where both licences are known here"};
    if (!from->adaptable) return Refusal{not_allowed, "the licence of the guide lets nobody change or translate it"};
    if (from->share_alike && from != to)
        return Refusal{not_allowed, "what is made of this guide has to have the same licence"};
    if (!from->commercial && to->commercial)
        return Refusal{not_allowed, "what is made of this guide must not be for gain: choose such a licence"};
    return {};
}

}  // namespace collegium::federation::guides
