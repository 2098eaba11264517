"""toot, the command-line client: signs in with a code, and does what people do."""
import os
import re
import subprocess
import tempfile

from member import BASE, PASSWORD, Browser, call, check, picture, token_for

HOST = BASE.split("//")[1]
HOME = tempfile.mkdtemp()
ENVIRONMENT = {**os.environ, "XDG_CONFIG_HOME": HOME, "BROWSER": "true", "PYTHONUNBUFFERED": "1"}


def toot(*words, typed=None):
    run = subprocess.run(["/usr/bin/toot", *words, "--no-color"], input=typed, env=ENVIRONMENT, text=True,
                         capture_output=True, timeout=60)
    if run.returncode != 0:
        raise SystemExit(f"toot {' '.join(words)} failed:\n{run.stdout}{run.stderr}")
    return run.stdout + run.stderr


def sign_in():
    """toot prints an address and waits for the code on standard input."""
    run = subprocess.Popen(["/usr/bin/toot", "login", "-i", HOST], env=ENVIRONMENT, text=True,
                           stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = ""
    address = None
    while address is None:
        line = run.stdout.readline()
        if not line:
            raise SystemExit(f"toot ended before it named an address:\n{said}")
        said += line
        address = re.search(r"https?://\S+/oauth/authorize\S+", line)
    # It asks whether it should open a browser, then for the code.
    code = Browser().code_from(address.group(0), "ada", PASSWORD)
    rest, _ = run.communicate(f"y\n{code}\n", timeout=60)
    check("toot signs in with the code of our page", run.returncode == 0, said + rest)


def picture_file():
    path = os.path.join(HOME, "picture.png")
    with open(path, "wb") as file:
        file.write(picture())
    return path


def posted(text):
    """The id that toot names in what it says after a post."""
    found = re.search(r"/(\d{6,})", text)
    if not found:
        raise SystemExit(f"toot named no id: {text}")
    return found.group(1)


sign_in()
check("whoami names the member", "ada" in toot("whoami"))
first = posted(toot("post", "Fractions with #paper strips", "--media", picture_file(), "--description", "a strip of paper",
                    "--spoiler-text", "a method", "--sensitive"))
_, _, status = call("GET", f"/api/v1/statuses/{first}", token_for("ada"))
check("a picture keeps its description", status["media_attachments"][0]["description"] == "a strip of paper", status)
check("a content warning stays one", status["spoiler_text"] == "a method", status)
reply = posted(toot("post", "Ten minutes are enough", "--reply-to", first))
check("a thread shows both", "Ten minutes" in toot("thread", first))
check("home shows it", "Ten minutes" in toot("timeline", "--once"))
check("local shows it", "Fractions" in toot("timeline", "--once", "--public", "--local"))
check("a tag finds it", "Fractions" in toot("timeline", "--once", "--tag", "paper"))
toot("favourite", reply)
toot("unfavourite", reply)
toot("reblog", first)
toot("unreblog", first)
toot("bookmark", first)
toot("unbookmark", first)
check("an account is found by its name", "@ben" in toot("search", "ben"))
check("whois shows a profile", "@ben" in toot("whois", "ben"))
toot("follow", "algebra")
lists = call("GET", "/api/v1/lists", token_for("ada"))[2]
check("a community that was joined is a list", any(each["title"] for each in lists), lists)
check("the list shows its timeline", toot("timeline", "--once", "--list", lists[0]["id"]) is not None)
call("POST", "/api/v1/statuses", token_for("ben"), fields={"status": "@ada shall we try it?"})
for _ in range(50):
    heard = toot("notifications")
    if "shall we try it" in heard:
        break
check("a mention is a notification", "shall we try it" in heard, heard)
toot("delete", reply)
check("what was deleted is gone", call("GET", f"/api/v1/statuses/{reply}", token_for("ada"))[0] == 404)
