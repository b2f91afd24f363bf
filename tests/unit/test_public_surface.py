"""What others build on, as a list: a name goes in or out on purpose."""

import checker
import checker.testing


def test_the_engine_offers_these_names() -> None:
    assert checker.__all__ == ["CheckerError", "__version__", "report", "scan", "score"]


def test_the_engine_is_typed() -> None:
    from importlib.resources import files

    assert files("checker").joinpath("py.typed").is_file()
