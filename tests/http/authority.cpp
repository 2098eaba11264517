#include "tests/http/authority.hpp"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <csignal>
#include <cstdio>
#include <memory>
#include <stdexcept>

namespace collegium::tests {

namespace {

template <auto free>
struct Free {
    template <class T>
    void operator()(T* thing) const {
        free(thing);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Free<X509_EXTENSION_free>>;
using File = std::unique_ptr<std::FILE, Free<std::fclose>>;

void must(bool worked, char const* what) {
    if (!worked) throw std::runtime_error{what};
}

File open_file(std::filesystem::path const& path, char const* mode) {
    File file{std::fopen(path.c_str(), mode)};
    must(file != nullptr, "open");
    return file;
}

Key make_key(std::string const& kind) {
    if (kind == "P-256") return Key{EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256")};
    return Key{EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::stoul(kind))};
}

void add(X509* certificate, X509* issuer, int kind, std::string const& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    Extension const extension{X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str())};
    must(extension != nullptr, value.c_str());
    X509_add_ext(certificate, extension.get(), -1);
}

void add_unknown_critical(X509* certificate) {
    std::unique_ptr<ASN1_OBJECT, Free<ASN1_OBJECT_free>> const kind{OBJ_txt2obj("1.3.6.1.4.1.99999.1", 1)};
    std::unique_ptr<ASN1_OCTET_STRING, Free<ASN1_OCTET_STRING_free>> const value{ASN1_OCTET_STRING_new()};
    Extension const extension{X509_EXTENSION_create_by_OBJ(nullptr, kind.get(), 1, value.get())};
    X509_add_ext(certificate, extension.get(), -1);
}

void name(X509* certificate, std::string const& common_name) {
    auto const* const text = reinterpret_cast<unsigned char const*>(common_name.c_str());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC, text, -1, -1, 0);
}

// Signed by `issuer` with its key; by itself if there is none.
Certificate make_certificate(Wish const& wish, EVP_PKEY* key, X509* issuer, EVP_PKEY* issuer_key, bool is_authority) {
    Certificate certificate{X509_new()};
    auto* const raw = certificate.get();
    X509_set_version(raw, 2);
    static long serial = 1;
    ASN1_INTEGER_set(X509_get_serialNumber(raw), ++serial);
    X509_gmtime_adj(X509_getm_notBefore(raw), wish.starts);
    X509_gmtime_adj(X509_getm_notAfter(raw), wish.ends);
    name(raw, wish.common_name);
    X509_set_issuer_name(raw, X509_get_subject_name(issuer ? issuer : raw));
    X509_set_pubkey(raw, key);

    add(raw, issuer ? issuer : raw, NID_basic_constraints, is_authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    if (is_authority) add(raw, raw, NID_key_usage, "critical,keyCertSign");
    if (!wish.names.empty()) add(raw, raw, NID_subject_alt_name, wish.names);
    if (!wish.purpose.empty()) add(raw, raw, NID_ext_key_usage, wish.purpose);
    if (wish.unknown_critical) add_unknown_critical(raw);
    must(X509_sign(raw, issuer_key ? issuer_key : key, wish.sha1 ? EVP_sha1() : EVP_sha256()) > 0, "sign");
    return certificate;
}

void write(std::filesystem::path const& path, EVP_PKEY* key) {
    PEM_write_PrivateKey(open_file(path, "w").get(), key, nullptr, nullptr, 0, nullptr, nullptr);
}

void write(std::filesystem::path const& path, X509* certificate, char const* mode = "w") {
    PEM_write_X509(open_file(path, mode).get(), certificate);
}

Key read_key(std::filesystem::path const& path) {
    return Key{PEM_read_PrivateKey(open_file(path, "r").get(), nullptr, nullptr, nullptr)};
}

Certificate read_certificate(std::filesystem::path const& path) {
    return Certificate{PEM_read_X509(open_file(path, "r").get(), nullptr, nullptr, nullptr)};
}

void write_authority(std::filesystem::path const& folder, std::string const& stem) {
    Wish wish;
    wish.names.clear();
    wish.common_name = stem + " of " + folder.filename().string();  // two of one name are one to whoever verifies
    auto const key = make_key("P-256");
    write(folder / (stem + ".key"), key.get());
    write(folder / (stem + ".pem"), make_certificate(wish, key.get(), nullptr, nullptr, true).get());
}

}  // namespace

Authority::Authority() {
    std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes to sockets without MSG_NOSIGNAL
    write_authority(dir_.path(), "ca");
    write_authority(dir_.path(), "stranger");
}

server::TlsFiles Authority::issue(Wish const& wish) {
    auto const stem = "leaf" + std::to_string(++issued_);
    server::TlsFiles const files{folder() / (stem + ".pem"), folder() / (stem + ".key")};
    auto const key = make_key(wish.key);
    write(files.key, key.get());

    auto const signed_by = [&](std::string const& issuer) {
        auto const certificate = read_certificate(folder() / (issuer + ".pem"));
        auto const issuer_key = read_key(folder() / (issuer + ".key"));
        write(files.certificate, make_certificate(wish, key.get(), certificate.get(), issuer_key.get(), false).get());
    };
    switch (wish.issuer) {
        case Wish::Issuer::authority: signed_by("ca"); break;
        case Wish::Issuer::stranger: signed_by("stranger"); break;
        case Wish::Issuer::itself:
            write(files.certificate, make_certificate(wish, key.get(), nullptr, nullptr, false).get());
            break;
        case Wish::Issuer::another_leaf: {
            auto const other = issue();
            signed_by(other.certificate.stem());
            write(files.certificate, read_certificate(other.certificate).get(), "a");
            break;
        }
    }
    return files;
}

}  // namespace collegium::tests
