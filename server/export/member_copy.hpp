// What this node holds of one person, for them or for whoever may ask on their behalf: pages that anybody can read, and
// the same as JSON. Who got what is in it, partner by partner, from the receipts of deliveries.
#pragma once

#include "config/clock.hpp"
#include "server/export/zip_file.hpp"
#include "storage/store.hpp"

#include <functional>

namespace collegium::server::exporting {

struct MemberCopy {
    storage::Store const& store;
    std::string institution;      // what people read
    std::filesystem::path media;  // folder of pictures
    std::function<std::string(std::string const& account, storage::AccountRecord const&)> mail_address;
    Instant now{};
};

// How much went into it.
struct Copied {
    std::uint64_t acts{};
    std::uint64_t deliveries{};  // each to one institution
    std::uint64_t pictures{};
};

// index.html, what-was-sent.html, data.json, activities/*.json and pictures/*. Reads the whole log in one snapshot:
// never on a shard. Passwords, keys and what others said of the person in private are not in it. Refuses not_found for
// an account that is none; throws backup::Problem.
Result<Copied> copy_member(MemberCopy const& from, std::string const& account, ZipFile& zip);

}  // namespace collegium::server::exporting
