"""``ckan dgmaturity solr-schema``: the Solr schema of this CKAN, with Thai words split."""

from __future__ import annotations

from pathlib import Path

import click

from checker.cli.console import Voice
from ckanext.dgmaturity.cli.speaking import speaking, unfit, written
from ckanext.dgmaturity.search import solr_schema


@click.command("solr-schema")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write; otherwise it is printed.")
@click.option(
    "--schema",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The schema to start from; otherwise that of the CKAN that is installed.",
)
@speaking
def solr(out: Path | None, schema: Path | None, voice: Voice) -> None:
    """Write CKAN's Solr schema with Thai word splitting.

    Put it in place of conf/schema.xml of the Solr core, reload the core, and build the index anew:

      ckan dgmaturity solr-schema --out /var/solr/data/ckan/conf/schema.xml

      ckan search-index rebuild
    """
    source = schema or solr_schema.installed()
    try:
        made = solr_schema.thai(source.read_bytes())
    except solr_schema.UnknownSchema as error:
        raise unfit(f"solr.{error.key}", path=source, **error.values) from error
    if out is not None:
        written(out, made)
        voice.say("inside.solr.made", path=out, source=source)
    if voice.json:
        voice.result(
            {"source": str(source), "path": str(out) if out else None, "schema": None if out else made.decode()}
        )
    elif out is None:
        click.get_binary_stream("stdout").write(made)
