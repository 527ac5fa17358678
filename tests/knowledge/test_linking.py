"""What a document says it links to, and where that leads from where it stands."""

from hypothesis import given
from hypothesis import strategies as st

from willcall.knowledge.chunking import LONGEST_MARKED, chunks
from willcall.knowledge.documents import Document, parse
from willcall.knowledge.ingest.readers import read_bytes
from willcall.knowledge.link import LONGEST_NAME, MOST, Link
from willcall.knowledge.linking import leads


def links_of(document):
    return {one.id: [(link.label, link.target) for link in one.links] for one in chunks(document)}


def where(target, *, uri="/kb/doors", origin=None):
    document = Document("doors", "Doors", "x", uri)
    return [(lead.name, lead.anchor) for lead in leads(Link("there", target), document, origin)]


def test_a_chunk_keeps_what_it_links_to_and_reads_as_its_words():
    page = parse(
        "doors", '# Doors\n\nBy [*car* park](p.md#rates) ![plan](plan.png).\n\n## Late\n- [Refunds](<r.md> "x")\n- none'
    )
    assert links_of(page) == {"doors#text": [("car park", "p.md#rates")], "doors#late": [("Refunds", '<r.md> "x"')]}
    assert [one.text for one in chunks(page)] == ["By car park plan.", "Refunds\nnone"]


def test_a_long_section_keeps_each_link_with_its_piece():
    page = parse(
        "long",
        "# L\n\n" + "Words without end. " * 60 + "[Here](a.md) it ends. " + "More words. " * 60 + "[There](b.md).",
    )
    found = links_of(page)
    assert len(found) == 3
    assert [target for links in found.values() for _, target in links] == ["a.md", "b.md"]


def test_html_keeps_links_within_its_text_and_nothing_else_changes():
    body = "<p>See <a href='p.html#x'>the\n <b>rates</b></a>, <a href='javascript:x()'>this</a>, <a>that</a> or <a href='mailto:a@b.c'>us</a>.</p>"
    page = read_bytes(
        "page",
        f"<h1><a href='/'>Home</a></h1>{body}<table><tr><td><a href='q'>cell</a></td></tr></table>".encode(),
        kind="html",
    )
    assert page.title == "Home"
    assert links_of(page) == {"page#text": [("the rates", "p.html#x")]}
    assert chunks(page)[0].text == "See the rates, this, that or us.\ncell."


def test_html_that_is_too_long_to_undo_its_marks_has_none():
    page = read_bytes("page", f"<p>{'<a href=b>word</a> ' * LONGEST_MARKED}</p>".encode(), kind="html")
    assert "](" not in page.text
    assert {link for one in chunks(page) for link in one.links} == set()


def test_where_a_link_leads_depends_on_where_it_stands():
    assert where("p.md#What%20it%20costs", origin="/a/b/doors.md") == [("/a/b/p.md", "what-it-costs")]
    assert where("../My%20page.md", origin="/a/x/../b/doors.md") == [("/a/My page.md", "")]
    assert where("../p.md#Rates") == where("p.html#rates", origin="upload:doors.md") == [("/kb/p", "rates")]
    assert where("#late", origin="/a/doors.md") == [("/kb/doors", "late")]
    assert where("/kb/p") == [("/kb/p", "")]
    assert where("HTTPS://Help.example.com/P/#r") == [("https://help.example.com/P", "r")]
    assert where("p#r", uri="https://a.example/b/c") == [("https://a.example/b/p", "r")]
    assert ("/a/p.md", "") in where("p.md", uri="https://a.example/b/c", origin="/a/doors.md")


@given(
    st.text(max_size=60)
    | st.sampled_from(["javascript:alert(1)", "data:text/html,x", "mailto:a@b.c", "//evil/x", "http://[", "a\\b", ""])
)
def test_no_link_is_refused_loudly_or_leads_to_anything_but_a_name(target):
    for origin in (None, "/a/b.md", "https://a.example/b"):
        for name, anchor in where(target, origin=origin):
            assert 0 < len(name) <= LONGEST_NAME
            assert len(anchor) <= 60
            assert name.startswith(("/", "https://", "http://"))


def test_scripts_and_mail_lead_nowhere():
    assert not any(
        map(
            where,
            ["javascript:alert(1)", " JaVaScRiPt:x", "data:text/html,x", "mailto:a@b.c", "tel:1", "//evil/x"],
        )
    )
    assert where("%00.md", origin="/a/doors.md") == []


def test_ten_thousand_links_are_a_few():
    page = parse("many", "# Many\n\n" + "\n\n".join(f"[a](p{n}.md)" for n in range(10_000)))
    assert max(len(one.links) for one in chunks(page)) == MOST
