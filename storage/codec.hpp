// How values become bytes: keys so that byte order is their order, payloads as short as they can be.
//
// A struct becomes a key or a payload by naming its fields:
//     struct Edge { Handle of; Handle by; static constexpr auto fields = std::tuple{&Edge::of, &Edge::by}; };
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

namespace collegium::storage {

// Bytes on disk that we cannot have written: a flipped bit, or another program. Never served; thrown up to the rim.
class CorruptRecord : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

void append_fixed(std::string& bytes, std::uint64_t number);   // eight bytes, big-endian
void append_varint(std::string& bytes, std::uint64_t number);  // seven bits a byte, low first
std::uint64_t take_fixed(std::string_view& bytes);             // the take functions throw CorruptRecord
std::uint64_t take_varint(std::string_view& bytes);
std::string_view take_bytes(std::string_view& bytes, std::uint64_t size);

template <class T>
concept Fielded = requires {
    T::fields;
};

template <class T>
concept Number = std::is_enum_v<T> || std::is_unsigned_v<T>;

template <class T>
struct is_vector : std::false_type {};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {};
template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};

using Millis = std::chrono::sys_time<std::chrono::milliseconds>;

// --- keys --------------------------------------------------------------------------------------------------------

template <Number T>
void append_key(std::string& bytes, T value) {
    append_fixed(bytes, static_cast<std::uint64_t>(value));
}
template <std::size_t size>
void append_key(std::string& bytes, std::array<std::uint8_t, size> const& value) {
    bytes.append(value.begin(), value.end());
}
inline void append_key(std::string& bytes, std::string const& value) {
    bytes += value;
}  // only as the last field
template <Fielded T>
void append_key(std::string& bytes, T const& value) {
    std::apply([&](auto... field) { (append_key(bytes, value.*field), ...); }, T::fields);
}

template <class T>
void take_key(std::string_view& bytes, T& value) {
    if constexpr (Fielded<T>) {
        std::apply([&](auto... field) { (take_key(bytes, value.*field), ...); }, T::fields);
    } else if constexpr (Number<T>) {
        value = static_cast<T>(take_fixed(bytes));
    } else if constexpr (std::is_same_v<T, std::string>) {
        value = take_bytes(bytes, bytes.size());
    } else {
        auto const taken = take_bytes(bytes, value.size());
        std::copy(taken.begin(), taken.end(), value.begin());
    }
}

// --- payloads ----------------------------------------------------------------------------------------------------

inline void append_value(std::string& bytes, std::string_view value) {
    append_varint(bytes, value.size());
    bytes += value;
}
inline void append_value(std::string& bytes, Millis value) {
    append_varint(bytes, static_cast<std::uint64_t>(value.time_since_epoch().count()));
}

template <class T>
void append_value(std::string& bytes, T const& value) {
    if constexpr (Fielded<T>) {
        std::apply([&](auto... field) { (append_value(bytes, value.*field), ...); }, T::fields);
    } else if constexpr (Number<T>) {
        append_varint(bytes, static_cast<std::uint64_t>(value));
    } else if constexpr (std::is_same_v<T, std::string>) {
        append_value(bytes, std::string_view{value});
    } else if constexpr (is_vector<T>::value) {
        append_varint(bytes, value.size());
        for (auto const& each : value) append_value(bytes, each);
    } else if constexpr (is_optional<T>::value) {
        append_varint(bytes, value ? 1 : 0);
        if (value) append_value(bytes, *value);
    } else {
        bytes.append(value.begin(), value.end());  // an array of bytes
    }
}

template <class T>
void take_value(std::string_view& bytes, T& value) {
    if constexpr (Fielded<T>) {
        std::apply([&](auto... field) { (take_value(bytes, value.*field), ...); }, T::fields);
    } else if constexpr (Number<T>) {
        value = static_cast<T>(take_varint(bytes));
    } else if constexpr (std::is_same_v<T, std::string>) {
        value = take_bytes(bytes, take_varint(bytes));
    } else if constexpr (std::is_same_v<T, Millis>) {
        value = Millis{std::chrono::milliseconds{static_cast<std::int64_t>(take_varint(bytes))}};
    } else if constexpr (is_vector<T>::value) {
        value.clear();
        for (auto left = take_varint(bytes); left > 0; --left) take_value(bytes, value.emplace_back());
    } else if constexpr (is_optional<T>::value) {
        if (take_varint(bytes) != 0) take_value(bytes, value.emplace());
    } else {
        auto const taken = take_bytes(bytes, value.size());
        std::copy(taken.begin(), taken.end(), value.begin());
    }
}

// A record that grew says how many of its fields each version of it had, the first version first. New fields stand at
// the end; a record of an earlier version is read with their defaults, and is of the newest version when it is written
// again:
//     static constexpr std::array<std::size_t, 2> grown{5, 7};
// Records inside records never grow: they have no version of their own.
template <class T>
concept Grown = Fielded<T> && requires {
    T::grown;
};

template <class T>
constexpr std::uint8_t record_version() noexcept {
    if constexpr (Grown<T>) {
        static_assert(T::grown.back() == std::tuple_size_v<decltype(T::fields)>);
        return static_cast<std::uint8_t>(T::grown.size());
    } else {
        return 1;
    }
}

// version: from 1 to record_version<T>().
template <class T>
void take_record(std::string_view& bytes, T& value, std::uint8_t version) {
    if constexpr (Grown<T>) {
        auto left = T::grown[version - 1U];
        auto const take_one = [&](auto& field) {
            if (left == 0) return;
            --left;
            take_value(bytes, field);
        };
        std::apply([&](auto... field) { (take_one(value.*field), ...); }, T::fields);
    } else {
        take_value(bytes, value);
    }
}

// Nothing to say: the presence of the key is the message.
struct Nothing {
    static constexpr std::tuple<> fields{};
    bool operator==(Nothing const&) const = default;
};

}  // namespace collegium::storage
