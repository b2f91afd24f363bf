"""``ckan dgmaturity solr-schema``: the Solr schema of this CKAN, with Thai words split."""

from __future__ import annotations

from pathlib import Path

import click

from ckanext.dgmaturity.search import solr_schema


@click.command("solr-schema")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write; otherwise it is printed.")
@click.option(
    "--schema",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The schema to start from; otherwise that of the CKAN that is installed.",
)
def solr(out: Path | None, schema: Path | None) -> None:
    """Write CKAN's Solr schema with Thai word splitting.

    Put it in place of conf/schema.xml of the Solr core, reload the core, and build the index anew:

      ckan dgmaturity solr-schema --out /var/solr/data/ckan/conf/schema.xml

      ckan search-index rebuild
    """
    source = schema or solr_schema.installed()
    try:
        made = solr_schema.thai(source.read_bytes())
    except solr_schema.UnknownSchema as error:
        raise click.ClickException(f"{source}: {error}") from error
    if out is None:
        click.get_binary_stream("stdout").write(made)
        return
    try:
        out.write_bytes(made)
    except OSError as error:
        raise click.ClickException(f"{out}: {error.strerror}") from error
    click.echo(f"{out}: made from {source}. Reload the Solr core, then: ckan search-index rebuild", err=True)
