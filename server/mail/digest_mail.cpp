#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "server/mail/digest.hpp"

#include <algorithm>

namespace collegium::server::mail {

using federation::content::escape;

namespace {

constexpr std::size_t longest_title = 150;

// One line, whatever somebody put into it.
std::string one_line(std::string_view text) {
    auto line = federation::content::cut_characters(text, longest_title);
    std::ranges::replace_if(
        line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7F'; }, ' '
    );
    return line;
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
    return std::to_string(count) + " " + std::string{count == 1 ? one : many};
}

// "3 more new questions, 5 new replies"; empty if there are none.
std::string counts_of(CommunityNews const& news) {
    std::string words;
    if (news.more_questions > 0) words = counted(news.more_questions, "more new question", "more new questions");
    if (news.replies > 0) words += (words.empty() ? "" : ", ") + counted(news.replies, "new reply", "new replies");
    return words;
}

// Text and HTML say the same.
class Words {
public:
    explicit Words(std::string const& origin) : origin_{origin} {}

    void line(std::string const& words) {
        text += words + "\n\n";
        html += "<p>" + escape(words) + "</p>\n";
    }

    void heading(std::string const& words, std::string const& path) {
        text += words + "\n" + origin_ + path + "\n\n";
        html += "<h2>" + link(words, origin_ + path) + "</h2>\n";
    }

    void begin_list() { html += "<ul>\n"; }

    void item(std::string const& words, std::string const& path) {
        text += "- " + words + "\n  " + origin_ + path + "\n";
        html += "<li>" + link(words, origin_ + path) + "</li>\n";
    }

    void end_list() {
        text += "\n";
        html += "</ul>\n";
    }

    void linked_line(std::string const& words, std::string const& address) {
        text += words + "\n" + address + "\n\n";
        html += "<p>" + link(words, address) + "</p>\n";
    }

    std::string text;
    std::string html;

private:
    static std::string link(std::string const& words, std::string const& address) {
        return "<a href=\"" + escape(address) + "\">" + escape(words) + "</a>";
    }

    std::string const& origin_;
};

void write_community(Words& words, CommunityNews const& news) {
    words.heading(one_line(news.name), news.path);
    if (!news.questions.empty()) {
        words.begin_list();
        for (auto const& question : news.questions) words.item(one_line(question.title), question.path);
        words.end_list();
    }
    if (auto const counts = counts_of(news); !counts.empty()) words.line(counts);
}

}  // namespace

storage::MailRecord digest_mail(Digest const& digest, std::string_view node_name, std::string const& origin) {
    Words words{origin};
    words.line("What happened in your communities in the last week.");
    for (auto const& news : digest.communities) write_community(words, news);
    if (digest.unread > 0)
        words.linked_line(
            "You have " + counted(digest.unread, "unread piece of news", "unread pieces of news"),
            origin + "/notifications"
        );
    storage::MailRecord mail;
    mail.weekly = true;
    mail.subject = one_line("News of the week at " + std::string{node_name});
    mail.text = std::move(words.text);
    mail.html = std::move(words.html);
    return mail;
}

}  // namespace collegium::server::mail
