"""What a document says it links to, and where that leads from where it stands."""

import re

from hypothesis import given
from hypothesis import strategies as st

from willcall.knowledge.chunking import LONGEST_MARKED, chunks
from willcall.knowledge.documents import Document, parse
from willcall.knowledge.facts import facts
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


def test_a_headings_link_belongs_to_the_first_chunk_of_its_section_and_a_cells_to_that_of_its_row():
    rows = "\n".join(f"| [Bay {n}](bay-{n}.md) | {'wide ' * 30}| $5 |" for n in range(10))
    page = parse(
        "bays",
        f"# [Bays](b.md)\n\n## All our [*rates*](r.md)\n<!-- asked: what is a bay -->\n\n| Bay | [Size](s.md) | Price |\n|--|--|--|\n{rows}\n\n## Late\nNo links.\n\n## [Empty](e.md)\n",
    )
    found = chunks(page)
    assert page.title == "Bays"
    first, *others, late = found
    assert len(others) > 0
    assert first.heading == "All our rates"
    assert [link.target for link in first.links][:2] == ["r.md", "s.md"]
    for one in (first, *others):
        assert "](" not in one.text
        assert [link.label for link in one.links if link.target.startswith("bay")] == re.findall(r"Bay \d", one.text)
    assert all(link.target.startswith("bay") for one in others for link in one.links)
    assert late.links == ()


def test_a_table_is_read_the_same_whether_its_cells_are_linked_or_not():
    plain = "# Bays\n\n| Bay | Price | Why |\n|--|--|--|\n| Van | $5 | Wide. It takes two bays beside the ramp. |"
    linked = plain.replace("Van", "[Van](v.md)").replace("Price", "[Price](p.md)").replace("Wide", "[Wide](w.md)")
    before, after = parse("bays", plain), parse("bays", linked)
    assert [one.text for one in chunks(after)] == [one.text for one in chunks(before)]
    assert list(facts(after)) == list(facts(before))


def test_questions_under_a_linked_heading_are_asked_of_its_section():
    page = parse("doors", "# Doors\n\n## [Rates](r.md)\n<!-- asked: what does it cost -->\nTen dollars.")
    assert chunks(page)[0].asked == ("what does it cost",)


def html(body):
    return read_bytes("page", f"<html><body>{body}</body></html>".encode(), kind="html")


def test_html_keeps_links_of_headings_cells_and_around_blocks():
    page = html(
        "<h1><a href='/'>Home</a></h1>"
        "<h2>All <a href='r.html'>rates</a></h2><p>Few.</p>"
        "<a href='card.html'><h3>Card</h3><p>Told <b>here</b></p><ul><li>one</ul></a><p>after</p>"
        "<h2>Bays<a href='#bays'>#</a></h2><table><tr><th>Bay</th><th>Price <a href='why.html'>why</a></th></tr>"
        "<tr><td><a href='v|(1).html'>Van | bus</a></td><td>$5</td></tr></table>"
    )
    assert page.title == "Home"
    assert links_of(page) == {
        "page#all-rates": [("rates", "r.html")],
        "page#card": [("Card", "card.html"), ("Told here", "card.html"), ("one", "card.html")],
        "page#bays": [("why", "why.html"), ("Van | bus", "v|%281%29.html")],
    }
    assert [one.text for one in chunks(page)] == ["Few.", "Told here\none\nafter", "Van | bus: $5."]


def test_a_link_that_is_never_closed_ends_at_the_next_and_no_exclamation_makes_a_picture_of_one():
    page = html("<p>Come <a href=a>here<p>or <a href=b>there</a>.<p>Wow!<a href=c>Now</a>!")
    assert links_of(page) == {"page#text": [("here", "a"), ("or", "a"), ("there", "b")]}
    assert chunks(page)[0].text == "Come here\nor there.\nWow!Now!"


def test_a_heading_too_long_for_its_marks_is_a_heading_without_links():
    page = html(f"<h2>{'Long <a href=b>word</a> ' * 90}</h2><p>Text.</p>")
    assert [(one.heading, one.links) for one in chunks(page)] == [(("Long word " * 90).strip(), ())]


WORDS = st.text("ab .!|[]()*-", max_size=6)
INLINE = WORDS | WORDS.map(lambda words: f"<a href='javascript:x'>{words}</a>") | WORDS.map(lambda words: f"<a href='b|(c) d'>{words}</a>")  # fmt: skip
BLOCK = st.builds(
    lambda tag, inside: f"<{tag}>x{''.join(inside)}</{tag}>",
    st.sampled_from(["p", "h2", "div", "blockquote"]),
    st.lists(INLINE, max_size=3),
) | st.lists(st.lists(INLINE, min_size=1, max_size=3), min_size=1, max_size=3).map(
    lambda rows: "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows) + "</table>"
)  # fmt: skip
BLOCKS = st.lists(BLOCK | BLOCK.map(lambda block: f"<a href='card'>{re.sub('</?a[^>]*>', '', block)}</a>"), max_size=4)


@given(BLOCKS)
def test_links_of_html_change_no_word_of_it(blocks):
    written = "<p>y</p>" + "".join(blocks)
    with_, without = html(written), html(re.sub("</?a[^>]*>", "", written))
    assert [(one.heading, one.text) for one in chunks(with_)] == [(one.heading, one.text) for one in chunks(without)]
    assert all(len(one.links) <= MOST for one in chunks(with_))


def test_html_keeps_links_within_its_text_and_nothing_else_changes():
    body = "<p>See <a href='p.html#x'>the\n <b>rates</b></a>, <a href='javascript:x()'>this</a>, <a>that</a> or <a href='mailto:a@b.c'>us</a>.</p>"
    page = read_bytes(
        "page",
        f"<h1><a href='/'>Home</a></h1>{body}<table><tr><td><a href='q'>cell</a></td></tr></table>".encode(),
        kind="html",
    )
    assert page.title == "Home"
    assert links_of(page) == {"page#text": [("the rates", "p.html#x"), ("cell", "q")]}
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
