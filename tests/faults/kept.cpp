#include "tests/faults/kept.hpp"

#include "storage/names.hpp"
#include "storage/store.hpp"
#include "storage/store_file.hpp"
#include "tests/faults/apart.hpp"
#include "tests/journeys/school.hpp"

#include <unordered_set>

namespace collegium::faults {

namespace {

using storage::ReadTx;
using storage::Tables;

Kept look(
    ReadTx const& tx,
    Tables const& tables,
    std::vector<Mail> const& mails,
    Ledger const& ledger,
    std::optional<std::size_t> others
) {
    Kept kept;
    std::unordered_set<std::uint64_t> entries;
    for (std::size_t i = 0; i < mails.size(); ++i) {
        auto const seq = tables.known.get(tx, storage::hash_of(mails[i].id));
        auto const flesh = seq ? tables.flesh.get(tx, *seq) : std::nullopt;
        if (!flesh && ledger.is_acknowledged(i)) kept.told = mails[i].id + " was acknowledged and is not there";
        if (!flesh) continue;
        if (*flesh != mails[i].body()) kept.told = mails[i].id + " is not what was sent";
        entries.insert(static_cast<std::uint64_t>(*seq));
        ++kept.mails;
    }
    if (entries.size() != kept.mails) kept.told = "two activities are one entry of the log";
    if (!others) return kept;

    std::unordered_set<std::string_view> bodies;
    for (auto const& mail : mails) bodies.insert(mail.body());
    tables.flesh.each(tx, [&](storage::Seq seq, std::string const& flesh) {
        if (bodies.contains(flesh) && !entries.contains(static_cast<std::uint64_t>(seq)))
            kept.told = "an activity is in the log twice";
        return true;
    });
    auto const objects = tables.objects.size(tx);
    if (objects != kept.mails + *others)
        kept.told = "there are " + std::to_string(objects) + " objects of " + std::to_string(kept.mails) + " mails";
    return kept;
}

}  // namespace

Kept what_is_kept(
    std::filesystem::path const& data,
    std::vector<Mail> const& mails,
    Ledger const& ledger,
    std::optional<std::size_t> others
) {
    storage::Store const store{{data, journeys::map_size}};
    return store.read([&](auto const& tx, auto const& tables) { return look(tx, tables, mails, ledger, others); });
}

Kept what_is_kept_after_all(std::filesystem::path const& data, std::vector<Mail> const& mails, Ledger const& ledger) {
    auto const words = apart([&]() -> std::string {
        auto const findings = storage::StoreFile{data / storage::StoreFile::name}.check();
        if (!findings.is_whole()) return "0 the file is not whole: " + findings.damages.front().what;
        auto const kept = what_is_kept(data, mails, ledger);
        return std::to_string(kept.mails) + ' ' + kept.told;
    });
    return {words.number, words.told};
}

}  // namespace collegium::faults
