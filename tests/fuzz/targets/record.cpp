// Records as they lie on disk. The first byte says of which table; the rest is a payload, read as every version of its
// record, and as a whole record with its checksum.
#include "storage/record.hpp"

#include "storage/tables.hpp"
#include "tests/fuzz/target.hpp"

#include <optional>

namespace collegium::fuzz {

namespace {

using namespace collegium::storage;

template <class T>
std::string written(T const& value) {
    std::string bytes;
    append_value(bytes, value);
    return bytes;
}

template <class T>
void read_versions(std::string_view payload) {
    for (std::uint8_t version = 1; version <= record_version<T>(); ++version) {
        auto rest = payload;
        T value;
        try {
            take_record(rest, value, version);
        } catch (CorruptRecord const&) {
            continue;
        }
        auto const bytes = written(value);
        std::string_view again = bytes;
        T reread;
        take_record(again, reread, record_version<T>());
        require(again.empty(), "a record that was written is read to its end");
        require(written(reread) == bytes, "a record that was written is read as it was");
    }
}

template <class T>
void read_key(std::string_view bytes) {
    try {
        T key;
        auto rest = bytes;
        take_key(rest, key);
        std::string again;
        append_key(again, key);
        require(bytes.starts_with(again), "a key that was read is written the same");
    } catch (CorruptRecord const&) {
    }
}

void read_record(std::string_view input) {
    if (input.empty()) return;
    auto const which = static_cast<unsigned char>(input.front()) % 8;
    input.remove_prefix(1);
    switch (which) {
        case 0: read_versions<ActorRecord>(input); break;
        case 1: read_versions<ObjectRecord>(input); break;
        case 2: read_versions<LogEntry>(input); break;
        case 3: read_versions<FollowRecord>(input); break;
        case 4: read_versions<AccountRecord>(input); break;
        case 5: read_key<Edge>(input); break;
        case 6: read_key<PlaceKey>(input); break;
        default: read_versions<SecretRecord>(input); break;
    }
    RecordSeal const seal{"objects"};
    try {
        auto const opened = seal.unwrap("key", input);
        auto const again = seal.wrap("key", opened.version(), opened.payload());
        require(seal.unwrap("key", again).payload() == opened.payload(), "what was opened can be wrapped again");
    } catch (CorruptRecord const&) {
    }
    require(seal.unwrap("key", seal.wrap("key", 1, input)).payload() == input, "what was wrapped is opened");
}

Registered const record_target{{"record", read_record}};

}  // namespace

}  // namespace collegium::fuzz
