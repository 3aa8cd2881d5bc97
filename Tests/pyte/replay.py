#!/usr/bin/env python3
"""Replays recordings in a terminal emulator and compares every frame with the text that the film says.

    pip install pyte
    Tests/pyte/replay.py .build/debug/edgewise graphs/*.flow

Nothing is expected of colours here: the same cells must stand in the same places.
"""
import json
import os
import subprocess
import sys
import tempfile

import pyte

FPS, SPEED = 10, 2.5  # a frame every quarter of a beat
SIZES = [(80, 24), (120, 40)]
LAST = 30  # beats


def replay(edgewise, graph, width, height):
    with tempfile.TemporaryDirectory() as folder:
        cast, frames = os.path.join(folder, "film.cast"), os.path.join(folder, "frames")
        size = ["--width", str(width), "--height", str(height), "--to", str(LAST), "--speed", str(SPEED)]
        subprocess.run([edgewise, "play", graph, "-o", cast, "--fps", str(FPS)] + size, check=True)
        subprocess.run([edgewise, "play", graph, "--frames", frames, "--every", str(SPEED / FPS)] + size, check=True)
        expected = []
        for name in sorted(os.listdir(frames)):
            with open(os.path.join(frames, name), encoding="utf-8") as file:
                lines = file.read().split("\n")[:-1]
            assert len(lines) == height, (graph, name, len(lines))
            expected.append(lines)
        screen = pyte.Screen(width, height)
        stream = pyte.Stream(screen)
        with open(cast, encoding="utf-8") as file:
            header = json.loads(file.readline())
            assert (header["version"], header["width"], header["height"]) == (2, width, height)
            events = [json.loads(line) for line in file]
        at = {round(time * FPS): data for time, kind, data in events if kind == "o"}
        for number, lines in enumerate(expected):
            stream.feed(at.get(number, ""))
            shown = [line.rstrip() for line in screen.display]
            assert shown == lines, "%s %dx%d frame %d\n%s\n---\n%s" % (
                graph, width, height, number, "\n".join(lines), "\n".join(shown))
        return len(expected)


def main():
    edgewise, graphs = sys.argv[1], sys.argv[2:]
    count = sum(replay(edgewise, graph, *size) for graph in graphs for size in SIZES)
    print("%d frames of %d films are what they should be" % (count, len(graphs)))


main()
