#include "server/mail/mail_sender.hpp"

#include <cstring>
#include <curl/curl.h>
#include <fstream>
#include <memory>
#include <stdexcept>

namespace collegium::server::mail {

namespace {

constexpr long most_seconds_to_connect = 20;
constexpr long most_seconds = 60;

struct CurlFree {
    void operator()(CURL* curl) const noexcept { curl_easy_cleanup(curl); }
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};

// What is left to be read of a mail.
struct Unsent {
    char const* data;
    std::size_t size;
};

std::size_t read_mail(char* into, std::size_t size, std::size_t count, void* source) {
    auto& unsent = *static_cast<Unsent*>(source);
    auto const taken = std::min(unsent.size, size * count);
    std::memcpy(into, unsent.data, taken);
    unsent.data += taken;
    unsent.size -= taken;
    return taken;
}

std::string first_line(std::filesystem::path const& file) {
    std::ifstream in{file};
    std::string line;
    std::getline(in, line);
    return line;
}

std::string address_of(Settings::Mail const& settings) {
    auto const* const scheme = settings.security == MailSecurity::tls ? "smtps://" : "smtp://";
    bool const is_v6 = settings.host.find(':') != std::string::npos;
    auto const host = is_v6 ? "[" + settings.host + "]" : settings.host;
    return scheme + host + ":" + std::to_string(settings.port);
}

// 5xx is for good, but not where it is about how we signed in (RFC 4954): that is the operator's to mend.
bool is_final(long code) {
    return code >= 500 && code < 600 && code != 530 && code != 534 && code != 535 && code != 538;
}

void set_security(CURL* curl, MailSecurity security) {
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
    if (security == MailSecurity::starttls) curl_easy_setopt(curl, CURLOPT_USE_SSL, long{CURLUSESSL_ALL});
}

// A connection to the server, not yet made. problem: CURL_ERROR_SIZE bytes that live as long as it.
std::unique_ptr<CURL, CurlFree> prepared(Settings::Mail const& settings, char* problem) {
    std::unique_ptr<CURL, CurlFree> curl{curl_easy_init()};
    if (!curl) throw std::bad_alloc{};
    curl_easy_setopt(curl.get(), CURLOPT_URL, address_of(settings).c_str());
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT, most_seconds_to_connect);
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, most_seconds);
    curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, problem);
    set_security(curl.get(), settings.security);
    if (!settings.user.empty()) {
        curl_easy_setopt(curl.get(), CURLOPT_USERNAME, settings.user.c_str());
        curl_easy_setopt(curl.get(), CURLOPT_PASSWORD, first_line(settings.password_file).c_str());
    }
    return curl;
}

MailAnswer perform(CURL* curl, char const* problem) {
    auto const done = curl_easy_perform(curl);
    if (done == CURLE_OK) return {MailOutcome::taken, ""};
    long code = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
    std::string const words = problem[0] != '\0' ? problem : curl_easy_strerror(done);
    return {is_final(code) ? MailOutcome::refused : MailOutcome::again, words};
}

}  // namespace

SmtpSender::SmtpSender(Settings::Mail settings) : settings_{std::move(settings)} {
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) throw std::runtime_error{"libcurl cannot be used"};
}

SmtpSender::~SmtpSender() {
    curl_global_cleanup();
}

MailAnswer SmtpSender::send(std::string const& sender, std::string const& recipient, std::string const& mail) {
    char problem[CURL_ERROR_SIZE] = "";
    auto const curl = prepared(settings_, problem);
    std::unique_ptr<curl_slist, CurlFree> const recipients{curl_slist_append(nullptr, ("<" + recipient + ">").c_str())};
    if (!recipients) throw std::bad_alloc{};
    Unsent unsent{mail.data(), mail.size()};
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, ("<" + sender + ">").c_str());
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, read_mail);
    curl_easy_setopt(curl.get(), CURLOPT_READDATA, &unsent);
    return perform(curl.get(), problem);
}

MailAnswer SmtpSender::knock() {
    char problem[CURL_ERROR_SIZE] = "";
    auto const curl = prepared(settings_, problem);
    curl_easy_setopt(curl.get(), CURLOPT_CONNECT_ONLY, 1L);
    return perform(curl.get(), problem);
}

}  // namespace collegium::server::mail
