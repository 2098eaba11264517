"""What programs are told when something does not work: a token that has ended, a member who is gone, a node that is
read-only, a community that has shut somebody out. Each as JSON with words, and with the status that clients act on."""
import os
import urllib.error

from member import BASE, OUT_OF_BAND, PASSWORD, Browser, call, check, token_for
from school import operate, signed_in

OWN_ACCOUNT = "/api/v1/accounts/verify_credentials"


def refused(claim, answer, wanted):
    status, fields, said = answer
    check(f"{claim} is {wanted}", status == wanted, answer)
    check(f"{claim}: the body is JSON with words", fields["Content-Type"].startswith("application/json")
          and isinstance(said, dict) and isinstance(said.get("error"), str) and said["error"], answer)
    return fields, said


def submitted(browser, page, where, **fields):
    """The answer to a form that is refused: (status, fields, page)."""
    try:
        place, page = browser.submit(page, where, **fields)
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.headers, refusal.read().decode()
    raise SystemExit(f"{where} was not refused but led to {place}:\n{page}")


def ended_tokens():
    fields, said = refused("a token that has ended", call("GET", OWN_ACCOUNT, os.environ["COLLEGIUM_ENDED_TOKEN"]), 401)
    check("with the words that clients know", said == {"error": "The access token is invalid"}, said)
    check("and the challenge of RFC 6750", 'error="invalid_token"' in fields["WWW-Authenticate"], fields)


def gone_members():
    operate("user", "add", "dora", "--password-stdin", typed=PASSWORD)
    token, browser = token_for("dora"), signed_in("dora")
    check("dora's token works", call("GET", OWN_ACCOUNT, token)[0] == 200)
    check("and so does her sign-in", "/sign-in" not in browser.open("/settings")[0])
    operate("user", "set", "dora", "--state", "closed")
    refused("the token of a member who is gone", call("GET", OWN_ACCOUNT, token), 401)
    refused("also for posting", call("POST", "/api/v1/statuses", token, fields={"status": "Am I there?"}), 401)
    check("her sign-in is ended", "/sign-in" in browser.open("/settings")[0])
    operate("user", "set", "dora", "--state", "active")
    refused("it does not come back with her", call("GET", OWN_ACCOUNT, token), 401)
    check("nor does the sign-in", "/sign-in" in browser.open("/settings")[0])


def rests(claim, answer):
    fields, said = refused(claim, answer, 503)
    check(f"{claim}: with a time to try again", int(fields["Retry-After"]) > 0, fields)
    check(f"{claim}: it says why", "read-only" in said["error"] + said.get("message", ""), said)


def read_only(ada):
    browser = signed_in("ada")
    form = browser.open("/c/algebra/ask")[1]
    posted = call("POST", "/api/v1/statuses", ada, fields={"status": "Before"})[2]
    check("at first it is not read-only", "Not read-only" in operate("read-only"))
    operate("read-only", "on")
    try:
        check("the command says so", operate("read-only").startswith("Read-only"))
        while_read_only(browser, form, ada, posted)
    finally:
        operate("read-only", "off")
    _, page = browser.open("/")
    check("afterwards no page speaks of it", "Read-only" not in page, page)
    place, page = browser.submit(form, "/c/algebra/ask", title="Is it on again?", words="I typed it before.")
    check("and the form is taken", "/post/" in place and "Is it on again?" in page, page)
    check("and so is a post", call("POST", "/api/v1/statuses", ada, fields={"status": "After"})[0] == 200)


def while_read_only(browser, form, ada, posted):
    actor = f"{BASE}/u/ada"
    rests("a post", call("POST", "/api/v1/statuses", ada, fields={"status": "During"}))
    rests("an edit", call("PUT", f"/api/v1/statuses/{posted['id']}", ada, fields={"status": "Changed"}))
    rests("a deletion", call("DELETE", f"/api/v1/statuses/{posted['id']}", ada))
    rests("a profile", call("PATCH", "/api/v1/accounts/update_credentials", ada, fields={"display_name": "Else"}))
    rests("a new program", call("POST", "/api/v1/apps", fields={
        "client_name": "x", "redirect_uris": OUT_OF_BAND, "scopes": "read"}))
    rests("an act in an outbox", call("POST", "/u/ada/outbox", ada, body={"type": "Note", "content": "During"}))
    rests("a message of a partner", call("POST", "/inbox", body={"type": "Like", "actor": actor}))
    check("reading goes on", call("GET", f"/api/v1/statuses/{posted['id']}", ada)[2]["content"] == "<p>Before</p>")
    check("lists too", call("GET", "/api/v1/timelines/home", ada)[0] == 200)

    status, fields, page = submitted(browser, form, "/c/algebra/ask", title="Is it off?", words="Typed <for> long.")
    check("a form is 503 with a time to try again", status == 503 and int(fields["Retry-After"]) > 0, page)
    check("it says so in words", "Nothing was changed" in page and "read-only" in page, page)
    check("what was typed is kept", 'value="Is it off?"' in page and "Typed &lt;for&gt; long." in page, page)
    status, _, page = submitted(browser, page, "/c/algebra/ask", words="Typed <for> long.")
    check("also when it is sent again too early", status == 503 and 'value="Is it off?"' in page, page)
    check("every page says it beforehand", "Read-only" in browser.open("/c/algebra")[1])
    guest = Browser()
    status, _, page = submitted(guest, guest.open("/sign-in")[1].replace("/sign-in", "/sign-up"), "/sign-up",
                                name="eve", asked="A neighbour.", password="a secret of eve")
    check("a password does not stand on a page again", status == 503 and "a secret of eve" not in page, page)
    signed_in("ben")  # reading may need it


def shut_out(ada):
    """The facilitator shuts somebody out of the community, which is then closed to them."""
    operate("user", "add", "fred", "--password-stdin", typed=PASSWORD)
    fred, browser = token_for("fred"), signed_in("fred")
    asked = call("POST", "/api/v1/statuses", fred, fields={"status": "@algebra May I ask?\n#question"})
    check("fred asks", asked[0] == 200, asked)
    status, _, said = call("POST", "/u/ada/outbox", ada, body={
        "@context": "https://www.w3.org/ns/activitystreams", "type": "Block",
        "object": ORIGIN + "/u/fred", "target": ORIGIN + "/c/algebra"})
    check("ada shuts fred out of the community", status in (200, 201, 202), said)
    refused("a question in a community that is closed to one", call(
        "POST", "/api/v1/statuses", fred, fields={"status": "@algebra And now?\n#question"}), 403)
    refused("the same in an outbox", call("POST", "/u/fred/outbox", fred, body={
        "@context": "https://www.w3.org/ns/activitystreams", "type": "Note", "content": "And now?",
        "inReplyTo": asked[2]["uri"], "to": ["https://www.w3.org/ns/activitystreams#Public"],
        "cc": [ORIGIN + "/c/algebra"]}), 403)
    status, _, page = submitted(browser, browser.open("/c/algebra/ask")[1], "/c/algebra/ask",
                                title="And now?", words="On the page.")
    check("the page says it in words, and keeps what was typed",
          status == 403 and "You may not do this here." in page and "On the page." in page, page)


ORIGIN = BASE.rsplit(":", 1)[0]
TOKEN = token_for("ada")
ended_tokens()
gone_members()
shut_out(TOKEN)
read_only(TOKEN)
