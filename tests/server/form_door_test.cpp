// The door of forms (security W5): every form in the table, sent in every way that is not from a page of ours.
#include "server/cookies.hpp"
#include "server/media/upload_limit.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

#include <set>

using namespace collegium;
using namespace collegium::tests;

using server::Method;
using server::Request;
using server::Response;

namespace {

struct Door : Front {
    // Calls visit(target, route) for every form of the table.
    template <class Visit>
    void each_form(Visit visit) {
        unsigned forms = 0;
        for (auto const& route : server::routes()) {
            if (route.door != server::Door::form) continue;
            std::string target{route.pattern};
            if (auto const at = target.find(":name"); at != std::string::npos) target.replace(at, 5, "algebra");
            if (auto const at = target.find(":id"); at != std::string::npos) target.replace(at, 3, "7");
            INFO(target);
            visit(target, route);
            ++forms;
        }
        CHECK(forms >= 9);
    }

    static bool is_document_at(std::string_view pattern) {
        return std::ranges::any_of(server::routes(), [&](server::Route const& route) {
            return route.pattern == pattern && route.door == server::Door::both;
        });
    }

    static Fields with_key(std::string const& form_key) {
        return {{"form_key", form_key}, {"title", "Why?"}, {"words", "Because."}, {"name", "ada"}};
    }

    static void set(Request& request, std::string const& name, std::string const& value) {
        std::erase_if(request.fields, [&](auto const& field) { return field.name == name; });
        request.fields.push_back({name, value});
    }

    // An operator: for others some of the forms do not exist.
    Person ada_herself = add_person("ada", storage::Roles::of(storage::Role::operator_)),
           ben_himself = add_person("ben");
    std::string community = found("algebra", "ada");
    Browser ada = Browser::of(*this, "ada");
};

}  // namespace

TEST_CASE_FIXTURE(Door, "a form without a page of ours behind it changes nothing") {
    auto const before = north.entries();
    auto const bens_key = Browser::of(*this, "ben").form_key();
    each_form([&](std::string const& target, server::Route const&) {
        for (auto const& form_key :
             {std::string{},
              std::string{"x"},
              bens_key,
              ada.form_key() + "A",
              ada.form_key().substr(1),
              ada.cookie(server::cookies::sign_in)}) {
            auto const response = ada.send(ada.form(target, with_key(form_key)));
            CHECK(response.status() == 403);
            CHECK(is_page(response));
            CHECK(all_of(response, "Set-Cookie").empty());
        }
    });
    CHECK(north.entries() == before);
}

TEST_CASE_FIXTURE(Door, "a form from another site is refused though its key is right") {
    auto const before = north.entries();
    each_form([&](std::string const& target, server::Route const&) {
        for (std::string const origin :
             {"null",
              "https://evil.test",
              "http://north.test",
              "https://north.test:444",
              "https://north.test.evil.test",
              "https://north.test/",
              "https://NORTH.test",
              "https://evil.test, https://north.test"}) {
            INFO(origin);
            auto request = ada.form(target, with_key(ada.form_key()));
            set(request, "Origin", origin);
            CHECK(ada.send(std::move(request)).status() == 403);
        }
    });
    CHECK(north.entries() == before);
    CHECK(ada.get("/c/algebra/ask").status() == 200);  // and nobody was signed out
}

TEST_CASE_FIXTURE(Door, "a form from here is taken, by the name of the node and as browsers see it") {
    for (std::string const origin : {"https://north.test", "https://north.test:8443"}) {
        auto request = ada.form("/c/algebra/ask", with_key(ada.form_key()));
        set(request, "Origin", origin);
        CHECK(ada.send(std::move(request)).status() == 303);
    }
    CHECK(ada.submit("/c/algebra/ask", with_key("")).status() == 403);
}

TEST_CASE_FIXTURE(Door, "a body that is not a form is refused before it is read") {
    auto const before = north.entries();
    each_form([&](std::string const& target, server::Route const& route) {
        std::string const in_parts = "multipart/form-data; boundary=x";
        for (std::string const& type :
             {std::string{},
              std::string{"text/plain"},
              std::string{"application/json"},
              in_parts,
              std::string{"application/activity+json"}}) {
            // Files come in parts: profile_pictures_test says which of those are refused.
            if (type == in_parts && server::media::takes_pictures(route)) continue;
            INFO(type);
            auto request = ada.form(target, with_key(ada.form_key()));
            set(request, "Content-Type", type);
            CHECK(ada.send(std::move(request)).status() == 415);
        }
    });
    CHECK(north.entries() == before);
}

TEST_CASE_FIXTURE(Door, "a form in the address does nothing") {
    auto const before = north.entries();
    auto const query = "?" + encoded(with_key(ada.form_key()));
    each_form([&](std::string const& target, server::Route const&) {
        auto const response = ada.get(target + query);
        std::set<unsigned> const harmless{200, 303, 400, 404, 405};  // 400: a program's request without the program
        CHECK(harmless.contains(response.status()));
        auto empty = ada.form(target + query, {});
        CHECK(ada.send(std::move(empty)).status() == 403);
    });
    CHECK(ada.get("/c/algebra/join" + query).status() == 405);
    CHECK(ada.get("/sign-out" + query).status() == 405);
    CHECK(north.entries() == before);
}

TEST_CASE_FIXTURE(Door, "other methods than POST do not reach a form") {
    auto const before = north.entries();
    each_form([&](std::string const& target, server::Route const& route) {
        for (auto const method : {Method::put, Method::patch, Method::delete_, Method::options}) {
            auto request = ada.form(target, with_key(ada.form_key()));
            request.method = method;
            auto const answer = ada.send(std::move(request));
            // Where a document is at the same address, other sites' scripts may ask whether they can read it.
            bool const is_asked_about = method == Method::options && is_document_at(route.pattern);
            CHECK(answer.status() == (is_asked_about ? 204 : 405));
        }
    });
    CHECK(north.entries() == before);
}

TEST_CASE_FIXTURE(Door, "a guest's form key is worth nothing for a member's browser, nor the other way round") {
    Browser guest{*this};
    static_cast<void>(guest.get("/sign-in"));
    CHECK(ada.send(ada.form("/c/algebra/ask", with_key(guest.form_key()))).status() == 403);

    auto const stolen = guest.form("/sign-in", with_key(ada.form_key()));
    CHECK(guest.send(stolen).status() == 403);

    Browser without_cookies{*this};
    CHECK(without_cookies.send(without_cookies.form("/sign-in", with_key(guest.form_key()))).status() == 403);
}

TEST_CASE_FIXTURE(Door, "an empty cookie does not make a key that everybody knows") {
    Browser guest{*this};
    guest.set_cookie(std::string{server::cookies::browser}, "");
    auto const key_of_nothing = sign_ins.form_key("");

    CHECK(guest.send(guest.form("/sign-in", with_key(key_of_nothing))).status() == 403);
}

TEST_CASE_FIXTURE(Door, "a form that cannot be decoded, or of too many fields, is refused") {
    auto broken = ada.form("/c/algebra/ask", {});
    broken.body = "form_key=" + ada.form_key() + "&title=%zz&words=x";
    CHECK(ada.send(std::move(broken)).status() == 400);

    auto endless = ada.form("/c/algebra/ask", {});
    endless.body = std::string(5000, '&');
    CHECK(ada.send(std::move(endless)).status() == 413);
}
