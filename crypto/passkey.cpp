#include "crypto/passkey.hpp"

#include "crypto/digest.hpp"
#include "crypto/openssl.hpp"

#include <algorithm>
#include <array>
#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>
#include <memory>
#include <new>

namespace collegium::crypto {
namespace {

// A key is kept behind one byte, its algorithm's place in this list: what is on disk depends on the order.
constexpr std::array<int, 3> algorithms{COSE_ES256, COSE_EDDSA, COSE_RS256};

// Flags of authenticator data (WebAuthn 6.1).
constexpr std::uint8_t was_there = 0x01, was_recognised = 0x04;

// libfido2 frees what a pointer points at, and takes the pointer by its address.
template <auto release>
struct ReleasedBy {
    template <class T>
    void operator()(T* object) const noexcept {
        release(&object);
    }
};

using Credential = std::unique_ptr<fido_cred_t, ReleasedBy<fido_cred_free>>;
using Assertion = std::unique_ptr<fido_assert_t, ReleasedBy<fido_assert_free>>;
using Key = std::shared_ptr<void>;  // libfido2 has a type for each algorithm, and takes them all by void*

// libfido2 wants this on each thread that uses it.
void require_fido() {
    thread_local bool const ready = [] {
        fido_init(0);
        return true;
    }();
    static_cast<void>(ready);
}

template <auto make, auto fill, auto release>
Key filled(ByteView raw) {
    auto* const made = make();
    if (made == nullptr) throw std::bad_alloc{};
    Key key{made, ReleasedBy<release>{}};
    return fill(made, raw.data(), raw.size()) == FIDO_OK ? key : nullptr;
}

// Nothing for what is no key of that algorithm, such as a point that is not on the curve.
Key key_of(int algorithm, ByteView raw) {
    if (algorithm == COSE_ES256) return filled<es256_pk_new, es256_pk_from_ptr, es256_pk_free>(raw);
    if (algorithm == COSE_EDDSA) return filled<eddsa_pk_new, eddsa_pk_from_ptr, eddsa_pk_free>(raw);
    return filled<rs256_pk_new, rs256_pk_from_ptr, rs256_pk_free>(raw);
}

Bytes copied(unsigned char const* data, std::size_t size) {
    return data == nullptr ? Bytes{} : Bytes(data, data + size);
}

// The credential in the data, if its key is for the algorithm in that place of the list.
std::optional<NewPasskey> read_as(std::size_t place, ByteView data) {
    Credential const credential{fido_cred_new()};
    if (!credential) throw std::bad_alloc{};
    bool const read = fido_cred_set_type(credential.get(), algorithms[place]) == FIDO_OK &&
                      fido_cred_set_authdata_raw(credential.get(), data.data(), data.size()) == FIDO_OK;
    if (!read) return std::nullopt;
    NewPasskey made;
    made.credential = copied(fido_cred_id_ptr(credential.get()), fido_cred_id_len(credential.get()));
    auto const raw = copied(fido_cred_pubkey_ptr(credential.get()), fido_cred_pubkey_len(credential.get()));
    bool const fits = !made.credential.empty() && made.credential.size() <= longest_credential;
    if (!fits || !key_of(algorithms[place], raw)) return std::nullopt;
    made.key.push_back(static_cast<std::uint8_t>(place));
    made.key.insert(made.key.end(), raw.begin(), raw.end());
    made.counter = fido_cred_sigcount(credential.get());
    return made;
}

// Without attestation libfido2 verifies nothing of a registration, so that this is ours: the first 32 bytes say for
// whom it is, the next one how.
bool is_for(ByteView data, std::string const& party) {
    constexpr std::uint8_t both = was_there | was_recognised;
    auto const wanted = sha256(bytes_of(party));
    if (data.size() <= wanted.size()) return false;
    return equal_in_constant_time(data.first(wanted.size()), wanted) && (data[wanted.size()] & both) == both;
}

}  // namespace

std::optional<NewPasskey> read_passkey(ByteView authenticator_data, std::string const& party) {
    if (authenticator_data.size() > longest_authenticator_data || !is_for(authenticator_data, party))
        return std::nullopt;
    require_fido();
    QuietErrors const quiet;
    for (std::size_t place = 0; place < algorithms.size(); ++place)
        if (auto made = read_as(place, authenticator_data)) return made;
    return std::nullopt;
}

std::optional<PasskeyUse> check_passkey(ByteView key, PasskeySignature const& signed_, std::string const& party) {
    auto const &data = signed_.authenticator_data, &signature = signed_.signature;
    bool const fits = !key.empty() && key[0] < algorithms.size() && data.size() <= longest_authenticator_data &&
                      signature.size() <= longest_passkey_signature;
    if (!fits) return std::nullopt;
    require_fido();
    QuietErrors const quiet;
    auto const algorithm = algorithms[key[0]];
    auto const public_key = key_of(algorithm, key.subspan(1));
    auto const digest = sha256(signed_.client_data);
    Assertion const made{fido_assert_new()};
    if (!made) throw std::bad_alloc{};
    auto* const assertion = made.get();
    bool const right = public_key && fido_assert_set_count(assertion, 1) == FIDO_OK &&
                       fido_assert_set_clientdata_hash(assertion, digest.data(), digest.size()) == FIDO_OK &&
                       fido_assert_set_rp(assertion, party.c_str()) == FIDO_OK &&
                       fido_assert_set_up(assertion, FIDO_OPT_TRUE) == FIDO_OK &&
                       fido_assert_set_authdata_raw(assertion, 0, data.data(), data.size()) == FIDO_OK &&
                       fido_assert_set_sig(assertion, 0, signature.data(), signature.size()) == FIDO_OK &&
                       fido_assert_verify(assertion, 0, algorithm, public_key.get()) == FIDO_OK;
    if (!right) return std::nullopt;
    PasskeyUse use;
    use.counter = fido_assert_sigcount(assertion, 0);
    use.recognised = (fido_assert_flags(assertion, 0) & was_recognised) != 0;
    return use;
}

}  // namespace collegium::crypto
