"""Asks sourcekit-lsp, as an editor does, for what may follow `weights["W"].` in a student's folder.

usage: completion.py FOLDER FILE     prints the proposals, one a line; exits with 1 when there are none
"""

import json
import pathlib
import subprocess
import sys
import time


class Server:
    """A language server that is spoken to over its standard streams."""

    def __init__(self, folder):
        self.process = subprocess.Popen(["sourcekit-lsp"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.last = 0

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def ask(self, method, params):
        self.last += 1
        self.send({"id": self.last, "method": method, "params": params})
        while True:
            message = self.receive()
            if message.get("id") == self.last and "method" not in message:
                if "error" in message:
                    sys.exit(f"{method}: {message['error']['message']}")
                return message["result"]
            if "id" in message:
                # The server asks to be told of changes, and the like.
                self.send({"id": message["id"], "result": None})

    def receive(self):
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        if length == 0:
            sys.exit("sourcekit-lsp ended")
        return json.loads(self.process.stdout.read(length))


def main(folder, file):
    folder, file = pathlib.Path(folder).resolve(), pathlib.Path(file).resolve()
    text = file.read_text()
    mark = 'weights["W"].'
    lines = text.split("\n")
    # The first line of the first function's body.
    body = next(number for number, line in enumerate(lines) if "mutating func step" in line) + 1
    lines.insert(body, "    _ = " + mark)
    server = Server(folder)
    server.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": {}})
    server.notify("initialized", {})
    document = {"uri": file.as_uri(), "languageId": "swift", "version": 1, "text": "\n".join(lines)}
    server.notify("textDocument/didOpen", {"textDocument": document})
    place = {"line": body, "character": len("    _ = " + mark)}
    # The server compiles the kit in the background, and proposes nothing before.
    for _ in range(120):
        found = server.ask("textDocument/completion", {"textDocument": {"uri": file.as_uri()}, "position": place})
        names = [item["label"] for item in found["items"]] if found else []
        if names:
            break
        time.sleep(1)
    print("\n".join(names))
    server.ask("shutdown", None)
    server.notify("exit", None)
    server.process.wait(timeout=30)
    return 0 if names else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
