"""A school: a node of its own, with an authority for certificates, and what the kernel tells of its process."""
import contextlib
import os
import pathlib
import re
import signal
import ssl
import subprocess
import time

from ports import free_port

PASSWORD = "violet harbour ladder seventeen"
MEGABYTE = 1 << 20


def run_well(words, text=None):
    done = subprocess.run(words, input=text, capture_output=True, text=True, errors="replace")
    if done.returncode != 0:
        raise RuntimeError(" ".join(words) + ": " + done.stderr[-2000:])
    return done.stdout


class Authority:
    """Made for one run, in its folder."""

    NEW_KEY = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 90".split()

    def __init__(self, folder):
        self.folder, self.file = folder, folder / "ca.crt"
        run_well([*self.NEW_KEY, "-keyout", str(folder / "ca.key"), "-out", str(self.file), "-subj", "/CN=Load",
                  "-addext", "keyUsage=critical,keyCertSign,cRLSign"])

    def certify(self, domain):
        chain, key = self.folder / (domain + ".crt"), self.folder / (domain + ".key")
        run_well([*self.NEW_KEY, "-keyout", str(key), "-out", str(chain), "-CA", str(self.file),
                  "-CAkey", str(self.folder / "ca.key"), "-subj", "/CN=" + domain,
                  "-addext", "subjectAltName=DNS:" + domain, "-addext", "basicConstraints=critical,CA:FALSE",
                  "-addext", "extendedKeyUsage=serverAuth"])
        return chain, key

    def context(self, checks=True):
        """For whoever connects. Crowds do not check the certificate: that costs them more than the node."""
        context = ssl.create_default_context(cafile=str(self.file))
        if not checks:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context


class School:
    """Serves at 127.0.0.1. Partners are other hosts of the same test network."""

    domain = "hillside.localhost"
    community = "club"

    def __init__(self, program, folder, connections):
        self.program, self.folder = program, folder
        self.authority = Authority(folder)
        self.port = free_port()
        self.hosts = {self.domain: self.port}
        self.process = None
        self.connections = connections
        self.settings = folder / "collegium.toml"
        self.log = folder / "log"

    @property
    def origin(self):
        return "https://" + self.domain

    @property
    def address(self):
        return "127.0.0.1", self.port

    def set_up(self):
        chain, key = self.authority.certify(self.domain)
        self.command("init", "--yes", "--domain", self.domain, "--name", "Hillside School",
                     "--data", str(self.folder / "data"), "--sealing-key", str(self.folder / "sealing.key"),
                     "--port", str(self.port), "--tls-certificate", str(chain), "--tls-key", str(key))
        text = self.settings.read_text(encoding="utf-8")
        text, found = re.subn(r"(?m)^\[listen\]\n", f"[listen]\nconnections = {self.connections}\n", text)
        if not found:
            text += f"\n[listen]\nconnections = {self.connections}\n"
        # The store's disk is the one for temporary files, which may be small; no load fills it.
        text += "\n[storage]\nmap_gib = 64\nfloor_mib = 16\n\n[delivery]\nfirst_retry_seconds = 1\n"
        self.settings.write_text(text, encoding="utf-8")
        self.command("user", "add", "ada", "--display-name", "Ada", "--password-stdin", text=PASSWORD)
        self.command("community", "add", self.community, "--display-name", "Club", "--facilitator", "ada")

    def command(self, *words, text=None):
        return run_well([str(self.program), "--config", str(self.settings), *words], text)

    def meet(self, host, port):
        """A host that can be found at this port. Before the start only."""
        self.hosts[host] = port
        self.command("partner", "add", host)

    def start(self, patience=60):
        network = self.folder / "network.toml"
        lines = [f'authority = "{self.authority.file}"', "[hosts]"]
        lines += [f'"{host}" = "127.0.0.1:{port}"' for host, port in self.hosts.items()]
        network.write_text("\n".join(lines) + "\n", encoding="utf-8")
        # It goes when this does, however that happens.
        words = ["setpriv", "--pdeathsig", "KILL", str(self.program), "--config", str(self.settings), "serve",
                 "--test-network", str(network)]
        with (self.folder / "ready").open("w") as ready, self.log.open("a") as log:
            self.process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=ready, stderr=log)
        deadline = time.monotonic() + patience
        while not (self.folder / "ready").read_text().startswith("ready "):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("the node is not ready: " + self.last_words())
            time.sleep(0.02)

    def stop(self, patience=60):
        """In order. The seconds that it took, and the exit status."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = self.process.wait()
        self.process = None
        return time.monotonic() - began, status

    def restart(self):
        self.stop()
        self.start()

    def end(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def last_words(self):
        return self.log.read_text(errors="replace")[-1500:] if self.log.exists() else ""

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def look(self):
        return Look(self.process.pid)


class Look:
    """What the kernel tells of a process now."""

    def __init__(self, pid):
        place = pathlib.Path("/proc") / str(pid)
        status = (place / "status").read_text()

        def number(name):
            found = re.search(rf"^{name}:\s*(\d+)", status, re.M)
            return int(found[1]) if found else 0

        self.resident = number("VmRSS") * 1024
        self.own = self.resident - number("RssFile") * 1024  # without the store's pages, which the kernel can take back
        self.threads = number("Threads")
        self.files = len(os.listdir(place / "fd"))
        self.helpers = helpers_of(pid)  # the resident memory of each process of its own


def helpers_of(pid):
    """Resident bytes of the processes below this one."""
    found = []
    for task in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in task.read_text().split():
                with contextlib.suppress(OSError):
                    pages = int(pathlib.Path(f"/proc/{child}/statm").read_text().split()[1])
                    found.append(pages * os.sysconf("SC_PAGE_SIZE"))
                    found += helpers_of(int(child))
    return found


def megabytes(size):
    return f"{size / MEGABYTE:.0f} MB"
