"""w3m, a browser in a terminal that knows no script: signs in, asks, answers and accepts, key by key.

tmux is the terminal. Where the cursor is in the page is found as a reader finds it: by searching for words, and by
going on to the next field or button with Tab.
"""
import json
import os
import shlex
import subprocess
import tempfile
import time

SCHOOL = json.load(open(os.environ["COLLEGIUM_SCHOOLS"]))["hillside"]
PASSWORD = os.environ["COLLEGIUM_PASSWORD"]
FOLDER = tempfile.mkdtemp()
PATIENCE = 30


def check(claim, holds, seen=""):
    """One line for each claim; the first that does not hold ends the run."""
    print(("ok   " if holds else "FAIL ") + claim, flush=True)
    if not holds:
        raise SystemExit(f"{claim}: {seen}")


class Terminal:
    """w3m on a screen of its own, with the cookies of one person."""

    def __init__(self, name):
        home = os.path.join(FOLDER, name)
        os.makedirs(home)
        self.words = os.path.join(home, "words")
        editor = os.path.join(home, "editor")
        with open(editor, "w") as file:
            file.write(f'#!/bin/sh\nfor each; do last=$each; done\ncat {shlex.quote(self.words)} >"$last"\n')
        os.chmod(editor, 0o700)
        self.socket = os.path.join(home, "tmux")
        w3m = ["w3m", "-config", "/dev/null", "-cookie", "-o", "accept_cookie=1", "-o", "auto_image=FALSE",
               "-o", "ssl_ca_file=" + os.environ["SSL_CERT_FILE"], "-o", "editor=" + editor,
               SCHOOL["base"] + "/sign-in"]
        env = {**os.environ, "HOME": home, "TERM": "xterm", "LC_ALL": "C.UTF-8", "TMUX": ""}
        screen = ["new-session", "-d", "-x", "120", "-y", "100"]
        told = shlex.join(w3m) + '; echo "w3m ended with $?"; cat'  # the screen stays, so that it is seen why
        subprocess.run(["tmux", "-S", self.socket, "-f", "/dev/null", *screen, told], env=env, check=True)

    def tmux(self, *words):
        return subprocess.run(["tmux", "-S", self.socket, *words], text=True, capture_output=True, check=True).stdout

    def keys(self, *names):
        self.tmux("send-keys", *names)

    def type(self, text):
        self.tmux("send-keys", "-l", text)

    def screen(self):
        return self.tmux("capture-pane", "-p")

    def wait(self, holds, claim):
        end = time.monotonic() + PATIENCE
        while not holds(self.screen()):
            if time.monotonic() > end:
                raise SystemExit(f"w3m waits in vain: {claim}\n{self.screen()}")
            time.sleep(0.05)

    def sees(self, words):
        self.wait(lambda screen: words in screen, words)

    def go(self, path, words):
        self.keys("U", "C-u")
        self.type(SCHOOL["base"] + path)
        self.keys("Enter")
        self.sees(words)

    def search(self, words):
        self.keys("g", "/")
        self.sees("Forward:")
        self.type(words)
        self.keys("Enter")  # what w3m then says of the search goes away with the next key

    def write(self, label, text, prompt):
        """Into the field after this label."""
        self.search(label)
        self.keys("Tab", "Enter")
        self.sees(prompt)
        self.type(text)
        self.keys("Enter")
        self.wait(lambda screen: prompt not in screen, f"the field after {label}")

    def write_at_length(self, label, text):
        """In the editor that w3m starts, for a field of several lines."""
        with open(self.words, "w") as file:
            file.write(text + "\n")
        self.search(label)
        self.keys("Tab", "Enter")
        self.sees(text[:12])  # as much as the screen has room for

    def press(self, words):
        self.search(words)
        self.keys("Enter")

    def address(self):
        """Of the page that is open, as w3m prints it on its last line."""
        self.keys("c")
        self.wait(lambda screen: SCHOOL["base"] in screen, "the address of the page")
        return next(line for line in reversed(self.screen().splitlines()) if SCHOOL["base"] in line).strip()

    def end(self):
        self.tmux("kill-server")


def signed_in(name):
    terminal = Terminal(name)
    terminal.sees("Password")
    terminal.write("Name", name, "TEXT:")
    terminal.write("Password", PASSWORD, "Password:")
    terminal.keys("Tab", "Enter")  # the button behind the field
    terminal.sees("Sign out")
    check(f"{name} signs in with w3m", True)
    return terminal


asker, helper = signed_in("ada"), signed_in("dan")
try:
    asker.go("/c/algebra/ask", "Your question")
    asker.write("Title", "Which way of dividing?", "TEXT:")
    asker.write_at_length("You can use Markdown", "They mix up two of them.")
    asker.press("Send the question")
    asker.wait(lambda screen: "0 answers" in screen or "asked before" in screen, "the question")
    if "asked before" in asker.screen():  # others have asked something like it
        asker.press("Send the question")
        asker.sees("0 answers")
    check("a question is asked with w3m", "Which way of dividing?" in asker.screen(), asker.screen())
    path = asker.address().removeprefix(SCHOOL["base"]).split()[0]
    helper.go(path, "Your answer")
    helper.write_at_length("You can use Markdown", "Chunking, until they ask for more.")
    helper.press("Send the answer")
    helper.sees("1 answer")
    check("an answer is given with w3m", "Chunking" in helper.screen(), helper.screen())
    asker.go(path, "1 answer")
    asker.press("Accept this answer")
    asker.sees("Accepted answer")
    check("the answer is accepted with w3m", True)
finally:
    asker.end()
    helper.end()
