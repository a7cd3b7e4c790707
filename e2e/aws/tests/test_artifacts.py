"""The output of `sam build`."""

import zipfile
from pathlib import Path

import pytest
import yaml

from template import Template

# The maximum size of a package that docs/aws.md documents.
MAX_PACKAGE_BYTES = 6_000_000

MACHINES = {"x86_64": 62, "arm64": 183}


def test_every_function_of_the_template_was_built(artifacts: Path) -> None:
    built = yaml.safe_load((artifacts / "template.yaml").read_text())["Resources"]
    functions = {name for name, resource in built.items() if resource["Type"] == "AWS::Serverless::Function"}
    assert functions == set(Template({}).of_type("AWS::Lambda::Function"))
    for name in functions:
        assert (artifacts / built[name]["Properties"]["CodeUri"]).samefile(artifacts / name)


@pytest.mark.parametrize("function", Template({}).of_type("AWS::Lambda::Function"))
def test_a_package_is_one_small_executable(
    artifacts: Path, function: str, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    (bootstrap,) = (artifacts / function).iterdir()
    assert bootstrap.name == "bootstrap"
    header = bootstrap.read_bytes()[:20]
    machine = MACHINES[Template({}).parameters["Architecture"]]
    assert (header[:4], int.from_bytes(header[18:20], "little")) == (b"\x7fELF", machine)

    package = tmp_path / "package.zip"
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(bootstrap, bootstrap.name)
    size = package.stat().st_size
    with capsys.disabled():
        print(f"\n{function}: {size / 1e6:.2f} MB", end="")
    assert size < MAX_PACKAGE_BYTES
