#include "server/mail/message.hpp"

#include "config/settings.hpp"
#include "crypto/bytes.hpp"

#include <algorithm>

namespace collegium::server::mail {

namespace {

constexpr std::size_t line_size = 76;       // of base64 (RFC 2045, 6.8)
constexpr std::size_t most_in_a_word = 42;  // bytes: an encoded word has at most 75 characters

bool has_control(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7F'; });
}

bool is_plain(std::string_view text) {
    return text.size() <= line_size && text.find("=?") == text.npos &&
           std::ranges::all_of(text, [](char c) { return c >= ' ' && c < '\x7F'; });
}

bool begins_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

// As much as one encoded word holds, and no half character.
std::string_view take_word(std::string_view& text) {
    auto end = std::min(text.size(), most_in_a_word);
    while (end > 1 && end < text.size() && !begins_character(text[end])) --end;
    auto const word = text.substr(0, end);
    text.remove_prefix(end);
    return word;
}

void add_field(std::string& head, std::string_view name, std::string_view value) {
    head.append(name).append(": ").append(value).append("\r\n");
}

std::string named_address(std::string_view name, std::string const& address) {
    auto const plain = is_plain(name) && name.find_first_of("\"\\") == name.npos;
    return (plain ? "\"" + std::string{name} + "\"" : field_text(name)) + " <" + address + ">";
}

void add_part(std::string& body, std::string const& boundary, std::string_view type, std::string const& words) {
    body += "--" + boundary + "\r\nContent-Type: " + std::string{type} +
            "; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n";
    auto const encoded = crypto::to_base64(crypto::bytes_of(words));
    for (std::size_t at = 0; at < encoded.size(); at += line_size) body += encoded.substr(at, line_size) + "\r\n";
}

// "Tue, 01 Sep 2026 10:00:00 +0000"
std::string date_field(Instant date) {
    auto text = to_http_date(date);
    return text.replace(text.size() - 3, 3, "+0000");
}

Result<void> check(Message const& message) {
    bool const clean = !has_control(message.sender_name) && !has_control(message.subject) &&
                       !has_control(message.unsubscribe) &&
                       message.unsubscribe.find_first_of("<> ") == std::string::npos;
    auto const is_letter = [](unsigned char c) { return std::isalnum(c) != 0; };
    if (!clean || !std::ranges::all_of(message.id, is_letter) || message.id.empty())
        return Refusal{Reason::malformed, "a mail whose head would have other lines"};
    if (!is_mail_address(message.sender) || !is_mail_address(message.recipient))
        return Refusal{Reason::malformed, "an address that no mail is sent to or from"};
    return {};
}

}  // namespace

std::string field_text(std::string_view text) {
    if (is_plain(text)) return std::string{text};
    std::string words;
    while (!text.empty()) {
        if (!words.empty()) words += "\r\n ";
        words += "=?utf-8?B?" + crypto::to_base64(crypto::bytes_of(take_word(text))) + "?=";
    }
    return words;
}

Result<std::string> written(Message const& message) {
    if (auto const good = check(message); !good) return good.error();
    auto const boundary = "=_" + message.id;  // base64 has no '_'
    std::string mail;
    add_field(mail, "Date", date_field(message.date));
    add_field(mail, "From", named_address(message.sender_name, message.sender));
    add_field(mail, "To", "<" + message.recipient + ">");
    add_field(mail, "Subject", field_text(message.subject));
    add_field(mail, "Message-ID", "<" + message.id + message.sender.substr(message.sender.find('@')) + ">");
    add_field(mail, "Auto-Submitted", "auto-generated");  // RFC 3834: no out-of-office answers
    if (!message.unsubscribe.empty()) {
        add_field(mail, "List-Unsubscribe", "<" + message.unsubscribe + ">");
        add_field(mail, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    add_field(mail, "MIME-Version", "1.0");
    add_field(mail, "Content-Type", "multipart/alternative; boundary=\"" + boundary + "\"");
    mail += "\r\n";
    add_part(mail, boundary, "text/plain", message.text);
    add_part(mail, boundary, "text/html", message.html);
    return mail + "--" + boundary + "--\r\n";
}

}  // namespace collegium::server::mail
