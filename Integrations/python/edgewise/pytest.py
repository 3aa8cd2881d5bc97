"""Edgewise for pytest, with syrupy: graphs as snapshots that change only where the graph does.

    def test_loss(graph_snapshot):
        assert "param w = 3\\nloss L = w²" == graph_snapshot
"""
import os
import tempfile

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from edgewise import EdgewiseError, run


class GraphSnapshotExtension(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT
    _file_extension = "json"
    file_extension = "json"

    def serialize(self, data, **more):
        return run(["render", "-", "-T", "json", "--bare"], data)

    def diff_lines(self, serialized_data, snapshot_data):
        """What differs, in words."""
        with tempfile.TemporaryDirectory() as folder:
            paths = [os.path.join(folder, name) for name in ("kept.json", "now.json")]
            for path, text in zip(paths, (snapshot_data, serialized_data)):
                with open(path, "w", encoding="utf-8") as file:
                    file.write(str(text or ""))
            try:
                yield from run(["diff", *paths]).splitlines()
            except EdgewiseError as error:
                yield str(error)


@pytest.fixture
def graph_snapshot(snapshot):
    return snapshot.use_extension(GraphSnapshotExtension)
