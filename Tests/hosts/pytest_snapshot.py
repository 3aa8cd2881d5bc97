"""A snapshot of pytest with syrupy: another input is the same graph, another operator is told in words."""
import os

pytest_plugins = ["edgewise.pytest"]


def test_loss(graph_snapshot):
    assert f"param w = {os.environ.get('W', '3')}\nloss L = w²{os.environ.get('MORE', '')}" == graph_snapshot
