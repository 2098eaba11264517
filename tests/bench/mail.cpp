#include "tests/bench/mail.hpp"

#include "crypto/digest.hpp"
#include "crypto/http_signature.hpp"

#include <array>
#include <future>
#include <thread>

namespace collegium::bench {

using federation::Author;
using federation::Composer;

namespace {

constexpr std::size_t threads_in_group = 128;  // questions that are answered side by side

// A sentence or two: they are in the activity three times, and what is around them has its 2 KB already.
std::string words(std::size_t number) {
    constexpr std::array<std::string_view, 5> sentences{
        "My class writes 3 + 4 = 7 + 2 = 9 & reads the sign as *now work it out*.",
        "We spent two lessons on **true or false** sentences, with some success.",
        "Has anybody used a balance, or rods of different lengths, at this age?",
        "The pupils who struggle most are also those who read the least.",
        "I would be glad about worksheets, or about a lesson that went wrong."};
    return "Number " + std::to_string(number) + ". " + std::string{sentences[number % sentences.size()]};
}

class Writer {
public:
    Writer(Senders const& senders, Receiver const& receiver) : senders_{senders}, receiver_{receiver} {}

    // Returns the question's IRI.
    std::string question(std::size_t number, Mail& mail) {
        federation::QuestionDraft const draft{receiver_.community, "Question " + std::to_string(number), words(number)};
        return seal(number, composer(number).question(senders_[number], draft).activity, mail);
    }

    // asked: the number of the question.
    void answer(std::size_t number, std::size_t asked, std::string const& question, Mail& mail) {
        auto const& asker = senders_[asked].iri;
        auto const address = "@" + asker.substr(asker.rfind('/') + 1) + "@" + senders_.domain_of(asked);
        federation::AnswerDraft const draft{
            receiver_.community, question, question + "/context", asker, address, words(number)};
        seal(number, composer(number).answer(senders_[number], draft).activity, mail);
    }

private:
    Composer composer(std::size_t number) { return {"https://" + senders_.domain_of(number), clock_, ids_}; }

    // Returns the IRI of the activity's object.
    std::string seal(std::size_t number, federation::Activity const& activity, Mail& mail) {
        std::vector<crypto::HeaderField> fields{
            {"Host", receiver_.domain},
            {"Date", to_http_date(clock_.now())},
            {"Digest", crypto::digest_field(crypto::bytes_of(activity.bytes()))},
            {"Content-Type", "application/activity+json"}};
        fields.push_back({"Signature", signature(senders_[number], fields)});
        fields.push_back({"User-Agent", "collegium-bench (+https://" + senders_.domain_of(number) + "/)"});
        fields.push_back({"Content-Length", std::to_string(activity.bytes().size())});

        mail.request = "POST /inbox HTTP/1.1\r\n";
        for (auto const& field : fields) mail.request += field.name + ": " + field.value + "\r\n";
        mail.request += "\r\n";
        mail.body_at = mail.request.size();
        mail.request += activity.bytes();
        mail.id = activity.id().text();
        return activity.object_id();
    }

    std::string signature(Author const& author, std::vector<crypto::HeaderField> const& fields) const {
        constexpr std::array<std::string_view, 5> covered{"(request-target)", "host", "date", "digest", "content-type"};
        auto const origin = "https://" + receiver_.domain;
        crypto::RequestView const view{"POST", origin, "/inbox", fields};
        return crypto::sign_cavage(view, author.iri + "#main-key", covered, author.keys->rsa).value();
    }

    Senders const& senders_;
    Receiver const& receiver_;
    SystemClock clock_;
    storage::IdSource ids_{clock_, storage::LocalId{0}};  // from any thread
};

// The questions of a group come first, then a first answer to each, and so on.
void write_group(Writer& writer, std::vector<Mail>& mails, std::size_t first, std::size_t end) {
    std::vector<std::string> questions;
    for (auto number = first; number < end; ++number) {
        auto const place = (number - first) % threads_in_group;
        if (questions.size() < threads_in_group)
            questions.push_back(writer.question(number, mails[number]));
        else
            writer.answer(number, first + place, questions[place], mails[number]);
    }
}

}  // namespace

std::vector<Mail> introductions(Senders const& senders, Receiver const& receiver) {
    Writer writer{senders, receiver};
    std::vector<Mail> mails(senders.size());
    for (std::size_t number = 0; number < mails.size(); ++number) writer.question(number, mails[number]);
    return mails;
}

std::vector<Mail> busy_hour(Senders const& senders, Receiver const& receiver, Plan plan) {
    Writer writer{senders, receiver};
    std::vector<Mail> mails(plan.activities);
    auto const group = threads_in_group * (1 + plan.answers);
    std::size_t const hands = std::max(1u, std::thread::hardware_concurrency());
    auto const write_every = [&](std::size_t hand) {
        for (auto first = hand * group; first < mails.size(); first += hands * group)
            write_group(writer, mails, first, std::min(first + group, mails.size()));
    };
    std::vector<std::future<void>> all;
    for (std::size_t hand = 0; hand < hands; ++hand) all.push_back(std::async(std::launch::async, write_every, hand));
    for (auto& each : all) each.get();
    return mails;
}

std::string lookup_target(std::string const& domain) {
    return "/.well-known/webfinger?resource=acct:ada@" + domain;
}

std::vector<Mail> lookups(std::string const& domain, std::size_t count) {
    std::vector<Mail> mails(count);
    for (std::size_t i = 0; i < count; ++i) {
        auto& mail = mails[i];
        auto const asker = "198.18." + std::to_string(i / 250 % 250) + "." + std::to_string(i % 250);
        mail.id = std::to_string(i);
        mail.request = "GET " + lookup_target(domain) + " HTTP/1.1\r\nHost: " + domain +
                       "\r\nX-Forwarded-For: " + asker + "\r\nAccept: application/jrd+json\r\n\r\n";
        mail.body_at = mail.request.size();
    }
    return mails;
}

}  // namespace collegium::bench
