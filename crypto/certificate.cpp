#include "crypto/certificate.hpp"

#include "crypto/openssl.hpp"

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <ctime>

namespace collegium::crypto {

std::optional<std::chrono::sys_seconds> end_of_certificate(std::string_view pem) {
    constexpr std::size_t longest = std::size_t{1} << 20;
    if (pem.size() > longest) return std::nullopt;
    QuietErrors const quiet;
    MemoryBio const bytes{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
    if (!bytes) return std::nullopt;
    std::unique_ptr<X509, FreedBy<X509_free>> const certificate{
        PEM_read_bio_X509(bytes.get(), nullptr, nullptr, nullptr)};
    std::tm time{};
    if (!certificate || ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &time) != 1) return std::nullopt;
    return std::chrono::sys_seconds{std::chrono::seconds{timegm(&time)}};
}

}  // namespace collegium::crypto
