"""A receiver of webhooks: what is signed, and that a message that was not taken comes again."""
import base64
import hashlib
import hmac
import http.server
import json
import threading
import time


class Receiver:
    """Refuses the first message, takes the others."""

    def __init__(self):
        self.messages = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.messages.append((dict(self.headers), body))
                self.send_response(500 if len(outer.messages) == 1 else 204)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/changes"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def wait_for(what, seconds=40):
    until = time.monotonic() + seconds
    while time.monotonic() < until and not what():
        time.sleep(0.2)
    return what()


def is_signed(headers, body, secret):
    key = base64.b64decode(secret.removeprefix("whsec_"))
    text = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()
    return hmac.compare_digest(expected, headers["webhook-signature"])


def run(server, tally):
    foreign = server.post("/v1/webhooks", {"url": "http://example.org/"})
    tally.same("webhooks lead only where they may", foreign.status, 422)
    with Receiver() as receiver:
        made = server.post("/v1/webhooks", {"url": receiver.url})
        tally.same("a webhook", made.status, 201)
        name, secret = made.json["id"], made.json["secret"]
        tally.check("its secret is told once", "secret" not in server.get("/v1/webhooks").text)
        group = {"name": "New Group", "type": "specialist_group", "status": "active"}
        server.put("/v1/records/group/g-new", group)
        tally.check("it is told, and told again", wait_for(lambda: len(receiver.messages) >= 2), receiver.messages)
        if len(receiver.messages) < 2:
            return
        (first, body), (second, again) = receiver.messages[:2]
        lower = [{key.lower(): value for key, value in headers.items()} for headers in (first, second)]
        tally.check("signed", all(is_signed(headers, body, secret) for headers in lower), lower)
        tally.same("the same message", (lower[0]["webhook-id"], body), (lower[1]["webhook-id"], again))
        groups = {(change["after"] or change["before"])["group"] for change in json.loads(body)["findings"]}
        tally.check("of what has changed", "g-new" in groups, groups)
        delivered = wait_for(lambda: server.get(f"/v1/webhooks/{name}/deliveries").json["data"][0]["state"] == "delivered")
        tally.check("it is delivered", delivered)
        tally.same("no more webhook", server.request("DELETE", f"/v1/webhooks/{name}").status, 204)
