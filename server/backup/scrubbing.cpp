#include "server/backup/scrubbing.hpp"

#include "crypto/digest.hpp"
#include "server/backup/new_file.hpp"
#include "server/backup/problem.hpp"
#include "server/media/picture_files.hpp"
#include "storage/client_records.hpp"
#include "storage/codec.hpp"
#include "storage/keys.hpp"
#include "storage/record.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

namespace collegium::server::backup {

namespace {

constexpr char const* sums_name = "scrubbed-pictures";

// What pictures were made of, beside their bytes: their names are a digest of both (Workshop::make_now).
using Marks = std::map<std::string, std::string>;

void note_marks(Marks& marks, std::string_view key, std::string_view record) {
    storage::PlaceKey place;
    storage::take_key(key, place);
    storage::MediaRecord picture;
    auto const opened = storage::RecordSeal{"media"}.unwrap(key, record);
    if (opened.version() > storage::record_version<storage::MediaRecord>()) return;
    auto payload = opened.payload();
    storage::take_record(payload, picture, opened.version());
    auto const number = std::to_string(static_cast<std::uint64_t>(place.number));
    if (!picture.file.empty()) marks[picture.file] = number + " picture";
    if (!picture.preview.empty()) marks[picture.preview] = number + " preview";
}

// Of pictures that nothing else tells of.
class Sums {
public:
    explicit Sums(std::filesystem::path file) : file_{std::move(file)} {
        std::ifstream in{file_};
        for (std::string name, digest; in >> name >> digest;) before_[name] = digest;
    }

    // Whether it is as it was; true for one that was never seen.
    bool agrees(std::string const& name, std::string_view bytes) {
        auto const digest = crypto::to_hex(crypto::sha256(crypto::bytes_of(bytes)));
        auto const known = before_.find(name);
        now_[name] = known == before_.end() ? digest : known->second;
        return known == before_.end() || known->second == digest;
    }

    void keep() const {
        if (now_.empty()) return;
        NewFile out{file_, NewFile::Taken::replaced};
        for (auto const& [name, digest] : now_) out.write(name + " " + digest + "\n");
        out.keep();
    }

private:
    std::filesystem::path file_;
    std::map<std::string, std::string> before_, now_;
};

class Scrubber {
public:
    Scrubber(Settings const& settings, Progress& progress)
        : settings_{settings}, progress_{progress}, media_{settings.node.data / "media"} {}

    Scrubbed scrub() {
        read_store(marks_, true);
        read_pictures();
        look_for_missing();
        return std::move(scrubbed_);
    }

private:
    std::filesystem::path path_of(std::string const& name) const { return media_ / name.substr(0, 2) / name; }
    bool is_there(std::string const& name) const {
        std::error_code unknown;
        return media::PictureFiles::is_name(name) && std::filesystem::exists(path_of(name), unknown);
    }

    void read_store(Marks& marks, bool told) {
        storage::EngineOptions const options{settings_.node.data, settings_.storage.map_gib << 30};
        progress_.begin("reading the store", 0);
        auto const show = [&](std::uint64_t done, std::uint64_t total) {
            if (done <= 256) progress_.begin("reading the store", total);
            progress_.reached(done);
        };
        auto const visit = [&](std::string_view table, std::string_view key, std::string_view record) {
            if (table == "media") note_marks(marks, key, record);
        };
        auto findings = storage::check_store(options, show, visit);
        if (told) scrubbed_.store = std::move(findings);
    }

    void read_pictures() {
        Sums sums{settings_.node.data / sums_name};
        progress_.begin("reading pictures", 0);
        std::set<std::string> names;
        if (!std::filesystem::exists(media_)) return;
        for (auto const& entry : std::filesystem::recursive_directory_iterator{media_})
            if (media::PictureFiles::is_name(entry.path().filename().string()))
                names.insert(entry.path().filename().string());
        progress_.begin("reading pictures", names.size());
        for (auto const& name : names) {
            read_picture(name, sums);
            progress_.add(1);
        }
        sums.keep();
    }

    void read_picture(std::string const& name, Sums& sums) {
        std::ifstream in{path_of(name), std::ios::binary};
        if (!in) return;  // it was taken away just now, or look_for_missing tells of it
        std::string const bytes{std::istreambuf_iterator<char>{in}, {}};
        ++scrubbed_.pictures;
        auto const mark = marks_.find(name);
        bool const whole =
            mark == marks_.end() ? sums.agrees(name, bytes) : media::PictureFiles::is_of(name, bytes, mark->second);
        if (!whole) scrubbed_.broken_pictures.push_back({name, "is not as it was written"});
    }

    // A picture may have been taken away since the store was read: what is still in it, and no file is there, is
    // missing.
    void look_for_missing() {
        auto const is_missing = [&](auto const& mark) { return !is_there(mark.first); };
        if (std::none_of(marks_.begin(), marks_.end(), is_missing)) return;
        Marks now;
        read_store(now, false);
        for (auto const& [name, mark] : now)
            if (marks_.contains(name) && !is_there(name)) scrubbed_.broken_pictures.push_back({name, "is missing"});
    }

    Settings const& settings_;
    Progress& progress_;
    std::filesystem::path
        media_;  // read here by name: PictureFiles would take away what the serving node writes just now
    Marks marks_;
    Scrubbed scrubbed_;
};

}  // namespace

Scrubbed scrub(Settings const& settings, Progress& progress) {
    auto const store = settings.node.data / storage::StoreFile::name;
    if (!std::filesystem::exists(store))
        throw Problem{store.string() + ": there is no store: check node.data in the settings"};
    return Scrubber{settings, progress}.scrub();
}

}  // namespace collegium::server::backup
