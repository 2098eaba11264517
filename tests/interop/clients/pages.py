"""w3m, a browser in a terminal that knows no script: asks, answers, accepts and reports on the pages."""
import os
import subprocess
import tempfile
import urllib.parse

from member import BASE, PASSWORD, Browser, check

FOLDER = tempfile.mkdtemp()


def seen(address):
    """What w3m shows of a page, for somebody who is not signed in."""
    run = subprocess.run(["w3m", "-config", "/dev/null", "-o", "ssl_ca_file=" + os.environ["SSL_CERT_FILE"],
                          "-o", "auto_image=FALSE", "-dump", urllib.parse.urljoin(BASE, address)],
                         env={**os.environ, "HOME": FOLDER}, text=True, capture_output=True, timeout=60)
    if run.returncode != 0:
        raise SystemExit(f"w3m failed on {address}:\n{run.stdout}{run.stderr}")
    return run.stdout


def signed_in(name):
    browser = Browser()
    _, page = browser.open("/sign-in")
    place, page = browser.submit(page, "/sign-in", name=name, password=PASSWORD)
    check(f"{name} signs in on the page", "/sign-in" not in place, page)
    return browser


asker, helper = signed_in("ada"), signed_in("ben")
_, page = asker.open("/c/algebra/ask")
question, page = asker.submit(page, "/c/algebra/ask", title="Which way of dividing?", words="They mix up two of them.")
path = urllib.parse.urlparse(question).path
check("a question that was asked on the page shows in w3m", "Which way of dividing?" in seen(path), seen(path))
_, page = helper.open(path)
_, page = helper.submit(page, "/answer", words="Chunking, until they ask for more.")
check("an answer shows in w3m", "Chunking, until they ask for more." in seen(path), seen(path))
_, page = asker.open(path)
asker.submit(page, "/accept")
check("the accepted mark shows in w3m", "ccepted" in seen(path), seen(path))
check("a guest is led to the way in", "Sign in" in seen("/sign-in"), seen("/sign-in"))
