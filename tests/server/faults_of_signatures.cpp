// Each way to break a signature of either dialect. All of them are 401, and none may reach what the message says.
#include "crypto/digest.hpp"
#include "tests/federation/village.hpp"
#include "tests/server/faults.hpp"

namespace collegium::tests {

using federation::SignedPost;

namespace {

using Change = void (*)(Dice& dice, SignedPost& post);
using Prepare = void (*)(Dice& dice, DraftMessage& draft);

constexpr std::int64_t minute = 60;

void speak(DraftMessage& draft, Dialect dialect) {
    draft.dialect = dialect;
    draft.key = spare_keys(1).rsa;
    draft.key_id = "https://east.test/u/eve#main-key";
}

Fault broken(std::string name, Dialect dialect, Prepare prepare) {
    return {std::move(name), 401, [dialect, prepare](Dice& dice, DraftMessage& draft, Known const&) {
                speak(draft, dialect);
                prepare(dice, draft);
            }};
}

Fault once_signed(std::string name, Dialect dialect, Change change) {
    return {std::move(name), 401, [dialect, change](Dice& dice, DraftMessage& draft, Known const&) {
                speak(draft, dialect);
                draft.once_signed = [change, seed = dice.below(1'000'000'007)](SignedPost& post) {
                    Dice own{seed};
                    change(own, post);
                };
            }};
}

void replace(std::string& text, std::string_view part, std::string const& with) {
    text.replace(text.find(part), part.size(), with);
}

// --- both dialects -----------------------------------------------------------------------------------------------

void sign_with_another_key(Dice&, DraftMessage& draft) {
    draft.key = spare_keys(2).rsa;
}

void send_to_another_path(Dice& dice, SignedPost& post) {
    post.target = post.target == "/inbox" ? dice.pick({"/u/ada/inbox", "/c/club/inbox"}) : "/inbox";
}

void change_body(Dice& dice, SignedPost& post) {
    post.body[dice.below(post.body.size())] ^= static_cast<char>(dice.between(1, 127));
}

void add_blank(Dice&, SignedPost& post) {
    post.body += ' ';
}

// The digests are those of the new body, which nobody signed.
void change_body_and_digest(Dice& dice, SignedPost& post) {
    change_body(dice, post);
    field_of(post, "Digest") = crypto::digest_field(crypto::bytes_of(post.body));
    field_of(post, "Content-Digest") = crypto::content_digest_field(crypto::bytes_of(post.body));
}

void have_no_signature(Dice& dice, SignedPost& post) {
    std::erase_if(post.fields, [](auto const& field) { return field.name.starts_with("Signature"); });
    if (dice.one_in(3)) post.fields.push_back({"Signature", ""});
    if (dice.one_in(3))
        post.fields.push_back({"Authorization", dice.pick({"Signature ", "Signature x", "Bearer x", "Basic eA=="})});
}

void lose_digests(Dice&, SignedPost& post) {
    std::erase_if(post.fields, [](auto const& field) { return field.name.ends_with("Digest"); });
}

void cut_signature(Dice& dice, SignedPost& post) {
    auto& field = field_of(post, "Signature");
    field.resize(dice.below(field.size()));
}

// One letter of the base64 is another one. The last ones of the alphabet may carry no bits, so they stay.
void change_signature(Dice& dice, SignedPost& post) {
    auto& field = field_of(post, "Signature");
    auto const end = field.find_last_not_of("=:\"") - 2;
    auto& letter = field[end - dice.below(60)];
    letter = letter == 'A' ? 'B' : 'A';
}

// A second Signature field, before or after the true one: one check might read the first and another the last (R2).
void sign_twice(Dice& dice, SignedPost& post) {
    auto second = field_of(post, "Signature");
    if (dice.one_in(2))
        second = dice.pick({"x", "sig1=:eA==:", R"(keyId="https://east.test/u/eve#main-key",signature="eA==")"});
    auto const place = dice.one_in(2) ? post.fields.begin() : post.fields.end();
    post.fields.insert(place, {"Signature", second});
}

void name_unknown_key(Dice& dice, DraftMessage& draft) {
    draft.key_id = "https://east.test/" + dice.pick({"u/nobody#main-key", "keys/", "", "u/eve#other-key", "u/eve"}) +
                   dice.letters(3);
}

// --- draft-cavage-12 ---------------------------------------------------------------------------------------------

void be_stale(Dice& dice, DraftMessage& draft) {
    auto const now = *from_http_date(draft.date);
    auto const age = dice.one_in(2) ? dice.between(66, 200) : dice.between(200, 20'000'000);
    draft.date = to_http_date(now - std::chrono::minutes{age});
}

void be_early(Dice& dice, DraftMessage& draft) {
    auto const now = *from_http_date(draft.date);
    auto const lead = dice.one_in(2) ? dice.between(61, 200) : dice.between(200, 20'000'000);
    draft.date = to_http_date(now + std::chrono::minutes{lead});
}

void have_strange_date(Dice& dice, DraftMessage& draft) {
    draft.date = dice.pick(
        {"",
         "now",
         "0",
         "1788256800",
         "2026-09-01T10:00:00Z",
         "Tue, 01 Sep 2026",
         "01 Sep 2026 10:00:00 GMT",
         "Tue, 32 Sep 2026 10:00:00 GMT",
         "Tue, 01 Sep 2026 25:00:00 GMT",
         "Tue, 01 Sep 99999 10:00:00 GMT",
         "Tue, 01 Sep 2026 10:00:00"}
    );
}

void cover_too_little(Dice& dice, DraftMessage& draft) {
    using Names = std::vector<std::string>;
    std::vector<Names> const all{
        {"(request-target)", "host", "date"},
        {"host", "date", "digest"},
        {"(request-target)", "digest"},
        {"(request-target)", "host", "digest", "content-type"},
        {"date"},
        {"digest"},
        {"(request-target)"},
        {"host"}};
    draft.covered = dice.pick(all);
}

void repeat_parameter(Dice& dice, SignedPost& post) {
    auto& field = field_of(post, "Signature");
    auto const more = dice.pick(
        {R"(keyId="https://east.test/u/eve#main-key")",
         R"(algorithm="rsa-sha256")",
         R"(headers="date")",
         R"(signature="eA==")",
         R"(x="1",x="1")",
         R"(created=1,created=1)"}
    );
    field = dice.one_in(2) ? field + "," + more : more + "," + field;
}

void change_list(Dice& dice, SignedPost& post) {
    auto const names = dice.pick(
        {"(request-target) host date digest digest",
         "(request-target) date host digest",
         "(request-target) host date digest x-none",
         "(request-target) host date digest (nonsense)",
         "(request-target) host date digest (created)",
         "(request-target) digest date",
         "(request-target) (request-target) host date digest",
         "(request-target) host date digest @method",
         "",
         " "}
    );
    replace(field_of(post, "Signature"), "(request-target) host date digest", names);
}

void change_algorithm(Dice& dice, SignedPost& post) {
    replace(
        field_of(post, "Signature"),
        "rsa-sha256",
        dice.pick({"hmac-sha256", "none", "ed25519", "rsa-sha1", "ecdsa-sha256", "rsa-pss-sha512"})
    );
}

void write_junk(Dice& dice, SignedPost& post) {
    auto& field = field_of(post, "Signature");
    auto const start = field.find(R"(,signature=")");
    auto const junk = dice.pick({"!!!!", "x", "====", "eA=", "eA===", "e A==", "%%%", "0", "-_-_", "AAAA", "eA==", ""});
    field = field.substr(0, start) + R"(,signature=")" + junk + "\"";
}

void write_no_parameters(Dice& dice, SignedPost& post) {
    field_of(post, "Signature") = dice.pick(
        {"x",
         "=",
         ",",
         "keyId",
         "keyId=",
         "\"",
         R"(keyId="x)",
         R"(="x")",
         R"(keyId="https://east.test/u/eve#main-key")",
         R"(signature="eA==")",
         R"(keyId='x',signature='y')",
         "null",
         "{}",
         "sig1=:eA==:",
         "*",
         ";;;;",
         R"(keyid="a",signature="eA==")"}
    );
}

void change_digest(Dice& dice, SignedPost& post) {
    auto& field = field_of(post, "Digest");
    auto const extra = dice.pick({", SHA-256=AAAA", ",sha-512=AAAA", "A", "=="});
    field = dice.one_in(2) ? field + extra : dice.pick({"", "SHA-256=", "MD5=eA==", "SHA-256=eA==", "SHA-1=eA=="});
}

void repeat_field(Dice& dice, SignedPost& post) {
    auto const name = dice.pick({"Date", "Digest"});
    post.fields.push_back({name, field_of(post, name)});
}

void expire(Dice& dice, SignedPost& post) {
    field_of(post, "Signature") += ",expires=" + std::to_string(dice.between(0, 1'788'250'000));
}

void change_host(Dice&, DraftMessage& draft) {
    draft.host = "south.test";
    draft.once_signed = [](SignedPost& post) { field_of(post, "Host") = "north.test"; };
}

void have_no_key_address(Dice& dice, DraftMessage& draft) {
    draft.key_id = dice.pick(
        {"x", "1", "acct:eve@east.test", "http://east.test/u/eve#main-key", "https://", "//east.test/u/eve", "urn:x"}
    );
}

// --- RFC 9421 ----------------------------------------------------------------------------------------------------

void be_created_long_ago(Dice& dice, DraftMessage& draft) {
    draft.created -=
        static_cast<std::int64_t>(dice.one_in(2) ? dice.between(66, 200) : dice.between(200, 20'000'000)) * minute;
}

void be_created_later(Dice& dice, DraftMessage& draft) {
    draft.created +=
        static_cast<std::int64_t>(dice.one_in(2) ? dice.between(61, 200) : dice.between(200, 100'000'000)) * minute;
}

void cover_too_few_components(Dice& dice, DraftMessage& draft) {
    using Names = std::vector<std::string>;
    std::vector<Names> const all{
        {"@method", "@target-uri"},
        {"@method", "content-digest"},
        {"@target-uri", "content-digest"},
        {"@method", "@path", "content-digest"},
        {"@method", "@authority", "@path", "content-digest"},
        {"content-digest"},
        {"@method", "@target-uri", "digest"},
        {"date", "host"}};
    draft.covered = dice.pick(all);
}

void change_input(Dice& dice, SignedPost& post) {
    auto& field = field_of(post, "Signature-Input");
    switch (dice.below(6)) {
        case 0: return replace(field, R"("@method" )", dice.one_in(2) ? "" : R"("@method" "@method" )");
        case 1: return replace(field, "sig1=", dice.pick({"sig2=", "", "sig1", "Sig1=", "1=", "sig1=sig1="}));
        case 2:
            return replace(field, ";created=", dice.pick({";creation=", ";x=", ";created=1;created=", ";created=-"}));
        case 3: return replace(field, ";keyid=", dice.pick({";key=", ";keyid=\"\";", ";keyid=1;k="}));
        case 4:
            return replace(
                field,
                R"("content-digest")",
                dice.pick({R"("content-digest";sf)", R"("@nonsense")", R"("x-none")", "1", "?1"})
            );
        default: field.resize(dice.below(field.size()));
    }
}

void write_junk_message(Dice& dice, SignedPost& post) {
    field_of(post, "Signature") = dice.pick(
        {"sig1=:!!!!:",
         "sig1=:eA==",
         "sig1=eA==",
         "sig1=::",
         "sig1=:eA==:",
         "sig2=:eA==:",
         "sig1",
         ":eA==:",
         "x",
         "sig1=(:eA==:)",
         "sig1=\"eA==\"",
         "sig1=1",
         "sig1=:e A=:"}
    );
}

void claim_another_algorithm(Dice& dice, SignedPost& post) {
    field_of(post, "Signature-Input") +=
        ";alg=\"" + dice.pick({"hmac-sha256", "ed25519", "rsa-pss-sha512", "none", ""}) + "\"";
}

void change_content_digest(Dice& dice, SignedPost& post) {
    auto& field = field_of(post, "Content-Digest");
    auto const extra = dice.pick({", sha-512=:AAAA:", "x", ", x", ":"});
    field =
        dice.one_in(2) ? field + extra : dice.pick({"", "sha-256=::", "md5=:eA==:", "sha-256=:eA==:", "sha-256=eA=="});
}

Faults faults_of_both(Dialect dialect, std::string const& by) {
    return {
        broken("another key" + by, dialect, sign_with_another_key),
        broken("a key that nobody lists" + by, dialect, name_unknown_key),
        broken("a key id that is no address" + by, dialect, have_no_key_address),
        once_signed("no signature" + by, dialect, have_no_signature),
        once_signed("another path" + by, dialect, send_to_another_path),
        once_signed("another body" + by, dialect, change_body),
        once_signed("a blank more" + by, dialect, add_blank),
        once_signed("another body and its digest" + by, dialect, change_body_and_digest),
        once_signed("no digest" + by, dialect, lose_digests),
        once_signed("a signature cut short" + by, dialect, cut_signature),
        once_signed("a signature of which one letter is changed" + by, dialect, change_signature),
        once_signed("two signatures" + by, dialect, sign_twice)};
}

void append(Faults& faults, Faults const& more) {
    faults.insert(faults.end(), more.begin(), more.end());
}

}  // namespace

Faults faults_of_cavage() {
    auto constexpr dialect = Dialect::cavage;
    auto faults = faults_of_both(dialect, ", cavage");
    append(
        faults,
        {broken("stale", dialect, be_stale),
         broken("from the future", dialect, be_early),
         broken("a Date that is none", dialect, have_strange_date),
         broken("too little covered", dialect, cover_too_little),
         broken("signed for another host", dialect, change_host),
         once_signed("a parameter twice (NodeBB d30f4c2f95)", dialect, repeat_parameter),
         once_signed("another list of headers", dialect, change_list),
         once_signed("another algorithm", dialect, change_algorithm),
         once_signed("junk for a signature", dialect, write_junk),
         once_signed("no parameters", dialect, write_no_parameters),
         once_signed("another Digest", dialect, change_digest),
         once_signed("a signed field twice", dialect, repeat_field),
         once_signed("expired", dialect, expire)}
    );
    return faults;
}

Faults faults_of_rfc9421() {
    auto constexpr dialect = Dialect::rfc9421;
    auto faults = faults_of_both(dialect, ", RFC 9421");
    append(
        faults,
        {broken("created long ago", dialect, be_created_long_ago),
         broken("created in the future", dialect, be_created_later),
         broken("too few components", dialect, cover_too_few_components),
         once_signed("another Signature-Input", dialect, change_input),
         once_signed("junk for a message signature", dialect, write_junk_message),
         once_signed("another alg", dialect, claim_another_algorithm),
         once_signed("another Content-Digest", dialect, change_content_digest)}
    );
    return faults;
}

}  // namespace collegium::tests
