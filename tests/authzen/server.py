"""One server of the program under test over one rulebook, and plain HTTP to it."""
import json
import pathlib
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.text = status, headers, body.decode()

    @property
    def json(self):
        return json.loads(self.text)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """Started when entered, ended when left; `options` are further words for `bylaw serve`."""

    def __init__(self, program, rules, state, options=()):
        self.program, self.rules, self.state, self.options = str(program), str(rules), state, list(options)

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        database = str(pathlib.Path(self.folder.name) / "records.db")
        self.log = open(pathlib.Path(self.folder.name) / "log", "w+")
        self.process = subprocess.Popen(
            [self.program, "serve", "--db", database, "--listen", f"127.0.0.1:{port}", "--rules", self.rules, "--dev", *self.options],
            stderr=self.log)
        try:
            self.wait_until_ready()
            imported = self.post("/v1/import?mode=replace", self.state)
            assert imported.status == 200, imported.text
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        self.process.terminate()
        self.process.wait(30)
        self.log.close()
        self.folder.cleanup()

    def wait_until_ready(self):
        for _ in range(300):
            if self.process.poll() is not None:
                break
            try:
                if self.get("/readyz").status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        self.log.seek(0)
        raise RuntimeError(f"the server over {self.rules} does not start: {self.log.read()}")

    def log_text(self):
        return pathlib.Path(self.log.name).read_text()

    def request(self, method, path, body=None, headers=None):
        request = urllib.request.Request(self.url + path, body, headers or {}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return Answer(response.status, response.headers, response.read())
        except urllib.error.HTTPError as refusal:
            return Answer(refusal.code, refusal.headers, refusal.read())

    def get(self, path, headers=None):
        return self.request("GET", path, None, headers)

    def post(self, path, body, headers=None):
        return self.request("POST", path, json.dumps(body).encode(), {"Content-Type": "application/json", **(headers or {})})

    def put(self, path, body, headers=None):
        return self.request("PUT", path, json.dumps(body).encode(), {"Content-Type": "application/json", **(headers or {})})
