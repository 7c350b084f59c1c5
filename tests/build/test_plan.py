"""Which artifacts a build renders, keeps and removes."""

from __future__ import annotations

from site_builder.build.manifest import Manifest, PublishedFile
from site_builder.build.plan import plan_build
from site_builder.fingerprints import Fingerprint
from site_builder.outputs.artifact import Artifact


def _artifact(path: str, record: str = "1", template: str = "1") -> Artifact:
    return Artifact(path, {"record": Fingerprint(record)}, {"template": Fingerprint(template)})


def _manifest(*artifacts: Artifact) -> Manifest:
    return Manifest({artifact.path: PublishedFile(artifact.inputs, 10, artifact.common) for artifact in artifacts})


def test_without_a_manifest_everything_is_stale() -> None:
    """A first build renders all, whatever lies in the folder."""
    home = _artifact("index.html")

    plan = plan_build((home,), None, {"index.html": 10})

    assert plan.stale == ((home, "first build"),)
    assert plan.kept == ()
    assert not plan.is_empty


def test_nothing_changed_gives_an_empty_plan() -> None:
    """What is published as it should be is kept, and there is nothing to do."""
    home = _artifact("index.html")

    plan = plan_build((home,), _manifest(home), {"index.html": 10})

    assert plan.kept == (home,)
    assert plan.is_empty


def test_reason_names_the_first_changed_input() -> None:
    """A reader of `--explain` learns which input changed; those that many files have come first."""
    old = _artifact("index.html")
    new, other = _artifact("index.html", record="2", template="2"), _artifact("index.html", record="2")

    plan = plan_build((new,), _manifest(old), {"index.html": 10})

    assert plan.stale == ((new, "template changed"),)
    assert plan_build((other,), _manifest(old), {"index.html": 10}).stale == ((other, "record changed"),)


def test_an_input_that_is_gone_makes_a_file_stale() -> None:
    """What was made from more than is known now is made again; the program must have changed."""
    old = Artifact("index.html", {"record": Fingerprint("1"), "weather": Fingerprint("1")})
    new = Artifact("index.html", {"record": Fingerprint("1")})

    plan = plan_build((new,), _manifest(old), {"index.html": 10})

    assert plan.stale == ((new, "program changed"),)


def test_an_input_the_last_build_did_not_know_counts_as_changed() -> None:
    """A new kind of input makes every artifact that has it stale."""
    old = Artifact("index.html", {"record": Fingerprint("1")})
    new = _artifact("index.html")

    plan = plan_build((new,), _manifest(old), {"index.html": 10})

    assert plan.stale == ((new, "template changed"),)


def test_a_page_the_last_build_did_not_have_is_new() -> None:
    """An added page is rendered, and only it."""
    home, page = _artifact("index.html"), _artifact("page.html")

    plan = plan_build((home, page), _manifest(home), {"index.html": 10})

    assert plan.stale == ((page, "new"),)
    assert plan.kept == (home,)


def test_a_missing_or_edited_file_is_stale() -> None:
    """A published file that is gone or has another size is rendered again."""
    home, page = _artifact("index.html"), _artifact("page.html")

    plan = plan_build((home, page), _manifest(home, page), {"page.html": 11})

    assert plan.stale == ((home, "not as published"), (page, "not as published"))


def test_removed_are_old_artifacts_and_foreign_files() -> None:
    """What is published and should not be is removed: old pages, whether still there or not, and foreign files."""
    home, gone, lost = _artifact("index.html"), _artifact("gone.html"), _artifact("lost.html")

    plan = plan_build((home,), _manifest(home, gone, lost), {"index.html": 10, "gone.html": 10, "note.txt": 3})

    assert plan.removed == ("gone.html", "lost.html", "note.txt")
    assert plan.stale == ()
    assert not plan.is_empty
