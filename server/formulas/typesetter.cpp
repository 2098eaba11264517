#include "server/formulas/typesetter.hpp"

#include "config/log.hpp"
#include "federation/content/formulas.hpp"
#include "server/formulas/marking.hpp"
#include "server/formulas/mathml.hpp"
#include "server/media/worker_process.hpp"
#include "server/place.hpp"

#include <algorithm>
#include <filesystem>

namespace collegium::server::formulas {

namespace asio = boost::asio;
namespace content = federation::content;

using std::chrono::steady_clock;

namespace {

constexpr std::size_t longest_answer = 64 * 1024;
constexpr std::size_t longest_page = std::size_t{4} << 20;  // with its formulas
constexpr std::chrono::minutes until_next_try{10};          // the system may have been at fault, not the formula
constexpr int cannot_be_confined = 71, no_program = 72;     // the words of collegium-formulas

bool is_page(Response const& response) {
    return !response.continuation() && response.field("content-type").starts_with("text/html");
}

Response with_body(Response const& page, std::string body) {
    Response whole{page.status(), std::string{page.field("content-type")}, std::move(body)};
    for (auto const& [name, value] : page.fields())
        if (name != "Content-Type") whole.with(name, value);
    return whole;
}

bool has_control(std::string_view tex) {
    return std::ranges::any_of(tex, [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7f;
    });
}

}  // namespace

TypesetterOptions options_beside_us() {
    std::error_code ignored;
    auto const self = std::filesystem::read_symlink("/proc/self/exe", ignored);
    TypesetterOptions options;
    options.command = {(self.parent_path() / "collegium-formulas").string(), "/usr/bin/blahtexml"};
    return options;
}

Typesetter::Typesetter(TypesetterOptions options) : options_{std::move(options)}, pool_{options_.at_once} {}

Typesetter::~Typesetter() {
    stop();
}

void Typesetter::stop() {
    stop_.request_stop();
    pool_.stop();
}

asio::awaitable<Response> Typesetter::finish(asio::awaitable<Response> answer) {
    auto page = co_await std::move(answer);
    if (!is_page(page)) co_return page;
    auto const wanted = formulas_of(page.body());
    if (wanted.empty()) co_return page;
    auto const missing = unknown_of(wanted);
    if (!missing.empty()) {
        Place const place{inside_};
        std::function<void()> work = [&] { set_all(missing); };
        if (place.number() <= options_.at_once + options_.waiting) co_await pool_.run(std::move(work));
    }
    auto room = longest_page - std::min(longest_page, page.body().size());
    auto body = with_formulas(page.body(), [&](std::string const& formula) -> std::optional<std::string> {
        auto math = known(formula);
        if (!math || math->empty() || math->size() > room) return std::nullopt;
        room -= math->size();
        return math;
    });
    co_return with_body(page, std::move(body));
}

std::vector<std::string> Typesetter::unknown_of(std::vector<std::string> const& formulas) {
    std::vector<std::string> missing;
    for (auto const& formula : formulas)
        if (missing.size() < options_.most_new && !known(formula)) missing.push_back(formula);
    return missing;
}

void Typesetter::set_all(std::vector<std::string> const& formulas) {
    auto const end = steady_clock::now() + options_.patience_of_page;
    for (auto const& formula : formulas) {
        if (stop_.stop_requested() || steady_clock::now() >= end) return;
        static_cast<void>(set(formula));
    }
}

std::optional<std::string> Typesetter::set(std::string const& formula) {
    if (auto math = known(formula)) return math->empty() ? std::nullopt : std::move(math);
    auto const found = content::formula_at(formula, 0);
    if (!found || found->size != formula.size() || has_control(formula)) return std::nullopt;
    auto const tex = content::tex_of(formula, found->is_block);
    auto command = options_.command;
    command.insert(command.end(), {"--mathml", "--mathml-version-1-fonts", "--mathml-encoding", "numeric"});
    if (found->is_block) command.emplace_back("--displaymath");
    auto const outcome = media::run_worker(command, tex, longest_answer, options_.patience, stop_.get_token());
    if (!outcome.answered) {
        if (outcome.problem == media::NoAnswer::stopped) return std::nullopt;
        if (outcome.problem == media::NoAnswer::not_started) tell_once("the program for formulas does not start");
        keep(formula, "");
        return std::nullopt;
    }
    auto const status = outcome.answered->exit_status;
    if (status == cannot_be_confined) tell_once("the program for formulas cannot be confined");
    if (status == no_program) tell_once("the converter of formulas is not there; its package is blahtexml");
    auto math = status == 0 ? mathml_of(outcome.answered->output, tex, found->is_block) : std::nullopt;
    keep(formula, math.value_or(""));
    return math;
}

// Formulas stay TeX meanwhile; once is enough in a log.
void Typesetter::tell_once(std::string_view problem) {
    if (!told_.exchange(true)) log::error(problem, {{"program", options_.command.front()}});
}

std::optional<std::string> Typesetter::known(std::string const& formula) {
    std::lock_guard const lock{mutex_};
    auto const found = by_formula_.find(formula);
    if (found == by_formula_.end()) return std::nullopt;
    if (found->second->math.empty() && steady_clock::now() - found->second->kept > until_next_try) {
        drop(found->second);
        return std::nullopt;
    }
    entries_.splice(entries_.begin(), entries_, found->second);
    return found->second->math;
}

void Typesetter::keep(std::string const& formula, std::string math) {
    std::lock_guard const lock{mutex_};
    if (by_formula_.contains(formula)) return;
    entries_.push_front({formula, std::move(math), steady_clock::now()});
    by_formula_.emplace(entries_.front().formula, entries_.begin());
    kept_ += cost(entries_.front());
    while (kept_ > options_.most_kept && entries_.size() > 1) drop(std::prev(entries_.end()));
}

std::size_t Typesetter::cost(Entry const& entry) noexcept {
    constexpr std::size_t of_holding_it = 128;
    return entry.formula.size() + entry.math.size() + of_holding_it;
}

void Typesetter::drop(std::list<Entry>::iterator entry) {
    kept_ -= cost(*entry);
    by_formula_.erase(entry->formula);
    entries_.erase(entry);
}

}  // namespace collegium::server::formulas
