"""PDFs for tests, set on the spot: pages of Typst, pictures of them, and bombs."""

import zlib

import typst


def page(markup, *, width="12cm", height="8cm"):
    """A PDF of Typst markup."""
    return typst.compile(f"#set page(width: {width}, height: {height}, margin: 1cm)\n{markup}".encode())


def scanned(data):
    """The same pages as pictures: no text in them."""
    import pypdfium2

    made = pypdfium2.PdfDocument.new()
    with pypdfium2.PdfDocument(data) as source:
        for each in source:
            width, height = each.get_size()
            bitmap = each.render(scale=3)
            picture = pypdfium2.PdfImage.new(made)
            picture.set_bitmap(bitmap)
            picture.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
            sheet = made.new_page(width, height)
            sheet.insert_obj(picture)
            sheet.gen_content()
    import io

    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def handmade(content, *, more=b"", media=b"[0 0 300 200]", pages=1):
    """A PDF of one content stream, by hand; `content` is packed as it would be."""
    packed = zlib.compress(content, 9)
    kids = b" ".join(b"%d 0 R" % (5 + at) for at in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % pages,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream",
        *[
            b"<< /Type /Page /Parent 2 0 R /MediaBox "
            + media
            + b" /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> "
            + more
            + b" >> >>"
        ]
        * pages,
    ]
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
