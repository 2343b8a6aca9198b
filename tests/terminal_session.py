"""The REPL at a terminal, for the scripts that type at it."""
import os
import pty
import select
import time


class Session:
    """`environment` is added to that of the program; `patience` says how many times longer everything may take."""

    def __init__(self, program, *options, environment=None, patience=1):
        self.patience = patience
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.environ.update({"TERM": "dumb"}, **(environment or {}))
            os.execv(program, [program, *options])
        self.seen = ""
        self.until("]> ")

    def until(self, mark, seconds=30):
        end = time.time() + seconds * self.patience
        start = len(self.seen)
        while mark not in self.seen[start:]:
            if not select.select([self.terminal], [], [], max(0, end - time.time()))[0]:
                raise TimeoutError(f"waited for {mark!r} in {self.seen[start:]!r} after {self.seen[-300:start]!r}")
            self.seen += os.read(self.terminal, 65536).decode(errors="replace")
        return self.seen[start:]

    def write(self, text):
        os.write(self.terminal, text.encode())

    def line(self, text, mark="]> "):
        self.write(text + "\n")
        return self.until(mark)

    def processor_time(self):
        with open(f"/proc/{self.process}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def wait(self):
        """The status the program ends with."""
        _, status = os.waitpid(self.process, 0)
        os.close(self.terminal)
        return status

    def close(self):
        self.write("exit\n")
        return self.wait()
