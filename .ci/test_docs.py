"""Tests of .ci/docs: python3 -m unittest discover .ci"""

import importlib.machinery
import importlib.util
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
loader = importlib.machinery.SourceFileLoader("docs", str(Path(__file__).with_name("docs")))
docs = importlib.util.module_from_spec(importlib.util.spec_from_loader("docs", loader))
sys.modules["docs"] = docs
loader.exec_module(docs)

WORKSPACE = docs.Workspace(
    features={"agentic-memories": {"semantic-search"}, "bench": set()},
    targets={"bin": {"agentic-memories", "load-test"}, "test": {"cli"}},
)
HELP = {
    (): "Usage\n\nCommands:\n  inbox   Events\n  serve   Run\n  help    Print help\n\nOptions:\n  -h, --help\n",
    ("inbox",): "Usage\n\nCommands:\n  retry  Again\n  help   Print help\n\nOptions:\n  -h, --help\n",
    ("inbox", "retry"): "Usage\n\nOptions:\n      --all             All\n      --data-dir <DIR>  Directory\n",
    ("serve",): "Usage\n\nOptions:\n      --listen <ADDR>  Address\n",
}


class Pages(unittest.TestCase):
    def test_headings_become_anchors_as_on_github(self):
        page = docs.read_page("# `POST /client-data`\n## What's *new*?\n## [A link](x.md), and more\n## Übung_1\n")
        self.assertEqual(page.anchors, {"post-client-data", "whats-new", "a-link-and-more", "übung_1"})

    def test_equal_headings_get_numbers(self):
        self.assertEqual(docs.read_page("# Errors\n# Errors\n# Errors\n").anchors, {"errors", "errors-1", "errors-2"})

    def test_links_are_found_around_code_but_not_in_it(self):
        page = docs.read_page("[`a`](a.md) and `[b](b.md)`\n[c]: c.md\n")
        self.assertEqual(page.links, [(1, "a.md"), (2, "c.md")])

    def test_a_code_block_has_neither_links_nor_headings(self):
        page = docs.read_page("```sh\n# comment\n[a](b.md)\n```\n")
        self.assertEqual((page.anchors, page.links), (set(), []))

    def test_continued_lines_of_code_are_one_line(self):
        page = docs.read_page("```sh\ncargo build \\\n  -p bench\nls\n```\n")
        self.assertEqual(page.code, [(2, "cargo build   -p bench"), (4, "ls")])

    def test_a_block_in_a_list_ends_with_its_fence(self):
        page = docs.read_page("- item\n\n  ```sh\n  ls\n  ```\n\n# After\n")
        self.assertEqual(page.anchors, {"after"})


class Commands(unittest.TestCase):
    def test_a_line_is_split_into_its_commands(self):
        found = list(docs.commands("A=1 B='x y' agentic-memories config --json | jq . > out && make build # why"))
        self.assertEqual(
            found, [["agentic-memories", "config", "--json"], ["jq", "."], ["out"], ["make", "build"]]
        )

    def test_what_is_no_shell_is_split_at_blanks(self):
        self.assertEqual(list(docs.commands("it's here")), [["it's", "here"]])


class Cargo(unittest.TestCase):
    def problems(self, command: str) -> list[str]:
        return list(WORKSPACE.problems(command.split()))

    def test_what_exists_is_accepted(self):
        for command in [
            "cargo test --workspace --locked",
            "cargo build --release -p agentic-memories --features semantic-search",
            "cargo build --features agentic-memories/semantic-search",
            "cargo run -p bench --bin load-test -- --bin anything",
            "cargo test --package=agentic-memories --test cli",
        ]:
            self.assertEqual(self.problems(command), [], command)

    def test_what_does_not_exist_is_a_problem(self):
        self.assertEqual(self.problems("cargo build -p cli"), ["there is no package cli"])
        self.assertEqual(self.problems("cargo run --bin nothing"), ["there is no bin nothing"])
        self.assertEqual(self.problems("cargo test --test calls"), ["there is no test calls"])
        self.assertEqual(
            self.problems("cargo build -p bench --features semantic-search"),
            ["there is no feature semantic-search"],
        )


class Program(unittest.TestCase):
    def problems(self, command: str) -> list[str]:
        return list(docs.CommandLine(HELP.__getitem__).problems(command.split()))

    def test_subcommands_and_options_that_exist_are_accepted(self):
        self.assertEqual(self.problems("inbox retry --all --data-dir=x"), [])
        self.assertEqual(self.problems("inbox retry EVENT_ID"), [])
        self.assertEqual(self.problems("inbox"), [])

    def test_a_subcommand_that_does_not_exist_is_a_problem(self):
        self.assertEqual(self.problems("inbox redo 7"), ["`agentic-memories inbox` has no subcommand redo"])

    def test_an_option_of_another_subcommand_is_a_problem(self):
        self.assertEqual(self.problems("serve --all"), ["`agentic-memories serve` has no option --all"])


class Everything(unittest.TestCase):
    def check(self, **files: str) -> list[str]:
        with tempfile.TemporaryDirectory() as directory:
            root = Path(directory)
            subprocess.run(["git", "init", "--quiet", directory], check=True)
            for name, text in {"crates/bench/Cargo.toml": "", ".gitignore": "/crates/made\n", **files}.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
            checker = docs.Checker(docs.Repository.at(root), WORKSPACE, docs.CommandLine(HELP.__getitem__))
            return list(checker.problems())

    def test_links_lead_to_files_and_headings(self):
        files = {
            "README.md": "[a](docs/a.md#here) [b](docs/a.md#there) [c](#top) [d](no.md) [e](https://example.com/x)",
            "docs/a.md": "# Here\n[up](../README.md) [dir](../crates/bench)",
        }
        self.assertEqual(
            self.check(**files),
            [
                "README.md:1: the link to docs/a.md#there leads to no heading",
                "README.md:1: the link to #top leads to no heading",
                "README.md:1: the link to no.md leads to no file",
            ],
        )

    def test_paths_in_code_exist_or_are_ignored_by_git(self):
        page = "`crates/bench/Cargo.toml` `crates/made/x` `crates/bench-NAME` `application/json`\n`crates/gone`"
        self.assertEqual(self.check(**{"README.md": page}), ["README.md:2: there is no crates/gone"])

    def test_an_ignored_directory_need_not_exist_yet(self):
        files = {".gitignore": ".venv/\n", "README.md": "`crates/.venv`\n"}
        self.assertEqual(self.check(**files), [])

    def test_commands_are_checked_in_blocks_and_in_sentences(self):
        page = "Use `inbox retry --some`.\n```sh\ncargo run -- serve --port 1\n./target/agentic-memories serve\n```\n"
        self.assertEqual(
            self.check(**{"README.md": page}),
            [
                "README.md:1: `agentic-memories inbox retry` has no option --some",
                "README.md:3: `agentic-memories serve` has no option --port",
            ],
        )


if __name__ == "__main__":
    unittest.main()
