#include "server/http/certificate.hpp"

#include "server/http/transport.hpp"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <ctime>
#include <memory>
#include <system_error>

namespace collegium::server {

namespace {

struct CloseFile {
    void operator()(std::FILE* file) const noexcept { static_cast<void>(std::fclose(file)); }
};
struct FreeCertificate {
    void operator()(X509* certificate) const noexcept { X509_free(certificate); }
};
using Certificate = std::unique_ptr<X509, FreeCertificate>;

Certificate first_in(std::filesystem::path const& file) {
    std::unique_ptr<std::FILE, CloseFile> const opened{std::fopen(file.c_str(), "re")};
    return Certificate{opened ? PEM_read_X509(opened.get(), nullptr, nullptr, nullptr) : nullptr};
}

Instant time_of(ASN1_TIME const* time) {
    std::tm parts{};
    return ASN1_TIME_to_tm(time, &parts) == 1 ? Instant{std::chrono::seconds{timegm(&parts)}} : Instant{};
}

bool can_be_served(TlsFiles const& files, std::string& why) {
    try {
        TlsServer const server{files.certificate, files.key};
        return true;
    } catch (std::system_error const& error) {
        why = error.what();
        return false;
    }
}

}  // namespace

CertificateLook look_at_certificate(TlsFiles const& files, std::string_view host, Instant now) {
    CertificateLook look;
    std::string why;
    if (!can_be_served(files, why)) {
        look.problem = "The certificate and its key cannot be served: " + why + ".";
        look.remedy =
            "Give files in PEM that this user can read and that belong together: the chain first, then the key.";
        return look;
    }
    auto const certificate = first_in(files.certificate);
    look.end = time_of(X509_get0_notAfter(certificate.get()));
    auto const name = std::string{host};
    if (X509_check_host(certificate.get(), name.data(), name.size(), X509_CHECK_FLAG_NEVER_CHECK_SUBJECT, nullptr) !=
        1) {
        look.problem = "The certificate is not for " + name + ".";
        look.remedy = "Get one whose subjectAltName is " + name + ", as from Let's Encrypt.";
    } else if (look.end <= now) {
        look.problem = "The certificate ended on " + to_rfc3339(look.end) + ".";
        look.remedy = "Renew it, and see to it that it is renewed by itself; or set this computer's clock.";
    } else if (time_of(X509_get0_notBefore(certificate.get())) > now) {
        look.problem = "The certificate is not good yet.";
        look.remedy = "Set this computer's clock, which seems to be behind.";
    } else if (X509_check_issued(certificate.get(), certificate.get()) == X509_V_OK) {
        look.problem = "The certificate is signed by itself: no partner and no browser believes it.";
        look.remedy = "Get one from an authority that everybody believes, as from Let's Encrypt.";
    }
    return look;
}

}  // namespace collegium::server
