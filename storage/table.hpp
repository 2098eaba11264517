// Table: a typed, ordered map on disk. Keys and values go through their codecs and the record envelope.
#pragma once

#include "storage/codec.hpp"
#include "storage/engine.hpp"
#include "storage/record.hpp"

#include <concepts>

namespace collegium::storage {

// Facts are what people did: never derived. Views are what it means: dropped and rebuilt from the facts by
// `collegium rebuild`. Registers are what the machine keeps for itself.
enum class TableKind { fact, view, registry };

template <class Key, class Value>
class Table {
public:
    Table(WriteTx& tx, char const* name, TableKind kind) : raw_{tx, name}, seal_{name}, name_{name}, kind_{kind} {}

    std::optional<Value> get(ReadTx const& tx, Key const& key) const {
        auto const bytes = encoded(key);
        auto const record = raw_.get(tx, bytes);
        if (!record) return std::nullopt;
        return decoded(bytes, *record);
    }

    bool contains(ReadTx const& tx, Key const& key) const {
        auto const bytes = encoded(key);
        auto const record = raw_.get(tx, bytes);
        if (record) seal_.check(bytes, *record);
        return record.has_value();
    }

    void put(WriteTx& tx, Key const& key, Value const& value) {
        auto const bytes = encoded(key);
        auto const record = seal_.wrap(bytes, version, payload(value));
        if constexpr (grows_at_its_end)
            raw_.put_last(tx, bytes, record);
        else
            raw_.put(tx, bytes, record);
    }

    // False if the key was taken: the caller decides what a duplicate means.
    bool insert(WriteTx& tx, Key const& key, Value const& value) {
        auto const bytes = encoded(key);
        return raw_.insert(tx, bytes, seal_.wrap(bytes, version, payload(value)));
    }

    bool erase(WriteTx& tx, Key const& key) { return raw_.erase(tx, encoded(key)); }
    void clear(WriteTx& tx) { raw_.clear(tx); }
    std::uint64_t size(ReadTx const& tx) const { return raw_.size(tx); }

    // Visits entries from the first at or after `from`, upwards, until visit(key, value) says false.
    // The table must not change meanwhile.
    template <class Visit>
    void ascend(ReadTx const& tx, Key const& from, Visit&& visit) const {
        Cursor cursor{tx, raw_};
        for (bool more = cursor.seek(encoded(from)); more && visited(cursor, visit); more = cursor.next()) {
        }
    }

    // Visits entries from the last before `before`, downwards, until visit(key, value) says false.
    template <class Visit>
    void descend(ReadTx const& tx, Key const& before, Visit&& visit) const {
        Cursor cursor{tx, raw_};
        for (bool more = cursor.seek_before(encoded(before)); more && visited(cursor, visit);
             more = cursor.previous()) {
        }
    }

    template <class Visit>
    void each(ReadTx const& tx, Visit&& visit) const {
        Cursor cursor{tx, raw_};
        for (bool more = cursor.first(); more && visited(cursor, visit); more = cursor.next()) {
        }
    }

    std::optional<Key> last_key(ReadTx const& tx) const {
        Cursor cursor{tx, raw_};
        if (!cursor.last()) return std::nullopt;
        return decoded_key(cursor.key());
    }

    char const* name() const noexcept { return name_; }
    TableKind kind() const noexcept { return kind_; }
    RawTable const& raw() const noexcept { return raw_; }

private:
    static constexpr std::uint8_t version = record_version<Value>();
    static_assert(version <= RecordSeal::most_version);

    // Numbers that are given in their order.
    static constexpr bool grows_at_its_end =
        std::same_as<Key, Seq> || std::same_as<Key, LocalId> || std::same_as<Key, Handle>;

    static std::string encoded(Key const& key) {
        std::string bytes;
        append_key(bytes, key);
        return bytes;
    }

    static Key decoded_key(std::string_view bytes) {
        Key key{};
        take_key(bytes, key);
        return key;
    }

    static std::string payload(Value const& value) {
        std::string bytes;
        append_value(bytes, value);
        return bytes;
    }

    Value decoded(std::string_view key, std::string_view record) const {
        auto const opened = seal_.unwrap(key, record);
        if (opened.version() < 1 || opened.version() > version)
            throw CorruptRecord{std::string{"table "} + name_ + " was written by a newer version of this program"};
        Value value{};
        auto payload = opened.payload();
        take_record(payload, value, opened.version());
        return value;
    }

    template <class Visit>
    bool visited(Cursor const& cursor, Visit& visit) const {
        return visit(decoded_key(cursor.key()), decoded(cursor.key(), cursor.value()));
    }

    RawTable raw_;
    RecordSeal seal_;
    char const* name_;
    TableKind kind_;
};

}  // namespace collegium::storage
