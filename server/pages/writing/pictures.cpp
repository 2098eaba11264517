#include "server/pages/writing/pictures.hpp"

#include "server/mastodon/posting_media.hpp"
#include "server/media/intake.hpp"
#include "server/media/pictures.hpp"
#include "server/media/words.hpp"
#include "server/pages/page_language.hpp"

namespace collegium::server::pages {

using storage::MediaRecord;

namespace {

constexpr std::string_view no_alt = phrase(
    "Say in a few words what each picture shows, for those who cannot see it. Nothing was sent; your text is still "
    "here."
);
constexpr std::string_view long_alt = phrase("Shorten what is said of a picture to at most 1500 letters.");
constexpr std::string_view enough = phrase("A post has at most 4 pictures. Leave one out, then add the other again.");

struct PictureField {
    std::string number;
    std::string alt;
};

std::string field(std::string_view name, std::size_t n) {
    return std::string{name} + "_" + std::to_string(n);
}

std::vector<PictureField> fields_in(Form const& form) {
    std::vector<PictureField> fields;
    for (std::size_t n = 1; n <= most_pictures; ++n) {
        auto const& number = form.text(field("picture", n));
        if (!number.empty() && !form.has(field("out", n))) fields.push_back({number, form.trimmed(field("alt", n))});
    }
    return fields;
}

void put_fields(Form& form, std::vector<PictureField> const& fields) {
    for (std::size_t n = 1; n <= most_pictures; ++n) {
        for (auto const* const name : {"picture", "alt", "out"}) form.remove(field(name, n));
        if (n > fields.size()) continue;
        form.set(field("picture", n), fields[n - 1].number);
        form.set(field("alt", n), fields[n - 1].alt);
    }
}

void set_problem(Form& form, std::string_view words) {
    form.set("picture_problem", std::string{words});
}

std::optional<MediaRecord> own_picture(App const& app, Call const& call, std::string const& number) {
    auto const known = media::read_number(number);
    if (!known || !call.member) return std::nullopt;
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return media::find_own(tx, tables, call.member->actor, *known);
    });
}

std::string larger_than(App const& app, Call const& call, std::uint64_t most_mib) {
    auto const most = std::to_string(most_mib);
    return language_for(app, call).say(
        phrase("The picture is larger than {n} MiB. Make it smaller, then add it again."), {{"n", most}}
    );
}

bool is_wrong(PictureField const& each) {
    return each.alt.empty() || !media::is_description(each.alt);
}

std::string_view problem_with(std::vector<PictureField> const& fields) {
    for (auto const& each : fields) {
        if (each.alt.empty()) return no_alt;
        if (!media::is_description(each.alt)) return long_alt;
    }
    return {};
}

// The name of the file in an address of a picture of this node; empty for others.
std::string_view own_file(App const& app, std::string_view url) {
    auto const begin = app.node.settings.origin() + media::picture_path("");
    return url.starts_with(begin) ? url.substr(begin.size()) : std::string_view{};
}

void show_size(Values& values, std::uint64_t width, std::uint64_t height) {
    if (width == 0 || height == 0) return;
    auto size = values.repeat("SIZE");
    size.number("WIDTH", width);
    size.number("HEIGHT", height);
}

}  // namespace

boost::asio::awaitable<void> take_in_pictures(App const& app, Call& call) {
    auto fields = fields_in(call.form);
    call.form.remove("picture_problem");
    auto const* const file = call.parameters.file("file");
    auto const most_mib = app.node.settings.media.most_mib;
    std::string problem;
    if (file != nullptr && !file->data.empty()) {
        if (fields.size() == most_pictures) {
            problem = enough;
        } else if (file->data.size() > most_mib << 20) {
            problem = larger_than(app, call, most_mib);
        } else {
            media::Arrival arrival;
            arrival.bytes = file->data;
            auto const alt = call.form.trimmed("file_alt");
            if (media::is_description(alt)) arrival.description = alt;
            auto const taken = co_await media::take_in(app, call.member->actor, std::move(arrival));
            if (taken) {
                fields.push_back({federation::digits(taken->number), alt});
                call.form.remove("file_alt");
            } else {
                problem = media::words_for(taken.error());
            }
        }
    }
    // Words without a picture are no reason to refuse the rest, unless nobody could have typed them into the field.
    if (problem.empty() && !media::is_description(call.form.text("file_alt"))) problem = long_alt;
    put_fields(call.form, fields);
    if (!problem.empty()) set_problem(call.form, problem);
}

std::optional<std::vector<federation::Attached>> chosen_pictures(
    App const& app, Call& call, timeline::PostView const* post
) {
    if (call.form.has("picture_problem")) return std::nullopt;
    auto const fields = fields_in(call.form);
    if (auto const problem = problem_with(fields); !problem.empty()) {
        set_problem(call.form, problem);
        return std::nullopt;
    }
    std::vector<std::string> numbers;
    for (auto const& each : fields) numbers.push_back(each.number);
    auto chosen = mastodon::look(app, call, [&](mastodon::View const& view) {
        return mastodon::choose_media(view, call.member->actor, numbers, post, storage::LocalId{0});
    });
    if (auto const* const problem = std::get_if<mastodon::Problem>(&chosen)) {
        set_problem(call.form, problem->words);
        return std::nullopt;
    }
    auto attached = std::get<mastodon::ChosenMedia>(std::move(chosen)).attached;
    for (std::size_t i = 0; i < attached.size(); ++i) attached[i].description = fields[i].alt;
    return attached;
}

void bring_pictures(App const& app, Call& call, timeline::PostView const& post) {
    std::vector<PictureField> fields;
    for (auto const& each : post.details.attachments) {
        auto const file = own_file(app, each.url);
        if (file.empty() || fields.size() == most_pictures) continue;
        auto const found = app.node.store.read([&](auto const& tx, auto const& tables) {
            return media::find_by_file(tx, tables, post.author.handle, file, storage::LocalId{~0ull});
        });
        if (found) fields.push_back({federation::digits(found->first), each.description});
    }
    put_fields(call.form, fields);
}

void show_picture_fields(App const& app, Call const& call, Values& values) {
    auto part = values.include("PICTURES", "writing_pictures");
    auto const fields = fields_in(call.form);
    auto const& problem = call.form.text("picture_problem");
    bool const is_of_words = problem == no_alt || problem == long_alt;
    std::string leads_to = fields.size() < most_pictures ? "file" : "";
    bool is_found = !is_of_words;
    if (!fields.empty() || call.form.has("picture_problem")) part.show("OPEN");
    for (std::size_t i = 0; i < fields.size(); ++i) {
        auto const record = own_picture(app, call, fields[i].number);
        if (!record) continue;
        auto line = part.repeat("PICTURE");
        line.number("N", i + 1);
        line.text("NUMBER", fields[i].number);
        line.text("ALT", fields[i].alt);
        bool const is_first_wrong = !is_found && is_wrong(fields[i]);
        if (is_first_wrong || leads_to.empty()) leads_to = field("alt", i + 1);
        if (is_first_wrong) line.show("INVALID");
        is_found = is_found || is_first_wrong;
        if (record->state == storage::MediaState::ready)
            line.repeat("READY").text("ADDRESS", media::picture_path(record->preview));
    }
    part.problem("PICTURE_PROBLEM", leads_to, problem);
    if (fields.size() == most_pictures) return;
    auto more = part.repeat("ONE_MORE");
    more.text("FILE_ALT", call.form.text("file_alt"));
    if (!problem.empty() && leads_to == "file") more.show("FILE_INVALID");
}

void show_pictures(App const& app, Values& values, timeline::PostView const& post) {
    if (post.details.attachments.empty()) return;
    auto part = values.repeat("PICTURES");
    if (!post.details.sensitive) part.show("OPEN");
    for (auto const& each : post.details.attachments) {
        auto const file = own_file(app, each.url);
        bool const is_ours = !file.empty() && each.media_type.starts_with("image/");
        auto line = part.repeat(is_ours ? "PICTURE" : "ELSEWHERE");
        line.text("ADDRESS", is_ours ? media::picture_path(file) : each.url);
        line.words("ALT", phrase("A picture without a description"));
        if (!each.description.empty()) line.text("ALT", each.description);
        if (is_ours) show_size(line, each.width, each.height);
    }
}

}  // namespace collegium::server::pages
