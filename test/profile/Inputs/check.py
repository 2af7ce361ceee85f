# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Reads the files of `cubeport profile -o DIR` as others would: the JSON, the
trace, and the page, which has no part outside it."""
import html.parser
import json
import pathlib
import sys

EMPTY = {"meta", "br", "hr"}
CAUSES = {"launch", "few-cores", "uneven-cores", "scalar-work", "first-fetch",
          "issue", "no-overlap", "short-rows", "single-elements",
          "small-copies", "unaligned-rows", "gather", "short-vectors",
          "barriers", "threads-one-by-one"}


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.seen = [], {}

    def handle_starttag(self, tag, attrs):
        self.seen[tag] = self.seen.get(tag, 0) + 1
        for name, value in attrs:
            assert name not in ("src", "href") and "url(" not in (value or "")
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, (tag, self.open)
        self.open.pop()


def check_profile(profile):
    assert profile["simulated"] is True
    assert profile["model"]["task_error_percent"] > 0
    total = 0
    for kernel in profile["kernels"]:
        total += kernel["time_us"]
        timed = kernel["launches"] - kernel["untimed"]
        assert timed == sum(launch["kernel"] == kernel["kernel"]
                            and launch["time_us"] is not None
                            for launch in profile["launches"])
        assert 0 <= kernel["launch_share"] <= 1
        for share in kernel["of_roof"].values():
            assert 0 <= share <= 1.05, kernel
        for pipe in kernel["pipes"].values():
            assert pipe["busy_us"] <= kernel["time_us"] * 1.001, kernel
    assert abs(total - profile["time_us"]) < 1e-3
    lost = [remark["lost_us"] for remark in profile["remarks"]]
    assert lost == sorted(lost, reverse=True)
    for remark in profile["remarks"]:
        assert remark["cause"] in CAUSES, remark
        assert remark["observed"] and remark["advice"] and remark["cuda"]["line"]
        assert 0 < remark["share"] <= 1


def check_trace(events, profile):
    names, last = {}, {}
    for event in events:
        assert isinstance(event["pid"], int)
        if event["ph"] == "M":
            names[event["pid"], event.get("tid")] = event["args"]["name"]
            continue
        assert event["ph"] == "X" and event["dur"] >= 0
        # Each track was named before, and each event is in its launch.
        assert "core" in names[event["pid"], None]
        assert names[event["pid"], event["tid"]].startswith("PIPE_")
        launch = profile["launches"][event["args"]["launch"]]
        assert launch["kernel"] == event["args"]["kernel"]
        end = launch["begin_us"] + launch["time_us"]
        assert launch["begin_us"] <= event["ts"] + 0.01
        assert event["ts"] + event["dur"] <= end + 0.01, (event, end)
        last[event["args"]["launch"]] = event
    return last


def main():
    folder = pathlib.Path(sys.argv[1])
    profile = json.loads((folder / "profile.json").read_text())
    events = json.loads((folder / "trace.json").read_text())
    text = (folder / "index.html").read_text()
    check_profile(profile)
    check_trace(events, profile)
    page = Page()
    page.feed(text)
    page.close()
    assert not page.open, page.open
    assert "://" not in text
    print(f"{len(profile['kernels'])} kernels, {len(profile['launches'])} "
          f"launches, {page.seen.get('svg', 0)} drawings")
    for remark in profile["remarks"]:
        print(f"{remark['kernel']}: {remark['cause']} at "
              f"{remark['cuda']['line']}: {remark['cuda']['text']}")


main()
