"""Our tables go without a trace and come back as they were, as ``docs/install.md`` says of taking them out."""

from __future__ import annotations

import subprocess

import pytest

from tests.stack import Stack, parts
from tests.stack.sites import Site, prepared, slug_of

pytestmark = [pytest.mark.stack, pytest.mark.slow]

TABLES = r"SELECT tablename FROM pg_tables WHERE tablename LIKE 'dgmaturity\_%' ORDER BY 1"
#: everything that a table is made of: columns with their types and defaults, indexes, keys
SHAPE = r"""
SELECT replace(told, ' ', '_') FROM (
  SELECT format('%s.%s %s %s %s', table_name, column_name, udt_name, is_nullable, column_default) AS told
    FROM information_schema.columns WHERE table_name LIKE 'dgmaturity\_%'
  UNION ALL SELECT indexdef FROM pg_indexes WHERE tablename LIKE 'dgmaturity\_%'
  UNION ALL SELECT format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) FROM pg_constraint
    WHERE conrelid::regclass::text LIKE 'dgmaturity\_%'
) AS parts ORDER BY 1"""
#: a public dataset with one hidden file
HIDDEN = """
INSERT INTO package (id, name, title, type, state, private, metadata_created, metadata_modified)
  VALUES ('p', 'payroll', 'บัญชีเงินเดือน', 'dataset', 'active', false, now(), now());
INSERT INTO resource (id, package_id, url, name, format, state, position, extras) VALUES
  ('r', 'p', 'https://agency.example/a.csv', 'รายบุคคล', 'CSV', 'active', 0,
   '{"resource_private": "True", "resource_created_date": "10/9/2564"}');
"""
#: what alembic keeps of every plugin that was once there
ITS_OWN = ["dgmaturity_alembic_version"]


@pytest.fixture(scope="module")
def site(stack: Stack) -> Site:
    return prepared(stack, "tables")


def asked(stack: Stack, site: Site, query: str) -> list[str]:
    """What its database answers."""
    return parts.told(stack.running["postgres"].port, query, f"ckan_{slug_of(site.name, site.version)}")


def test_the_tables_go_and_come_back_as_they_were(stack: Stack, site: Site) -> None:
    tables, shape = asked(stack, site, TABLES), asked(stack, site, SHAPE)
    assert len(tables) > len(ITS_OWN)
    assert len(shape) > len(tables)
    site.ckan("db", "downgrade", "-p", "dgmaturity")
    assert asked(stack, site, TABLES) == ITS_OWN
    site.ckan("db", "upgrade", "-p", "dgmaturity")
    assert asked(stack, site, TABLES) == tables
    assert asked(stack, site, SHAPE) == shape


def test_a_rehearsal_of_a_migration_needs_no_table_of_ours_and_finds_hidden_files(stack: Stack, site: Site) -> None:
    """From a copy of the ini file, while the site still runs with the other plugin."""
    site.ckan("db", "downgrade", "-p", "dgmaturity")
    assert asked(stack, site, TABLES) == ITS_OWN
    parts.sql(stack.running["postgres"].port, HIDDEN, f"ckan_{slug_of(site.name, site.version)}")
    words = ["dgmaturity", "migrate", "--from", "thai_gdc", "--dry-run", "--lang", "th"]
    command = [str(site.bin / "ckan"), "-c", str(site.ini), *words]
    done = subprocess.run(command, capture_output=True, text=True, cwd=parts.FOLDER)
    assert done.returncode == 1, done
    assert "ชุดข้อมูลทั้งหมด 1 ชุด: เปลี่ยน 1" in done.stdout
    assert "คำเตือน: แฟ้มที่ thai_gdc ซ่อนไว้ 1 แฟ้ม ในชุดข้อมูลสาธารณะ 1 ชุด" in done.stderr
    assert "payroll  บัญชีเงินเดือน: รายบุคคล" in done.stderr
