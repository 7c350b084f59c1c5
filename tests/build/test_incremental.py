"""Any sequence of edits: what is published is always what a clean build of the same site gives."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.build.pipeline import BuildOptions, build_site

_STEPS = 6


def _models(site: Path) -> list[Path]:
    return sorted((site / "catalog/models/acme").glob("*.yaml"))


def _replace(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def _change_price(site: Path, choice: random.Random) -> None:
    path = choice.choice(_models(site))
    lines = path.read_text().splitlines()
    at = next(index for index, line in enumerate(lines) if "meter: output" in line)
    lines[at] = f'    - {{meter: output, amount: "0.{choice.randint(1, 99999)}"}}'
    path.write_text("\n".join(lines) + "\n")


def _add_model(site: Path, choice: random.Random) -> None:
    name = f"extra-{choice.randint(0, 9)}"
    text = (site / "catalog/models/acme/mini.yaml").read_text()
    text = text.replace("Acme Mini", f"Acme {name.title()}").replace("acme-mini", f"acme-{name}")
    (site / f"catalog/models/acme/{name}.yaml").write_text(f"{text}related: [acme/mini]\n")


def _delete_model(site: Path, choice: random.Random) -> None:
    extra = [path for path in _models(site) if path.stem.startswith("extra")]
    if extra:
        choice.choice(extra).unlink()


def _rename_model(site: Path, choice: random.Random) -> None:
    extra = [path for path in _models(site) if path.stem.startswith("extra")]
    if extra:
        choice.choice(extra).rename(site / f"catalog/models/acme/extra-{choice.randint(10, 19)}.yaml")


def _relate_models(site: Path, choice: random.Random) -> None:
    others = [path.stem for path in _models(site) if path.stem.startswith("extra")]
    related = ", ".join(f"acme/{name}" for name in choice.sample(others, choice.randint(0, len(others))))
    path = site / "catalog/models/acme/large.yaml"
    lines = [line for line in path.read_text().splitlines() if not line.startswith("related")]
    path.write_text("\n".join([*lines, f"related: [{related}]" if related else "related: [acme/mini]"]) + "\n")


def _change_status(site: Path, choice: random.Random) -> None:
    path = choice.choice(_models(site))
    lines = [line for line in path.read_text().splitlines() if not line.startswith("status:")]
    path.write_text("\n".join([*lines, f"status: {choice.choice(('preview', 'stable', 'deprecated'))}"]) + "\n")


def _rename_maker(site: Path, choice: random.Random) -> None:
    path = site / "catalog/providers/acme.yaml"
    path.write_text(f"name: Acme {choice.randint(1, 9)}\n" + path.read_text().partition("\n")[2])


def _change_protocol(site: Path, choice: random.Random) -> None:
    path = site / "catalog/protocols/acme-chat.yaml"
    lines = [line for line in path.read_text().splitlines() if not line.startswith("summary:")]
    path.write_text("\n".join([*lines, f"summary: Answers in style {choice.randint(1, 9)}."]) + "\n")


def _change_locales(site: Path, choice: random.Random) -> None:
    tags = choice.sample(("zh-Hans", "ru", "en"), choice.randint(1, 3))
    path = site / "catalog/site.yaml"
    lines = [line for line in path.read_text().splitlines() if not line.startswith("locales:")]
    path.write_text("\n".join([*lines, f"locales: [{', '.join(tags)}]"]) + "\n")


def _rename_locale(site: Path, choice: random.Random) -> None:
    (site / "locales/ru/locale.yaml").write_text(f"name: Русский {choice.randint(1, 9)}\nslug: ru\n")


def _change_messages(site: Path, choice: random.Random) -> None:
    path = site / "locales/ru/LC_MESSAGES/catalog.po"
    _replace(path, choice.choice(("ключ", "модел", "ответ", "Ответ")), choice.choice(("слово", "ключ", "ответ")))


def _change_template(site: Path, choice: random.Random) -> None:
    path = site / "templates" / choice.choice(("partials/footer.html.j2", "partials/model-list.html.j2"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"<p>{choice.randint(1, 99)}</p>\n")


def _drop_templates(site: Path, choice: random.Random) -> None:
    del choice
    shutil.rmtree(site / "templates", ignore_errors=True)


def _change_style(site: Path, choice: random.Random) -> None:
    path = site / "templates/assets/css/99-own.css"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"body {{ margin: {choice.randint(0, 9)}px }}\n")


def _damage_output(site: Path, choice: random.Random) -> None:
    pages = sorted((site / "dist").rglob("*.html"))
    damaged = choice.choice(pages)
    damaged.unlink()
    if choice.random() < 0.5:
        damaged.write_text("edited by hand")


_EDITS: tuple[Callable[[Path, random.Random], None], ...] = (
    _change_price,
    _add_model,
    _delete_model,
    _rename_model,
    _relate_models,
    _change_status,
    _rename_maker,
    _change_protocol,
    _change_locales,
    _rename_locale,
    _change_messages,
    _change_template,
    _drop_templates,
    _change_style,
    _damage_output,
)


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("seed", range(2))
def test_incremental_output_equals_clean_output_after_any_edits(seed: int, built_site: Path, tmp_path: Path) -> None:
    """After each of many random edits both builds give the same bytes, or refuse the site for the same reasons."""
    choice = random.Random(seed)  # noqa: S311 - a repeatable choice, not a secret
    history = []

    for step in range(_STEPS):
        for edit in choice.sample(_EDITS, choice.randint(1, 3)):
            edit(built_site, choice)
            history.append(edit.__name__)
        clean = build_site(BuildOptions(built_site, tmp_path / f"clean{step}", jobs=1))
        before = _tree(built_site / "dist")
        incremental = build_site(BuildOptions(built_site, built_site / "dist", jobs=1))

        assert incremental.diagnostics == clean.diagnostics, history
        expected = _tree(tmp_path / f"clean{step}") if clean.is_published else before
        assert _tree(built_site / "dist") == expected, history
