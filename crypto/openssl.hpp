// OpenSSL's objects with owners, and its digests fetched once.
#pragma once

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <memory>
#include <stdexcept>

namespace collegium::crypto {

template <auto free>
struct FreedBy {
    template <class T>
    void operator()(T* object) const noexcept {
        free(object);
    }
};

using Pkey = std::unique_ptr<EVP_PKEY, FreedBy<EVP_PKEY_free>>;
using PkeyContext = std::unique_ptr<EVP_PKEY_CTX, FreedBy<EVP_PKEY_CTX_free>>;
using BigNumber = std::unique_ptr<BIGNUM, FreedBy<BN_free>>;
using ParamBuilder = std::unique_ptr<OSSL_PARAM_BLD, FreedBy<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, FreedBy<OSSL_PARAM_free>>;
using MemoryBio = std::unique_ptr<BIO, FreedBy<BIO_free_all>>;
using Digest = std::unique_ptr<EVP_MD, FreedBy<EVP_MD_free>>;

// Takes back what failed calls leave in this thread's error queue, where TLS on the same thread would trip over it.
class QuietErrors {
public:
    QuietErrors() { ERR_set_mark(); }
    ~QuietErrors() { ERR_pop_to_mark(); }
    QuietErrors(QuietErrors const&) = delete;
    QuietErrors& operator=(QuietErrors const&) = delete;
};

// Looking an algorithm up by name takes half as long as hashing a kilobyte, so callers keep the result.
inline Digest fetch_digest(char const* name) {
    Digest digest{EVP_MD_fetch(nullptr, name, nullptr)};
    if (!digest) throw std::runtime_error{"OpenSSL has no SHA-2"};
    return digest;
}

}  // namespace collegium::crypto
