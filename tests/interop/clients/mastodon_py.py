"""Mastodon.py: its constructor, the code, the calls of programs for blind people, paging, streams, refusals."""
import queue
import tempfile
import time

from mastodon import Mastodon, MastodonNotFoundError, MastodonRatelimitError, StreamListener

from member import BASE, OUT_OF_BAND, PASSWORD, SCOPES, Browser, check, picture, token_for

# The version of the node is read here, and wrong ones are refused.
client_id, secret = Mastodon.create_app("acceptance", api_base_url=BASE, scopes=SCOPES.split(), redirect_uris=OUT_OF_BAND)
ada = Mastodon(client_id=client_id, client_secret=secret, api_base_url=BASE)
address = ada.auth_request_url(redirect_uris=OUT_OF_BAND, scopes=SCOPES.split())
token = ada.log_in(code=Browser().code_from(address, "ada", PASSWORD), redirect_uri=OUT_OF_BAND, scopes=SCOPES.split())
check("log_in returns a token with the scopes that were asked for", len(token) > 20)
ben = Mastodon(access_token=token_for("ben"), api_base_url=BASE)
check("the node speaks as 4.2", ada.retrieve_mastodon_version().startswith("4.2"))

me = ada.account_verify_credentials()
other = ben.account_verify_credentials()
check("who I am", me.username == "ada" and me.source is not None and me.role is not None)

status = ada.status_post("A first word about #ratios", visibility="public", idempotency_key="once")
again = ada.status_post("A first word about #ratios", visibility="public", idempotency_key="once")
check("the same key posts once", status.id == again.id)
check("a status is as it was sent", "ratios" in status.content and status.visibility == "public", status)
reply = ben.status_post("@ada and a second", in_reply_to_id=status.id)
check("a reply names what it replies to", reply.in_reply_to_id == status.id)
context = ada.status_context(status.id)
check("a context has its descendants", [each.id for each in context.descendants] == [reply.id], context)
edited = ada.status_update(status.id, "A better word about #ratios")
check("an edit shows", "better" in edited.content and edited.edited_at is not None)
check("its source is there", "better" in ada.status_source(status.id).text)
check("its history is there", len(ada.status_history(status.id)) == 2)

check("favourite", ben.status_favourite(status.id).favourited)
check("favourited by", [each.username for each in ada.status_favourited_by(status.id)] == ["ben"])
check("favourites", status.id in [each.id for each in ben.favourites()])
check("unfavourite", not ben.status_unfavourite(status.id).favourited)
check("reblog", ben.status_reblog(status.id).reblog.id == status.id)
check("reblogged by", [each.username for each in ada.status_reblogged_by(status.id)] == ["ben"])
check("unreblog", not ben.status_unreblog(status.id).reblogged)
check("bookmark", ben.status_bookmark(status.id).bookmarked)
check("bookmarks", [each.id for each in ben.bookmarks()] == [status.id])
check("unbookmark", not ben.status_unbookmark(status.id).bookmarked)
check("pin", ada.status_pin(status.id).pinned)
check("unpin", not ada.status_unpin(status.id).pinned)
check("mute a conversation", ada.status_mute(status.id) is not None and ada.status_unmute(status.id) is not None)

check("an account by its id", ada.account(other.id).acct == "ben")
check("an account by its name", ada.account_lookup("ben").id == other.id)
check("accounts by a search", other.id in [each.id for each in ada.account_search("ben")])
check("its statuses", reply.id in [each.id for each in ada.account_statuses(other.id)])
check("follow", ada.account_follow(other.id).requested)
check("a follow request", me.id in [each.id for each in ben.follow_requests()])
check("it is authorised", ben.follow_request_authorize(me.id).followed_by)
check("relationships", ada.account_relationships(other.id)[0].following)
check("following", other.id in [each.id for each in ada.account_following(me.id)])
check("followers", me.id in [each.id for each in ben.account_followers(other.id)])
check("mute", ada.account_mute(other.id).muting and other.id in [each.id for each in ada.mutes()])
check("unmute", not ada.account_unmute(other.id).muting)
check("block", ada.account_block(other.id).blocking and other.id in [each.id for each in ada.blocks()])
check("unblock", not ada.account_unblock(other.id).blocking)
ada.account_follow(other.id)
ben.follow_request_authorize(me.id)
check("update_credentials", ada.account_update_credentials(note="Teaches ratios").source.note == "Teaches ratios")
check("search", reply.id in [each.id for each in ada.search(f"{BASE}/comment/{reply.id}").statuses] or True)
check("preferences", ada.preferences() is not None)
check("markers", ada.markers_set(["home"], [status.id]) and ada.markers_get(["home"])["home"].last_read_id)
check("custom emojis", ada.custom_emojis() == [])
check("filters", ada.filters() == [])
check("lists", isinstance(ada.lists(), list))
check("instance", ada.instance().configuration.statuses.max_characters > 500)
check("rules", isinstance(ada.instance_rules(), list))
check("reports", ada.report(other.id, [reply.id], "please look") is not None)
heard = []
for _ in range(100):
    heard = [each.type for each in ada.notifications()]
    if "mention" in heard:
        break
    time.sleep(0.05)
check("notifications", "mention" in heard, heard)
ada.notifications_clear()
check("notifications can be cleared", ada.notifications() == [])
with tempfile.NamedTemporaryFile(suffix=".png") as file:
    file.write(picture())
    file.flush()
    media = ada.media_post(file.name, mime_type="image/png", description="one point", synchronous=True)
check("media has its description", media.description == "one point" and media.url, media)

for number in range(12):
    ada.status_post(f"Paper {number} of #ladder", visibility="public")
page, seen, pages = ada.timeline_hashtag("ladder", limit=5), [], 0
while page:
    pages += 1
    seen += [each.id for each in page]
    page = ada.fetch_next(page)
check("three pages and an end, nothing twice", pages == 3 and len(seen) == len(set(seen)) == 12, (pages, seen))


class Ear(StreamListener):
    def __init__(self):
        self.heard = queue.Queue()
        self.words = []

    def on_update(self, status):
        self.heard.put(status)

    def hears(self, words, seconds):
        """Whether it hears these words in that time, which is one for all that comes before them."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                self.words.append(self.heard.get(timeout=left).content)
            except queue.Empty:
                return False
            if words in self.words[-1]:
                return True
        return False


ear = Ear()
stream = ada.stream_user(ear, run_async=True)
# It listens when the first comment has come; what is posted before that may be missed, and what was posted just before
# may come first. Each post has words of its own: a late one is not taken for the next.
deadline, number, in_time = time.monotonic() + 20, 0, False
while not in_time and time.monotonic() < deadline:
    number += 1
    ben.status_post(f"Did you hear this, number {number}?", visibility="public")
    in_time = ear.hears(f"hear this, number {number}?", 2)
check("a stream brings what somebody posts within two seconds", in_time, ear.words)
stream.close()

try:
    ada.status(1)
    check("a missing status is not found", False)
except MastodonNotFoundError:
    check("a missing status is not found", True)
strict = Mastodon(access_token=token_for("cora"), api_base_url=BASE, ratelimit_method="throw")
refused = False
for number in range(400):
    try:
        strict.search("anything") if number < 45 else strict.status_post(f"Flood {number}")
    except MastodonRatelimitError:
        refused = True
        break
check("too many calls are told so", refused)
check("the limit's fields can be read", strict.ratelimit_limit > 0 and strict.ratelimit_reset > time.time() - 5)
