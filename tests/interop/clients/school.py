"""The operator's commands, while the node serves, and members in front of its pages."""
import json
import os
import subprocess

from member import PASSWORD, Browser, check

COMMAND = json.loads(os.environ["COLLEGIUM_COMMAND"])


def operate(*words, typed=""):
    """A command of the operator, while the node serves."""
    environment = {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"}
    run = subprocess.run([*COMMAND, *words], env=environment, input=typed, text=True, capture_output=True, timeout=60)
    if run.returncode != 0:
        raise SystemExit(f"{words}: {run.stdout}{run.stderr}")
    return run.stdout


def signed_in(name):
    browser = Browser()
    place, page = browser.submit(browser.open("/sign-in")[1], "/sign-in", name=name, password=PASSWORD)
    check(f"{name} signs in on the page", "/sign-in" not in place, page)
    return browser
