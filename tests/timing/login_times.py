#!/usr/bin/env python3
"""Times refused passwords of known, unknown, locked and disabled names against a running server, interleaved.

    python3 tests/timing/login_times.py http://127.0.0.1:5000 KNOWN UNKNOWN LOCKED DISABLED [rounds] [maximum]

Run it by hand against a published Release build with IdpMfa:Lockout:MaxFailedAttempts at its default. LOCKED is locked by
the script first. KNOWN is unlocked before it would lock by `IdpMfa.Server users unlock`, whose command line is taken from
the environment variable UNLOCK, for example: UNLOCK="dotnet out/IdpMfa.Server.dll users unlock --tenant t --user {user}".
Prints medians and, for each pair with UNKNOWN, the two-sided p of a Mann-Whitney test (normal approximation with ties).
"""
import http.client
import math
import os
import random
import re
import statistics
import subprocess
import sys
import time
import urllib.parse


def main():
    base, names = sys.argv[1], sys.argv[2:6]
    rounds = int(sys.argv[6]) if len(sys.argv) > 6 else 300
    maximum = int(sys.argv[7]) if len(sys.argv) > 7 else 10
    kinds = dict(zip(("known", "unknown", "locked", "disabled"), names))
    login = Login(base)

    for _ in range(maximum):
        login.post(kinds["locked"])

    times = {kind: [] for kind in kinds}
    for number in range(rounds):
        if number % (maximum - 2) == 0:
            for user in ("known", "disabled"):
                unlock(user, kinds[user])
        order = list(kinds)
        random.shuffle(order)
        for kind in order:
            times[kind].append(login.post(kinds[kind]))

    reference = statistics.median(times["unknown"])
    for kind, values in times.items():
        median = statistics.median(values)
        p = mann_whitney(values, times["unknown"]) if kind != "unknown" else 1.0
        print(f"{kind:9} n={len(values)} median={median * 1000:7.2f} ms  {100 * (median / reference - 1):+6.2f} %  p={p:.3f}")


class Login:
    def __init__(self, base):
        url = urllib.parse.urlsplit(base)
        self.http = http.client.HTTPConnection(url.hostname, url.port)
        self.http.request("GET", "/account/login")
        answer = self.http.getresponse()
        page = answer.read().decode()
        self.cookie = answer.getheader("Set-Cookie").split(";")[0]
        self.token = re.search(r'name="__RequestVerificationToken"[^>]*value="([^"]+)"', page).group(1)

    def post(self, name):
        body = urllib.parse.urlencode(
            {
                "Input.UserName": name,
                "Input.Password": "not the password of anybody",
                "__RequestVerificationToken": self.token,
            }
        )
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self.cookie}
        begin = time.perf_counter()
        self.http.request("POST", "/account/login", body, headers)
        answer = self.http.getresponse()
        answer.read()
        elapsed = time.perf_counter() - begin
        if answer.status != 200:
            raise SystemExit(f"The server answered {answer.status}; switch IdpMfa:RateLimiting:Enabled off for this.")
        return elapsed


def unlock(kind, name):
    command = os.environ.get("UNLOCK")
    if command is None:
        raise SystemExit("Set UNLOCK; see the top of this file.")
    subprocess.run([part.replace("{user}", name) for part in command.split()], check=True, stdout=subprocess.DEVNULL)


def mann_whitney(one, other):
    values = sorted([(value, 0) for value in one] + [(value, 1) for value in other])
    rank_sum, ties, index = 0.0, 0.0, 0
    while index < len(values):
        end = index
        while end < len(values) and values[end][0] == values[index][0]:
            end += 1
        rank = (index + 1 + end) / 2
        rank_sum += rank * sum(1 for _, group in values[index:end] if group == 0)
        ties += (end - index) ** 3 - (end - index)
        index = end
    n, m = len(one), len(other)
    u = rank_sum - n * (n + 1) / 2
    variance = n * m / 12 * ((n + m + 1) - ties / ((n + m) * (n + m - 1)))
    z = (abs(u - n * m / 2) - 0.5) / math.sqrt(variance)
    return math.erfc(max(z, 0) / math.sqrt(2))


if __name__ == "__main__":
    main()
