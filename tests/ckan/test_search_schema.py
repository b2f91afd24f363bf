"""The Solr schema that ``ckan dgmaturity solr-schema`` makes."""

from __future__ import annotations

import json
import urllib.parse
import urllib.request

import pytest
from ckan.cli.cli import ckan
from ckan.plugins import toolkit as tk
from ckanext.dgmaturity.search import solr_schema
from lxml import etree


def words_of(text: str, name: str = "text") -> list[str]:
    """The words that the site's own Solr keeps of a text."""
    asked = {"analysis.fieldtype": name, "analysis.fieldvalue": text, "wt": "json"}
    with urllib.request.urlopen(f"{tk.config['solr_url']}/analysis/field?{urllib.parse.urlencode(asked)}") as answer:
        steps = json.load(answer)["analysis"]["field_types"][name]["index"]
    return [each["text"] for each in steps[-1]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("รายชื่อสถานศึกษา ปี 2564", ["ราย", "ชื่อ", "สถาน", "ศึกษา", "ปี", "2564"]),
        ("บริการ e-Service ของรัฐ", ["บริการ", "eservic", "e", "servic", "ของ", "รัฐ"]),
        ("CKAN2.12", ["ckan", "212", "2", "12"]),
        ("ปี ๒๕๖๔", ["ปี", "2564"]),
        ("ปี๒๕๖๔", ["ปี", "2564"]),
        ("เทศบาล/อบต.", ["เทศบาล", "อบ", "ต"]),
        ("ข้อมูลGDCatalogภาครัฐ", ["ข้อมูล", "gdcatalog", "ภาค", "รัฐ"]),
        ("12,500.50", ["1250050", "12", "500", "50"]),
    ],
)
def test_thai_words_are_split_and_others_stay_as_they_were(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize("text", ["e-Service", "CKAN2.12", "DataStores of schools", "12,500.50", "moe.go.th"])
def test_a_text_without_thai_gives_the_words_of_the_stock_schema(text):
    """Apart from digits nothing stands behind the tokenizer that was not there: one word in, the same words out."""
    whole = words_of(text)
    assert whole == [word for part in text.split() for word in words_of(part)]
    assert not any(" " in word for word in whole)


def test_the_schema_keeps_its_name_its_fields_and_its_comments():
    stock, made = solr_schema.installed().read_bytes(), solr_schema.thai(solr_schema.installed().read_bytes())
    old, new = etree.fromstring(stock), etree.fromstring(made)
    assert new.get("name") == old.get("name")
    assert [each.text for each in new.iter(etree.Comment)] == [each.text for each in old.iter(etree.Comment)]
    assert [dict(each.attrib) for each in new.find("fields")] == [dict(each.attrib) for each in old.find("fields")]
    assert made.count(b"Licensed to the Apache Software Foundation") == 1


def test_making_it_of_its_own_result_changes_nothing():
    made = solr_schema.thai(solr_schema.installed().read_bytes())
    assert solr_schema.thai(made) == made


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (b"", "no XML"),
        (b"name: ckan", "no XML"),
        (b"<config/>", "no Solr schema of CKAN's"),
        (b'<schema name="example"/>', "no Solr schema of CKAN's"),
        (b'<schema name="ckan-2.12"><types/></schema>', "no field type 'text'"),
        (
            b'<schema name="ckan-2.12"><fieldType name="text"><analyzer><tokenizer class="solr.ICUTokenizerFactory"/>'
            b"</analyzer></fieldType></schema>",
            "splits words by solr.ICUTokenizerFactory",
        ),
        (
            b'<schema name="ckan-2.12"><fieldType name="text"><analyzer><tokenizer '
            b'class="solr.WhitespaceTokenizerFactory"/></analyzer></fieldType></schema>',
            "no solr.LowerCaseFilterFactory",
        ),
    ],
)
def test_another_file_is_refused_with_the_reason(source, told):
    with pytest.raises(solr_schema.UnknownSchema, match=told):
        solr_schema.thai(source)


def test_entities_of_a_foreign_file_are_not_read():
    source = b'<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><schema name="&x;"/>'
    with pytest.raises(solr_schema.UnknownSchema):
        solr_schema.thai(source)


def test_the_command_writes_the_file(cli, tmp_path):
    out = tmp_path / "schema.xml"
    ended = cli.invoke(ckan, ["dgmaturity", "solr-schema", "--out", str(out)])
    assert ended.exit_code == 0, ended.output
    assert out.read_bytes() == solr_schema.thai(solr_schema.installed().read_bytes())
    assert "search-index rebuild" in ended.output


def test_the_command_prints_it_without_a_file(cli):
    ended = cli.invoke(ckan, ["dgmaturity", "solr-schema"])
    assert ended.exit_code == 0
    assert etree.fromstring(ended.output.encode()).tag == "schema"


def test_the_command_names_the_file_that_it_cannot_use(cli, tmp_path):
    odd = tmp_path / "odd.xml"
    odd.write_text("<config/>")
    ended = cli.invoke(ckan, ["dgmaturity", "solr-schema", "--schema", str(odd)])
    assert ended.exit_code == 1
    assert "odd.xml" in ended.output
    assert "no Solr schema of CKAN's" in ended.output


def test_the_command_says_where_it_cannot_write(cli, tmp_path):
    ended = cli.invoke(ckan, ["dgmaturity", "solr-schema", "--out", str(tmp_path / "nowhere" / "schema.xml")])
    assert ended.exit_code == 1
    assert "nowhere" in ended.output
